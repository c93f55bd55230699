package device

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/plan"
	"tinyol-sim/internal/tinyol"
)

// Call is one call of a function of the firmware, from its first instruction
// until the caller goes on.
type Call struct {
	Function  string
	Arguments [watchedArguments]uint32 // integer and pointer arguments, as the procedure call standard numbers them
	Phase     tinyol.Phase
	Cycles    uint64 // with those of what it calls
}

// watchedArguments are as many as a kernel has.
const watchedArguments = 7

// watch looks for calls instruction by instruction, which takes the same
// cycles as running.
type watch struct {
	entries map[uint32]string // functions by address
	seen    func(Call)
	open    bool
	call    Call
	back    uint32 // where the open call returns to
	stack   uint32 // SP at its entry
	since   uint64
}

// Watch reports every call of the named functions from now on; of calls inside
// of a call only the outermost. It makes the emulation many times slower.
func (d *Device) Watch(functions []string, seen func(Call)) error {
	code, err := d.readFirmware()
	if err != nil {
		return err
	}
	w := &watch{entries: map[uint32]string{}, seen: seen}
	for _, f := range functions {
		if address, ok := code.FunctionNamed(f); ok {
			w.entries[address] = f
		}
	}
	d.watch = w
	return nil
}

// Operation is what a call of the plan carries out, by the address of its words,
// which is its first argument. A row's lie in RAM.
func (d *Device) Operation(words uint32, phase tinyol.Phase) *kernel.Op {
	if phase == tinyol.PhaseIngest {
		return &d.plan.Lists[plan.Ingest][0]
	}
	return d.image.operations[int(words-d.build.ModelImage)]
}

// Unwatch ends what Watch began.
func (d *Device) Unwatch() { d.watch = nil }

// runWatched is Run, one instruction at a time.
func (d *Device) runWatched(limit uint64) cpu.Stop {
	for {
		if err := d.watch.look(d); err != nil {
			panic("device: the stack of a running program cannot be read: " + err.Error())
		}
		stop := d.machine.Run(cpu.Limits{Cycles: limit, Instructions: d.machine.Instructions() + 1})
		if stop.Reason != cpu.StopInstructions {
			return stop
		}
	}
}

// look is told before every instruction.
func (w *watch) look(d *Device) error {
	pc, now := d.machine.PC(), d.machine.Cycles()
	switch {
	case w.open && pc == w.back && d.machine.SP() == w.stack:
		w.open = false
		w.call.Cycles = now - w.since
		w.seen(w.call)
	case w.open:
		return nil
	}
	name, ok := w.entries[pc]
	if !ok {
		return nil
	}
	w.open, w.since = true, now
	w.back, w.stack = d.machine.ReturnAddress(), d.machine.SP()
	w.call = Call{Function: name, Phase: d.port.phase}
	for i := range w.call.Arguments {
		var err error
		if w.call.Arguments[i], err = d.machine.Argument(i); err != nil {
			return err
		}
	}
	return nil
}
