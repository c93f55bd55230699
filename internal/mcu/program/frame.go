package program

// Numbers of registers with a part of their own, in the processor and in the
// tables alike.
const (
	SP = 13
	LR = 14
	PC = 15
)

// Frame is a frame of the stack while it is unwound.
type Frame struct {
	At        uint32 // address in the function: PC, or that of the call
	Registers [16]uint32
	Known     uint16 // a bit for each register whose value is
}

// Set gives a register a value that is known.
func (u *Frame) Set(register int, value uint32) {
	u.Registers[register], u.Known = value, u.Known|1<<register
}

// Has reports that a register's value is known.
func (u *Frame) Has(register int) bool { return u.Known>>register&1 != 0 }

// Forget makes a register's value unknown.
func (u *Frame) Forget(register int) { u.Known &^= 1 << register }

// Memory reads a word where the program runs; it reports false where there is
// none.
type Memory func(address uint32) (word uint32, ok bool)
