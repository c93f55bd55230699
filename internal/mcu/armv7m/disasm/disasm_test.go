package disasm

import (
	"strings"
	"testing"
	"unicode"
)

// TestAppend writes instructions of each form of address, in and outside of IT
// blocks; all encodings are compared with objdump in armv7m.
func TestAppend(t *testing.T) {
	for _, test := range []struct {
		encoding uint32
		size     int
		it       uint8
		want     string
	}{
		{0x2105, 2, 0, "movs r1, #5"},
		{0x2105, 2, 0x08, "moveq r1, #5"},
		{0xBF14, 2, 0, "ite ne"},
		{0x4802, 2, 0, "ldr r0, [pc, #8] @ 10c"},
		{0xE7FE, 2, 0, "b.n 100 <loop>"},
		{0xF7FFFFFE, 4, 0, "bl 100 <loop>"},
		{0xF43FAFFE, 4, 0, "beq.w 100 <loop>"},
		{0xF04F0107, 4, 0, "mov.w r1, #7"},
		{0xF1B21FFF, 4, 0, "cmp.w r2, #16711935"},
		{0xEEB70A00, 4, 0, "vmov.f32 s0, #1"},
		{0xF3EF8008, 4, 0, "mrs r0, MSP"},
		{0xDE01, 2, 0, "udf #1"},
		{0xE8000000, 4, 0, ".inst.w 0xe8000000"},
		{0xB100, 2, 0, "cbz r0, 104"},
		{0xBA80, 2, 0, ".inst.n 0xba80"},
	} {
		i := Instruction{Encoding: test.encoding, Size: test.size, Address: 0x100, IT: test.it, Symbol: loop}
		if got := string(i.Append(nil)); got != test.want {
			t.Errorf("%0*x is %q, want %q", 2*test.size, test.encoding, got, test.want)
		}
	}
}

func loop(a uint32) string {
	if a == 0x100 {
		return "loop"
	}
	return ""
}

// FuzzAppend writes any encoding at any address.
func FuzzAppend(f *testing.F) {
	f.Add(uint32(0xF7FFFFFE), true, uint32(0x100), uint8(0))
	f.Add(uint32(0xBF14), false, uint32(0xFFFFFFFE), uint8(8))
	f.Fuzz(func(t *testing.T, encoding uint32, wide bool, address uint32, it uint8) {
		i := Instruction{Encoding: encoding & 0xFFFF, Size: 2, Address: address, IT: it, Symbol: loop}
		if wide {
			i.Encoding, i.Size = encoding, 4
		}
		text := string(i.Append(nil))
		if text == "" || strings.Contains(text, "\n") || strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
			t.Errorf("%08x is %q", encoding, text)
		}
	})
}
