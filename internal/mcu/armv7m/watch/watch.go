// Package watch follows the calls and exceptions of a program on an armv7m core:
// of a run that is observed, instruction by instruction, and of a core that has
// stopped, by unwinding its stack.
package watch

import "tinyol-sim/internal/mcu/program"

// Machine is what watching asks of a core. Nothing of it has a side effect.
type Machine interface {
	// Encoding is the instruction at an address and its size in bytes, 0 where
	// there is no memory.
	Encoding(address uint32) (encoding uint32, size int)
	// Word is the word at an address, false where there is no memory.
	Word(address uint32) (uint32, bool)
	// Spell is an instruction as text.
	Spell(address, encoding uint32, size int, it uint8) []byte
	// Symbol is function+offset, or empty.
	Symbol(address uint32) string
	// Unstack pops the frame of an exception that returns by the EXC_RETURN value.
	// The stacked status goes into r0, for which a caller has no use. It reports
	// false where the frame cannot be read.
	Unstack(f *program.Frame, value uint32) bool
}
