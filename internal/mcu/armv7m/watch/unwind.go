package watch

import (
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/program"
)

const (
	// MaxCallers bounds a backtrace.
	MaxCallers   = 64
	maxScanWords = 4096 // of the stack, looking for a return address
)

// Unwind is the callers of what is executed at address at, the innermost first,
// at most MaxCallers. registers are r0 to r14, exception is the one being
// handled. They are unwound by the image's .debug_frame or .ARM.exidx, and where
// there is neither, or no image, by what looks like a return address on the
// stack, which is marked as a guess.
func Unwind(m Machine, image *program.Image, registers []uint32, at uint32, exception int) []cpu.Caller {
	u := &program.Frame{Known: 0x7FFF, At: at}
	copy(u.Registers[:thumb.PC], registers)
	w := unwinder{m, image}
	var callers []cpu.Caller
	interrupted := true // anywhere in the function, not at a call
	for len(callers) < MaxCallers {
		sp := u.Registers[thumb.SP]
		back, guess, ok := w.frame(u, interrupted)
		if !ok {
			break
		}
		var next cpu.Caller
		if back>>28 == 0xF {
			if exception == 0 || !m.Unstack(u, back) {
				break
			}
			next = cpu.Caller{Address: u.Registers[thumb.PC], Exception: exception}
			exception = int(u.Registers[0] & 0x1FF) // the stacked status
			u.Forget(0)
		} else {
			site, ok := w.callBefore(back)
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

type unwinder struct {
	machine Machine
	image   *program.Image // nil: none
}

// callBefore is the BL or BLX in front of a return address.
func (w unwinder) callBefore(back uint32) (site uint32, ok bool) {
	if back&1 == 0 {
		return 0, false
	}
	for _, size := range []int{4, 2} {
		site := back&^1 - uint32(size)
		if encoding, n := w.machine.Encoding(site); n == size && isLink(encoding, n) {
			return site, true
		}
	}
	return 0, false
}

// frame goes from a function to what it returns to.
func (w unwinder) frame(u *program.Frame, interrupted bool) (back uint32, guess, ok bool) {
	if _, size := w.machine.Encoding(u.At); size == 0 { // a jump to nowhere: nothing was pushed
		back, ok = u.Registers[thumb.LR], interrupted && u.Has(thumb.LR)
		u.Forget(thumb.LR)
		return back, false, ok
	}
	known := *u
	if w.image != nil {
		for _, by := range []func(*program.Frame, program.Memory) (uint32, bool){w.image.UnwindByFrames, w.image.UnwindByIndex} {
			if back, ok := by(u, w.machine.Word); ok && w.plausible(back) {
				return back, false, true
			}
			*u = known
		}
	}
	back, ok = w.scan(u)
	return back, true, ok
}

func (w unwinder) plausible(back uint32) bool {
	_, ok := w.callBefore(back)
	return ok || back>>28 == 0xF && back&1 != 0
}

// scan looks for the return address in LR and then on the stack. The first
// that follows a call of this very function is taken, and without one the first
// that follows a call through a register.
func (w unwinder) scan(u *program.Frame) (uint32, bool) {
	entry := uint32(0)
	if w.image != nil {
		if _, a, ok := w.image.Function(u.At); ok {
			entry = a
		}
	}
	lr := u.Registers[thumb.LR]
	if u.Has(thumb.LR) {
		u.Forget(thumb.LR)
		if lr>>28 == 0xF && lr&1 != 0 || w.calls(lr, entry) == certain {
			return lr, true
		}
	} else {
		lr = 0
	}
	best, bestSP := uint32(0), uint32(0)
	for i := range uint32(maxScanWords) {
		v, ok := w.machine.Word(u.Registers[thumb.SP] + 4*i)
		if !ok {
			break
		}
		switch w.calls(v, entry) {
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
	if w.calls(lr, entry) == possible {
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

func (w unwinder) calls(back, entry uint32) likelihood {
	site, ok := w.callBefore(back)
	if !ok {
		return impossible
	}
	encoding, size := w.machine.Encoding(site)
	target, known := linkTarget(site, encoding, size)
	switch {
	case !known || entry == 0:
		return possible
	case target == entry:
		return certain
	}
	return impossible
}
