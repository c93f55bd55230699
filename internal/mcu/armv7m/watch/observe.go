package watch

import (
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/cpu"
)

// Observer is what is kept of a run that is watched. The core tells it of every
// instruction and exception.
type Observer struct {
	*cpu.Observation

	machine           Machine
	registers, floats []uint32 // r0 to r14 and s0 to s31, as they are
	calls             calls
	tracer            tracer
	pc                uint32 // of the instruction that is executed, or was last
	node              uint32 // of the chain of calls that the instruction belongs to
	settled           uint64 // cycles that have been given to an instruction
	counted           uint64 // instructions, likewise
	moved             bool   // an exception was entered or left
}

// Moment is a core between two instructions.
type Moment struct {
	PC           uint32 // of the instruction that comes next
	IT           uint8  // and its ITSTATE
	Cycles       uint64
	Instructions uint64
}

// Entry is an exception that is entered.
type Entry struct {
	Exception int
	Call      bool   // by the program itself: SVC
	SP        uint32 // before its frame was pushed
	Back      uint32 // where the program goes on
	Handler   uint32 // its first instruction
	Readable  bool   // the vector, without which there is no handler
}

// Observe begins to watch. registers and floats are the core's own, which it
// writes.
func Observe(m Machine, o *cpu.Observation, registers, floats []uint32, now Moment) *Observer {
	return &Observer{
		Observation: o, machine: m, registers: registers[:thumb.PC], floats: floats[:32], pc: now.PC,
		settled: now.Cycles, counted: now.Instructions, calls: calls{samples: o.Samples},
	}
}

// Before is told what is executed next.
func (o *Observer) Before(now Moment) {
	o.settle(now)
	o.pc, o.moved = now.PC, false
	if o.Trace != nil {
		o.tracer.before(o, now)
	}
}

// After is told where an instruction has led to: it was executed, or has failed.
// It reports false when its trace can no longer be written.
func (o *Observer) After(now Moment, done, failed bool) bool {
	if !o.moved {
		o.settle(now)
		if (now.PC != o.pc+2 || o.registers[thumb.LR] == now.PC|1) && !failed {
			o.node = o.calls.branch(o, o.pc, now.PC, o.node)
		}
	}
	return o.Trace == nil || !done || o.Line(o.tracer.line(o))
}

// settle gives what the core has counted since the last time to the
// instruction that was executed last.
func (o *Observer) settle(now Moment) {
	if o.Samples != nil {
		o.Samples.Add(o.node, o.pc, now.Cycles-o.settled, now.Instructions-o.counted)
	}
	o.settled, o.counted = now.Cycles, now.Instructions
}

// Entering is told before an exception takes its cycles, which belong to its
// handler.
func (o *Observer) Entering(now Moment, e Entry) {
	o.settle(now)
	o.moved = true
	o.node = o.calls.enter(e, o.pc, o.node)
	if e.Readable {
		o.pc = e.Handler
	}
}

// Left is told when an exception has returned, to a handler or to a thread.
func (o *Observer) Left(now Moment, toHandler bool) {
	o.settle(now)
	o.moved = true
	o.node = o.calls.leave(resumption{now.PC, o.registers[thumb.SP]}, toHandler)
	o.pc = now.PC
}

// Callers are the calls that were seen and have not returned, the innermost
// first, at most MaxCallers.
func (o *Observer) Callers() []cpu.Caller {
	var callers []cpu.Caller
	frames := o.calls.frames
	for i := len(frames) - 1; i >= 0 && len(callers) < MaxCallers; i-- {
		f := &frames[i]
		callers = append(callers, cpu.Caller{Address: f.site, Exception: f.exception})
	}
	return callers
}
