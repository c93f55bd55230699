package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/cpu"
)

// observer is what the core keeps of a run that is watched.
type observer struct {
	*cpu.Observation

	calls   calls
	tracer  tracer
	pc      uint32 // of the instruction that is executed, or was last
	node    uint32 // of the chain of calls that the instruction belongs to
	settled uint64 // cycles that have been given to an instruction
	counted uint64 // instructions, likewise
	moved   bool   // an exception was entered or left
}

// Observe watches all further runs, until it is told to stop by a nil. A fault
// then comes with a backtrace of the calls that were seen.
func (c *Core) Observe(o *cpu.Observation) {
	if o == nil {
		c.observer = nil
		return
	}
	c.observer = &observer{
		Observation: o, pc: c.pc, settled: c.cycles, counted: c.insns,
		calls: calls{samples: o.Samples},
	}
}

// observe executes one instruction. It goes through the same loop as every
// other.
func (c *Core) observe(until uint64) {
	o := c.observer
	count := c.insns
	o.before(c)
	c.loop(until, count+1)
	o.after(c, c.insns > count)
}

// itState is ITSTATE of the instruction that comes next.
func (c *Core) itState() uint8 { return c.itNow }

func (o *observer) before(c *Core) {
	o.settle(c)
	o.pc, o.moved = c.pc, false
	if o.Trace != nil {
		o.tracer.before(c)
	}
}

func (o *observer) after(c *Core, done bool) {
	if !o.moved {
		o.settle(c)
		if (c.pc != o.pc+2 || c.r[thumb.LR] == c.pc|1) && c.cause == CauseNone {
			o.node = o.calls.branch(c, o.pc, o.node)
		}
	}
	if o.Trace != nil && done {
		if !o.Line(o.tracer.line(c)) && c.stop == nil && c.cause == CauseNone {
			c.stop = stopRequested
		}
	}
}

// settle gives what the core has counted since the last time to the
// instruction that was executed last.
func (o *observer) settle(c *Core) {
	if o.Samples != nil {
		o.Samples.Add(o.node, o.pc, c.cycles-o.settled, c.insns-o.counted)
	}
	o.settled, o.counted = c.cycles, c.insns
}

// entering is told before exception e takes its cycles, which belong to its
// handler. SP was sp; the frame is where SP is now.
func (o *observer) entering(c *Core, e int, sp uint32) {
	o.settle(c)
	o.moved = true
	o.node = o.calls.enter(c, e, sp, o.node)
	if target, ok := c.peek32(c.vtor + uint32(4*e)); ok {
		o.pc = target &^ 1
	}
}

// left is told when an exception has returned.
func (o *observer) left(c *Core) {
	o.settle(c)
	o.moved = true
	o.node = o.calls.leave(c)
	o.pc = c.pc
}
