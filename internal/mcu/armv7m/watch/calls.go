package watch

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

// branch looks at a change of PC to pc by the instruction at from: a call, a
// return, or neither.
func (s *calls) branch(o *Observer, from, pc, node uint32) uint32 {
	sp, lr := o.registers[thumb.SP], o.registers[thumb.LR]
	if back := lr &^ 1; lr&1 != 0 && back-from <= 4 && back-from >= 2 && o.isCall(from, back, pc) {
		if len(s.frames) == maxCallDepth {
			return node
		}
		s.frames = append(s.frames, callFrame{site: from, back: resumption{back, sp}, node: node})
		return s.child(node, from)
	}
	if pc == from+4 {
		return node // an instruction of four bytes went on to the next
	}
	for n := len(s.frames); n > 0; n-- {
		f := &s.frames[n-1]
		if f.exception != 0 || f.back.sp > sp || f.back.sp == sp && f.back.pc != pc {
			break
		}
		// It has returned, or SP has left it behind, as longjmp does.
		node = f.node
		s.frames = s.frames[:n-1]
		if f.back.pc == pc {
			break
		}
	}
	return node
}

// isCall says that the instruction at from, which went on to pc, has left back,
// the address behind it, in LR: it is a BL or BLX, or any branch behind code that
// has set LR by hand. Where it went on to back it is a call of what begins there,
// or none: LR may be left from the last time.
func (o *Observer) isCall(from, back, pc uint32) bool {
	encoding, size := o.machine.Encoding(from)
	if from+uint32(size) != back {
		return false
	}
	target, known := linkTarget(from, encoding, size)
	return pc != back || known && target == back
}

// enter begins exception e behind the instruction at site, with SP and where it
// goes back to. A supervisor call is one of the program's own; any other begins a
// chain of its own.
func (s *calls) enter(e Entry, site uint32, node uint32) uint32 {
	f := callFrame{site: site, back: resumption{e.Back, e.SP}, exception: e.Exception, node: node}
	if len(s.frames) == maxCallDepth {
		s.frames = s.frames[:maxCallDepth/2] // an exception always has its frame
	}
	s.frames = append(s.frames, f)
	if e.Call {
		return s.child(node, site)
	}
	if s.samples == nil {
		return tally.Root
	}
	return s.samples.Exception(e.Exception)
}

// leave ends the last exception. Where it goes on elsewhere than it came from
// it has switched threads: the calls of the one are put aside, those of the
// other taken up. A handler that goes on has switched none.
func (s *calls) leave(to resumption, toHandler bool) uint32 {
	n := len(s.frames) - 1
	for n >= 0 && s.frames[n].exception == 0 {
		n--
	}
	if n < 0 {
		return tally.Root
	}
	f := s.frames[n]
	s.frames = s.frames[:n]
	if f.back == to || toHandler {
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
