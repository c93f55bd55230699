package tinyol

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// Phase is a part of the device's work between two marks of the cycle
// counter.
type Phase = plan.Phase

// The phases in the order they run.
const (
	PhaseIngest    = plan.Ingest
	PhaseFrontEnd  = plan.FrontEnd
	PhaseBase      = plan.Base
	PhaseNormalise = plan.Normalise
	PhasePredict   = plan.Predict
	PhaseUpdate    = plan.Update
	PhaseCount     = plan.PhaseCount
)

// Op is a kernel with its dimensions, or a part of the device's own program
// around the plan's operations: marks, lists, the policy. Each has a price.
type Op = kernel.Call

// Ops lists what a phase is charged with while the layer has so many classes.
// Kernels have no data-dependent branches, so the list holds for every window,
// but for what the place in the ring changes: it is for a row amid a full window
// (RowOps) and a window whose oldest value lies at the ring's start (WindowOp),
// which is learned from (SkipOps) without growing (GrowthOps).
func (p *Program) Ops(phase Phase, classes int) []Op {
	if phase == PhaseIngest {
		return p.RowOps(Waiting, false)
	}
	return p.OpsAt(phase, classes, 0)
}

// OpsAt is Ops with the ring's oldest row at another place than the start.
func (p *Program) OpsAt(phase Phase, classes, oldest int) []Op {
	return phaseOps(p.Plan(), phase, p.Policy.Running(), classes, oldest*p.FrontEnd.RingWidth())
}

func phaseOps(q *plan.Plan, phase Phase, running bool, classes, place int) []Op {
	list := q.Lists[phase]
	if len(list) == 0 {
		return nil
	}
	part := Op{Kernel: "phase_" + phase.String(), N: skipped(q, phase)}
	if phase == PhasePredict {
		part.M = min(classes, q.Room(), 1) // the winner has a label
	}
	ops := []Op{part}
	switch {
	case phase == PhasePredict && q.Learns() && running:
		ops = append(ops, Op{Kernel: "policy", N: 1})
	case phase == PhasePredict && q.Learns():
		ops = append(ops, Op{Kernel: "policy"})
	case phase == PhaseUpdate && q.Labels != nil:
		ops = append(ops, Op{Kernel: "search", N: classes})
	}
	if phase == PhasePredict && q.Alarm != nil {
		watch := Op{Kernel: "watch"}
		switch {
		case q.Gated:
			watch.N = 1
		case q.Resets():
			watch.N = 2
		case !q.Learns():
			watch.N = 3
		}
		ops = append(ops, watch)
	}
	return append(ops, operations(list, classes, place)...)
}

// skipped counts the phases without operations between a phase and the next.
func skipped(q *plan.Plan, phase Phase) (n int) {
	for next := phase + 1; next <= PhasePredict && len(q.Lists[next]) == 0; next++ {
		n++
	}
	return n
}

// operations are a list's, and what it takes to go through it.
func operations(list []kernel.Op, classes, place int) []Op {
	ops := []Op{{Kernel: "operations", N: len(list)}}
	for i := range list {
		ops = append(ops, list[i].Priced(classes, place)...)
	}
	return ops
}

// RowOps lists what taking in a row is charged with, by what Cadence says of it.
func (p *Program) RowOps(turn Turn, wraps bool) []Op {
	row := Op{Kernel: "row", N: int(turn)}
	if wraps {
		row.M = 1
	}
	ops := []Op{row}
	list := p.Plan().Lists[plan.Ingest]
	for i := range list {
		ops = append(ops, list[i].Priced(0, 0)...)
	}
	return ops
}

// WindowOp is the copy of a window whose oldest row is the ring's row number
// oldest.
func (p *Program) WindowOp(oldest int) Op {
	width := p.FrontEnd.RingWidth()
	ring := &kernel.Vector{Cols: p.FrontEnd.Window() * width}
	copied := kernel.Window(ring, ring)
	return copied.Priced(0, oldest*width)[0]
}

// SkipOps lists what ends a step that does not learn, in PhasePredict, where an
// update would have followed.
func (p *Program) SkipOps() []Op {
	if !p.Plan().Learns() {
		return nil
	}
	return []Op{{Kernel: "skip_update"}}
}

// Growth lists the operations that run when a class was added.
func (p *Program) Growth() []kernel.Op { return p.Plan().Lists[plan.Growth] }

// GrowthOps lists what an update is charged with on top where it has grown the
// layer to so many classes.
func (p *Program) GrowthOps(classes int) []Op {
	return append([]Op{{Kernel: "grow", N: classes}}, operations(p.Plan().Lists[plan.Growth], classes, 0)...)
}

// ResetOps lists what the prediction is charged with on top where a drift detector
// fired that makes the device forget.
func (p *Program) ResetOps() []Op {
	q := p.Plan()
	if !q.Resets() {
		return nil
	}
	list := q.Lists[plan.Reset]
	ops := operations(list, 0, 0)
	ops[0] = Op{Kernel: "reset", N: len(list)} // a list that few programs have goes its own way
	return ops
}
