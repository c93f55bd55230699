package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/cpu/tally"
)

// calls is the stack of calls as an observer sees them happen: a call leaves
// the address behind it in LR, a return goes to that address with SP as it was.
type calls struct {
	frames  []callFrame
	samples *tally.Samples // nil: chains are not told apart
	// Contexts of threads that an exception has switched away from, by where
	// they go on.
	parked map[resumption][]callFrame
}

// callFrame is a call that has not returned. Of an exception, site is where it
// came in between.
type callFrame struct {
	site      uint32 // address of the call
	back      resumption
	exception int    // 0: a call
	node      uint32 // of the caller, in the tree
}

// resumption is where execution goes on and with which stack.
type resumption struct{ pc, sp uint32 }

// Bounds, so that no program makes an observer large. Calls beyond them are
// counted with their callers.
const (
	maxCallDepth = 1024
	maxParked    = 256
)

// branch looks at a change of PC by the instruction at from: a call, a return,
// or neither.
func (s *calls) branch(c *Core, from uint32, node uint32) uint32 {
	sp := c.r[thumb.SP]
	if back := c.r[thumb.LR] &^ 1; c.r[thumb.LR]&1 != 0 && back-from <= 4 && back-from >= 2 && c.isCall(from, back) {
		if len(s.frames) == maxCallDepth {
			return node
		}
		s.frames = append(s.frames, callFrame{site: from, back: resumption{back, sp}, node: node})
		return s.child(node, from)
	}
	if c.pc == from+4 {
		return node // an instruction of four bytes went on to the next
	}
	for n := len(s.frames); n > 0; n-- {
		f := &s.frames[n-1]
		if f.exception != 0 || f.back.sp > sp || f.back.sp == sp && f.back.pc != c.pc {
			break
		}
		// It has returned, or SP has left it behind, as longjmp does.
		node = f.node
		s.frames = s.frames[:n-1]
		if f.back.pc == c.pc {
			break
		}
	}
	return node
}

// isCall says that the instruction at from has left back, the address behind
// it, in LR: it is a BL or BLX, or any branch behind code that has set LR by
// hand. Where it went on to back it is a call of what begins there, or none:
// LR may be left from the last time.
func (c *Core) isCall(from, back uint32) bool {
	encoding, size := c.encodingAt(from)
	if from+uint32(size) != back {
		return false
	}
	target, known := c.callTarget(from, encoding, size)
	return c.pc != back || known && target == back
}

// isLink recognises BL and BLX.
func isLink(encoding uint32, size int) bool {
	if size == 4 {
		return encoding&0xF800D000 == 0xF000D000
	}
	return encoding&0xFF87 == 0x4780
}

// callTarget is where the BL at from goes to; BLX does not tell.
func (c *Core) callTarget(from, encoding uint32, size int) (uint32, bool) {
	if size != 4 || !isLink(encoding, size) {
		return 0, false
	}
	u := c.decoder.Instruction(from, uint16(encoding>>16), uint16(encoding), 0)
	return u.Imm, true
}

// enter begins exception e. A supervisor call is one of the program's own; any
// other begins a chain of its own.
func (s *calls) enter(c *Core, e int, sp uint32, node uint32) uint32 {
	site := c.observer.pc
	f := callFrame{site: site, back: resumption{c.pc, sp}, exception: e, node: node}
	if len(s.frames) == maxCallDepth {
		s.frames = s.frames[:maxCallDepth/2] // an exception always has its frame
	}
	s.frames = append(s.frames, f)
	if e == excSVCall {
		return s.child(node, site)
	}
	if s.samples == nil {
		return tally.Root
	}
	return s.samples.Exception(e)
}

// leave ends the last exception. Where it goes on elsewhere than it came from
// it has switched threads: the calls of the one are put aside, those of the
// other taken up.
func (s *calls) leave(c *Core) uint32 {
	to := resumption{c.pc, c.r[thumb.SP]}
	n := len(s.frames) - 1
	for n >= 0 && s.frames[n].exception == 0 {
		n--
	}
	if n < 0 {
		return tally.Root
	}
	f := s.frames[n]
	s.frames = s.frames[:n]
	if f.back == to || c.ipsr != 0 {
		return f.node
	}
	if len(s.parked) >= maxParked {
		clear(s.parked)
	}
	if s.parked == nil {
		s.parked = map[resumption][]callFrame{}
	}
	s.parked[f.back] = append(s.frames[:n:n], callFrame{node: f.node})
	thread := s.parked[to]
	delete(s.parked, to)
	if len(thread) == 0 {
		s.frames = nil
		return tally.Root
	}
	last := len(thread) - 1
	s.frames = thread[:last]
	return thread[last].node
}

// child is the chain with one more call.
func (s *calls) child(node, site uint32) uint32 {
	if s.samples == nil {
		return tally.Root
	}
	return s.samples.Call(node, site)
}
