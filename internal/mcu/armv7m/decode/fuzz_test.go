package decode_test

import (
	"testing"

	"tinyol-sim/internal/mcu/armv7m/decode"
)

// FuzzBlock decodes and fuses any bytes as a block: its instructions lie in the
// bytes, one behind the other, and what they are fused to ends in an End and never
// says that more is done at once than lies in front of that.
func FuzzBlock(f *testing.F) {
	f.Add([]byte{0xFE, 0xE7}, uint8(0), uint8(0))
	f.Add([]byte{0x38, 0xBF, 0x05, 0x22, 0x00, 0xEE, 0x10}, uint8(0), uint8(1))
	f.Add([]byte{0xB4, 0xEC, 0x01, 0x7A, 0xB5, 0xEC, 0x01, 0x6A, 0x27, 0xEE, 0x06, 0x7A, 0x77, 0xEE, 0x87, 0x7A, 0xA6, 0x42, 0xF5, 0xD1}, uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, code []byte, it, core uint8) {
		d := decode.NewDecoder(cores[int(core)%len(cores)].features)
		const pc = 0x100
		ops, _ := d.Straight(code, pc, it)
		end := 0
		for i := range ops {
			u := &ops[i]
			if end += 2 * int(u.Size); end != 2*int(u.After) || end > len(code) || int(u.Nth) != i+1 {
				t.Fatalf("instruction %d of %d bytes ends at %d, not at %d", i, len(code), 2*int(u.After), end)
			}
			if u.Ends() && i != len(ops)-1 {
				t.Errorf("instruction %d of %d ends the block", i, len(ops))
			}
		}
		if len(ops) > decode.MaxBlock+4 {
			t.Errorf("%d instructions", len(ops))
		}
		if len(ops) == 0 {
			return
		}
		left := 0
		first := d.Fuse(ops, pc)
		for u := first; u.Code != decode.End; u = u.Next() {
			left++
		}
		for u := first; u.Code != decode.End; u = u.Next() {
			if left--; u.Code >= decode.RunWords && u.Code < decode.Cond && int(u.Skip) > left {
				t.Errorf("code %d does %d of %d micro-operations", u.Code, u.Skip, left)
			}
		}
	})
}
