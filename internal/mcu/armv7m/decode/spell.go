package decode

import "tinyol-sim/internal/mcu/armv7m/disasm"

// Spell appends an instruction as text. What the core does not have is written
// as data.
func (d *Decoder) Spell(b []byte, in *disasm.Instruction) []byte {
	one, two := uint16(in.Encoding), uint16(0)
	if in.Size == 4 {
		one, two = uint16(in.Encoding>>16), uint16(in.Encoding)
	}
	u := d.Instruction(in.Address, one, two, in.IT)
	var speller disasm.Speller
	if r := RowOf(one, in.Encoding); r != nil && (u.exists() || r.Name == "udf") {
		speller = r.speller
	}
	return speller.Append(b, in)
}

// exists says that the core has the instruction.
func (u *Op) exists() bool {
	op := u.Plain()
	return op != Undefined && op != NoCoprocessor
}
