package armv7m

import "tinyol-sim/internal/mcu/armv7m/disasm"

// Disassemble writes the instruction at pc as assemblers read it, in unified
// syntax, as GNU objdump writes it, with addresses in hexadecimal and their
// symbols, and gives its encoding and its size in bytes. ITSTATE is what the
// decoder has found there. Size is 0 where there is no memory. What the core
// would not execute is given as data.
func (c *Core) Disassemble(pc uint32) (text string, encoding uint32, size int) {
	encoding, size = c.encodingAt(pc)
	if size == 0 {
		return "", 0, 0
	}
	return string(c.spell(pc, c.itAt(pc), encoding, size)), encoding, size
}

// Symbol names an address as function+offset, or nothing.
func (c *Core) Symbol(a uint32) string {
	if c.image == nil {
		return ""
	}
	return c.image.Symbol(a)
}

func (c *Core) spell(pc uint32, it uint8, encoding uint32, size int) []byte {
	return c.decoder.Spell(nil, &disasm.Instruction{Encoding: encoding, Size: size, Address: pc, Symbol: c.Symbol, IT: it})
}
