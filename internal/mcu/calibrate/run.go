package calibrate

import (
	"fmt"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// record is what a program's phases took, step by step.
type record struct {
	calls []observation // of one kernel each
	parts []observation // what a phase took beside its kernels, under the parts that it has
	whole [tinyol.PhaseCount][]observation
}

// run puts a program on the board and gives it rows. Without a look at the calls
// it is faster, and the record has whole phases alone.
func run(t *trial, b *mcu.Board, r *record, calls bool) error {
	p := t.program
	d, err := device.New(p, b)
	if err != nil {
		return err
	}
	w := &runner{program: p, device: d, record: r, cadence: tinyol.NewCadence(p.FrontEnd.Window(), p.Stride), calls: calls}
	if err := w.look(); err != nil {
		return err
	}
	var idle [tinyol.PhaseCount]int64
	d.Cycles(&idle)
	channels := p.FrontEnd.Channels()
	for rows := t.rows; len(rows) >= channels; rows = rows[channels:] {
		if err := w.row(rows[:channels]); err != nil {
			return err
		}
	}
	return nil
}

// runner follows one program.
type runner struct {
	program *tinyol.Program
	device  *device.Device
	record  *record
	cadence tinyol.Cadence
	calls   bool // are looked at
	counts  bool // the step whose rows come
	classes int
	layer   int // of the frozen network that is called next
	steps   int
	ingest  observation
	kernels [tinyol.PhaseCount]float64 // cycles of the kernels since the last look
}

func (w *runner) call(c device.Call) {
	ops := operations(c)
	if ops[0].Kernel == "dense" && c.Phase == tinyol.PhaseBase {
		ops = append(ops, tinyol.Op{Kernel: "flash_read", N: ops[0].N*ops[0].M + ops[0].M})
	}
	if zeros := w.zeros(ops[0].Kernel, c.Phase); zeros != "" {
		ops = append(ops, tinyol.Op{Kernel: zeros, N: ops[0].N, M: ops[0].M})
	}
	w.record.calls = append(w.record.calls, observation{ops, float64(c.Cycles)})
	w.kernels[c.Phase] += float64(c.Cycles)
}

func (w *runner) row(row []float32) error {
	due, err := w.device.Push(row)
	if err != nil {
		return err
	}
	turn, wraps := w.cadence.Advance()
	cycles := w.take()
	ops := w.program.RowOps(turn, wraps)
	w.note(tinyol.PhaseIngest, ops, &cycles)
	w.ingest.ops, w.ingest.cycles = append(w.ingest.ops, ops...), w.ingest.cycles+float64(cycles[tinyol.PhaseIngest])
	w.kernels = [tinyol.PhaseCount]float64{}
	if !due {
		return nil
	}
	w.finish(tinyol.PhaseIngest, w.ingest)
	w.ingest = observation{}
	if err := w.step(); err != nil {
		return err
	}
	return w.look()
}

// A step counts while the layer grows, and again when the statistics have got from
// their first values to what they are like for most of a device's life.
const (
	growing = 10
	settled = 100
)

// look decides before a window's rows whether its step counts.
func (w *runner) look() error {
	before := w.counts
	w.counts = w.steps < growing || w.steps >= settled
	if !w.calls || w.counts == before {
		return nil
	}
	if !w.counts {
		w.device.Unwatch()
		return nil
	}
	return w.device.Watch(watched(), w.call)
}

func (w *runner) take() (cycles [tinyol.PhaseCount]int64) {
	w.device.Cycles(&cycles)
	return cycles
}

// label gives every fourth window none that could be learned from; the others
// are all normal, or of a class after the other.
func (w *runner) label() int {
	switch {
	case w.steps%4 == 3:
		return stream.Mixed
	case w.program.Mode == tinyol.Supervised:
		return w.steps % w.program.MaxClasses
	}
	return 0
}

func (w *runner) step() error {
	label := w.label()
	w.layer = 0
	w.steps++
	o, err := w.device.Step(label)
	if err != nil {
		return err
	}
	if o.Updated != (label != stream.Mixed && w.program.Mode != tinyol.Frozen) {
		return fmt.Errorf("calibrate: step %d with label %d: learned %t", w.steps, label, o.Updated)
	}
	cycles := w.take()
	for phase := tinyol.PhaseFrontEnd; phase < tinyol.PhaseCount; phase++ {
		classes := w.classes
		if o.Grown && phase == tinyol.PhaseUpdate {
			classes++
		}
		ops := w.program.Ops(phase, classes)
		switch {
		case phase == tinyol.PhaseFrontEnd:
			ops[1] = w.program.WindowOp(w.cadence.Oldest())
		case phase == tinyol.PhasePredict && !o.Updated:
			ops = append(ops, w.program.SkipOps()...)
		case phase == tinyol.PhaseUpdate && !o.Updated:
			ops = nil
		case phase == tinyol.PhaseUpdate && o.Grown:
			ops = append(ops, w.program.GrowthOps(classes)...)
		}
		if len(ops) > 0 {
			w.note(phase, ops, &cycles)
			w.finish(phase, observation{ops, float64(cycles[phase])})
		}
	}
	w.kernels = [tinyol.PhaseCount]float64{}
	if o.Grown {
		w.classes++
	}
	return nil
}

// zeros names what zeros change in a call whose inputs come from a ReLU.
func (w *runner) zeros(kernel string, phase tinyol.Phase) string {
	last := len(w.program.Network.Layers) - 1
	online := w.program.Mode == tinyol.Unsupervised && w.program.Rectified(last)
	switch {
	case kernel == "dense" && phase == tinyol.PhaseBase:
		w.layer++
		if w.program.Rectified(w.layer - 1) {
			return "rectified_dense"
		}
	case kernel == "dense" && phase == tinyol.PhasePredict && online:
		return "rectified_dense"
	case kernel == "outer_update" && online:
		return "rectified_update"
	}
	return ""
}

// finish keeps what a whole phase took.
func (w *runner) finish(phase tinyol.Phase, o observation) {
	if w.counts {
		w.record.whole[phase] = append(w.record.whole[phase], o)
	}
}

// note keeps what a phase took beside its kernels.
func (w *runner) note(phase tinyol.Phase, ops []tinyol.Op, cycles *[tinyol.PhaseCount]int64) {
	if !w.counts {
		return
	}
	var parts []tinyol.Op
	for _, op := range ops {
		if _, ok := partTerms[op.Kernel]; ok {
			parts = append(parts, op)
		}
	}
	w.record.parts = append(w.record.parts, observation{parts, float64(cycles[phase]) - w.kernels[phase]})
}
