package disasm

import (
	"testing"

	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// TestAppend writes instructions in and outside of IT blocks, by the first
// spelling that they are of; what the core has is compared with objdump there.
func TestAppend(t *testing.T) {
	narrow := Compile(16,
		Spelling{"00100 ddd iiiiiiii", "mov{S}{c} {Rd}, #{i}"},
		Spelling{"10111111 cccc jjjj", "it{then} {cc}"},
		Spelling{"01001 ddd iiiiiiii", "ldr{c} {Rd}, [pc, #{i*4}]{literal}"},
		Spelling{"11100 iiiiiiiiiii", "b{c}.n {near11}"},
		Spelling{"1011010 0 00000001", "first"},
		Spelling{"1011010 p llllllll", "push{c} {pushed}"})
	wide := Compile(32,
		Spelling{"11110 s cccc iiiiii 10 j 0 k iiiiiiiiiii", "b{cc}.w {far20}"},
		Spelling{"11110 s iiiiiiiiii 11 j 1 k iiiiiiiiiii", "bl{c} {far24}"},
		Spelling{"11110i0 1101 1nnnn 0iii 1111 iiiiiiii", "cmp{c}.w {Rn}, #{expand}"},
		Spelling{"11101110 1D11 iiii dddd 1010 0000 iiii", "vmov{c}.f32 {Sd}, #{float}"})
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
		{0xB401, 2, 0, "first"},
		{0xB503, 2, 0, "push {r0, r1, lr}"},
		{0xBA80, 2, 0, ".inst.n 0xba80"},
		{0xF7FFFFFE, 4, 0, "bl 100 <loop>"},
		{0xF43FAFFE, 4, 0, "beq.w 100 <loop>"},
		{0xF1B21FFF, 4, 0, "cmp.w r2, #16711935"},
		{0xEEB70A00, 4, 0, "vmov.f32 s0, #1"},
		{0xE8000000, 4, 0, ".inst.w 0xe8000000"},
	} {
		speller := narrow
		if test.size == 4 {
			speller = wide
		}
		i := Instruction{Encoding: test.encoding, Size: test.size, Address: 0x100, IT: test.it, Symbol: loop}
		if got := string(speller.Append(nil, &i)); got != test.want {
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

// FuzzWords writes any operands of any pattern by every word.
func FuzzWords(f *testing.F) {
	f.Add("11110 s cccc iiiiii 10 j 0 k iiiiiiiiiii", uint32(0xF43FAFFE), uint32(0x100), uint8(0))
	f.Add("ppoooooooooogggg hhhhhhhhhhhhhhhh", uint32(0xFFFFFFFF), uint32(0xFFFFFFFE), uint8(8))
	f.Fuzz(func(t *testing.T, bits string, raw, address uint32, it uint8) {
		var v thumb.Operands
		for n, letter := range []byte(bits) {
			if letter > '1' && letter < 128 && n < 32 { // of a pattern no operand has more bits than this
				v[letter] = (v[letter]<<1 | raw>>(31-n)&1) & 0xFF
			}
		}
		for name, w := range words {
			f := fields{Instruction: &Instruction{Encoding: raw, Size: 4, Address: address, IT: it, Symbol: loop}, v: v}
			if text := w([]byte("x"), &f); len(text) > 200 {
				t.Errorf("{%s} is %q", name, text)
			}
		}
	})
}
