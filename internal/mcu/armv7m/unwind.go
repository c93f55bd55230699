package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/program"
)

const (
	maxCallers   = 64
	maxScanWords = 4096 // of the stack, looking for a return address
)

// Backtrace is the callers, the innermost first, at most 64. Those that an
// observation has seen are certain; without one they are unwound by the image's
// .debug_frame or .ARM.exidx, and where there is neither by what looks like a
// return address on the stack, which is marked as a guess.
func (c *Core) Backtrace() []cpu.Caller {
	var callers []cpu.Caller
	if c.observer != nil {
		callers = c.observer.calls.callers()
	} else {
		callers = c.unwind()
	}
	for i := range callers {
		a := callers[i].Address
		callers[i].Symbol = c.symbolAt(a)
		if e := callers[i].Exception; e != 0 {
			callers[i].ExceptionName = c.ExceptionName(e)
		}
		if c.image != nil {
			callers[i].Locations = c.image.Locations(a)
		}
	}
	return callers
}

func (s *calls) callers() []cpu.Caller {
	var callers []cpu.Caller
	for i := len(s.frames) - 1; i >= 0 && len(callers) < maxCallers; i-- {
		f := &s.frames[i]
		callers = append(callers, cpu.Caller{Address: f.site, Exception: f.exception})
	}
	return callers
}

func (c *Core) unwind() []cpu.Caller {
	u := &program.Frame{Known: 0x7FFF, At: c.at}
	copy(u.Registers[:thumb.PC], c.r[:])
	var callers []cpu.Caller
	ipsr := int(c.ipsr)
	interrupted := true // anywhere in the function, not at a call
	for len(callers) < maxCallers {
		sp := u.Registers[thumb.SP]
		back, guess, ok := c.unwindFrame(u, interrupted)
		if !ok {
			break
		}
		var next cpu.Caller
		if back>>28 == 0xF {
			if ipsr == 0 || !c.unstack(u, back) {
				break
			}
			next = cpu.Caller{Address: u.Registers[thumb.PC], Exception: ipsr}
			ipsr = int(u.Registers[0] & 0x1FF) // the stacked status, see unstack
			u.Forget(0)
		} else {
			site, ok := c.callBefore(back)
			if !ok || !interrupted && u.Registers[thumb.SP] <= sp {
				break
			}
			next = cpu.Caller{Address: site, Guess: guess}
		}
		interrupted = next.Exception != 0
		u.At = next.Address
		callers = append(callers, next)
	}
	return callers
}

// callBefore is the BL or BLX in front of a return address.
func (c *Core) callBefore(back uint32) (site uint32, ok bool) {
	if back&1 == 0 {
		return 0, false
	}
	for _, size := range []int{4, 2} {
		site := back&^1 - uint32(size)
		if encoding, n := c.encodingAt(site); n == size && isLink(encoding, n) {
			return site, true
		}
	}
	return 0, false
}

// unstack pops the frame of an exception. The status goes into r0, for which a
// caller has no use.
func (c *Core) unstack(u *program.Frame, value uint32) bool {
	frame := u.Registers[thumb.SP]
	if value&returnProcess != 0 {
		frame = c.otherSP
	}
	var words [8]uint32
	for i := range words {
		v, ok := c.peek32(frame + uint32(4*i))
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

// unwindFrame goes from a function to what it returns to.
func (c *Core) unwindFrame(u *program.Frame, interrupted bool) (back uint32, guess, ok bool) {
	if _, size := c.encodingAt(u.At); size == 0 { // a jump to nowhere: nothing was pushed
		back, ok = u.Registers[thumb.LR], interrupted && u.Has(thumb.LR)
		u.Forget(thumb.LR)
		return back, false, ok
	}
	known := *u
	if c.image != nil {
		for _, by := range []func(*program.Frame, program.Memory) (uint32, bool){c.image.UnwindByFrames, c.image.UnwindByIndex} {
			if back, ok := by(u, c.peek32); ok && c.plausible(back) {
				return back, false, true
			}
			*u = known
		}
	}
	back, ok = c.scan(u)
	return back, true, ok
}

func (c *Core) plausible(back uint32) bool {
	_, ok := c.callBefore(back)
	return ok || back>>28 == 0xF && back&1 != 0
}

// scan looks for the return address in LR and then on the stack. The first
// that follows a call of this very function is taken, and without one the first
// that follows a call through a register.
func (c *Core) scan(u *program.Frame) (uint32, bool) {
	entry := uint32(0)
	if c.image != nil {
		if _, a, ok := c.image.Function(u.At); ok {
			entry = a
		}
	}
	lr := u.Registers[thumb.LR]
	if u.Has(thumb.LR) {
		u.Forget(thumb.LR)
		if lr>>28 == 0xF && lr&1 != 0 || c.calls(lr, entry) == certain {
			return lr, true
		}
	} else {
		lr = 0
	}
	best, bestSP := uint32(0), uint32(0)
	for i := range uint32(maxScanWords) {
		v, ok := c.peek32(u.Registers[thumb.SP] + 4*i)
		if !ok {
			break
		}
		switch c.calls(v, entry) {
		case certain:
			u.Set(thumb.SP, u.Registers[thumb.SP]+4*i+4)
			return v, true
		case possible:
			if best == 0 {
				best, bestSP = v, u.Registers[thumb.SP]+4*i+4
			}
		}
		if v>>4 == 0xFFFFFFE || v>>4 == 0xFFFFFFF && v&1 != 0 && v&15 != 15 {
			if best == 0 {
				best, bestSP = v, u.Registers[thumb.SP]+4*i+4
			}
			break
		}
	}
	if c.calls(lr, entry) == possible {
		return lr, true
	}
	if best != 0 {
		u.Set(thumb.SP, bestSP)
	}
	return best, best != 0
}

// likelihood that a word is the return address of a call of a function.
type likelihood uint8

const (
	impossible likelihood = iota
	possible
	certain
)

func (c *Core) calls(back, entry uint32) likelihood {
	site, ok := c.callBefore(back)
	if !ok {
		return impossible
	}
	encoding, size := c.encodingAt(site)
	target, known := c.callTarget(site, encoding, size)
	switch {
	case !known || entry == 0:
		return possible
	case target == entry:
		return certain
	}
	return impossible
}
