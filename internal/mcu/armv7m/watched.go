package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/armv7m/watch"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/program"
)

// watched is the core as package watch sees it.
type watched Core

// Observe watches all further runs, until it is told to stop by a nil. A fault
// then comes with a backtrace of the calls that were seen.
func (c *Core) Observe(o *cpu.Observation) {
	if o == nil {
		c.observer = nil
		return
	}
	c.observer = watch.Observe((*watched)(c), o, c.r[:], c.s[:], c.moment())
}

func (c *Core) moment() watch.Moment {
	return watch.Moment{PC: c.pc, IT: c.itNow, Cycles: c.cycles, Instructions: c.insns}
}

// observe executes one instruction. It goes through the same loop as every
// other.
func (c *Core) observe(until uint64) {
	o := c.observer
	count := c.insns
	o.Before(c.moment())
	c.loop(until, count+1)
	if !o.After(c.moment(), c.insns > count, c.cause != CauseNone) && c.stop == nil && c.cause == CauseNone {
		c.stop = stopRequested
	}
}

// observeEntry tells of exception e, which is about to take its cycles.
func (c *Core) observeEntry(e int, sp uint32) {
	handler, ok := c.peek32(c.vtor + uint32(4*e))
	c.observer.Entering(c.moment(), watch.Entry{
		Exception: e, Call: e == excSVCall, SP: sp, Back: c.pc, Handler: handler &^ 1, Readable: ok,
	})
}

// Backtrace is the callers, the innermost first, at most 64. Those that an
// observation has seen are certain; without one they are unwound, and marked
// where that was a guess.
func (c *Core) Backtrace() []cpu.Caller {
	var callers []cpu.Caller
	if c.observer != nil {
		callers = c.observer.Callers()
	} else {
		callers = watch.Unwind((*watched)(c), c.image, c.r[:], c.at, int(c.ipsr))
	}
	for i := range callers {
		a := callers[i].Address
		callers[i].Symbol = c.Symbol(a)
		if e := callers[i].Exception; e != 0 {
			callers[i].ExceptionName = c.ExceptionName(e)
		}
		if c.image != nil {
			callers[i].Locations = c.image.Locations(a)
		}
	}
	return callers
}

// Encoding reads an instruction.
func (w *watched) Encoding(a uint32) (encoding uint32, size int) { return (*Core)(w).encodingAt(a) }

// Word reads memory.
func (w *watched) Word(a uint32) (uint32, bool) { return (*Core)(w).peek32(a) }

// Symbol names an address.
func (w *watched) Symbol(a uint32) string { return (*Core)(w).Symbol(a) }

// Spell writes an instruction as text.
func (w *watched) Spell(pc, encoding uint32, size int, it uint8) []byte {
	return (*Core)(w).spell(pc, it, encoding, size)
}

// Unstack pops the frame of an exception.
func (w *watched) Unstack(u *program.Frame, value uint32) bool {
	frame := u.Registers[thumb.SP]
	if value&returnProcess != 0 {
		frame = w.otherSP
	}
	var words [8]uint32
	for i := range words {
		v, ok := (*Core)(w).peek32(frame + uint32(4*i))
		if !ok {
			return false
		}
		words[i] = v
	}
	frame += basicFrame
	if value&returnBasic == 0 {
		frame += floatFrame - basicFrame
	}
	if words[7]&frameAligned != 0 {
		frame += 4
	}
	u.Set(12, words[4])
	u.Set(thumb.LR, words[5])
	u.Set(thumb.SP, frame)
	u.Registers[thumb.PC], u.Registers[0] = words[6], words[7]
	return true
}
