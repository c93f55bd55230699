package calibrate

import (
	"fmt"
	"slices"

	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/plan/ccode"
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
func run(t *trial, b *mcu.Board, build *firmware.Build, r *record, calls bool) error {
	p := t.program
	d, err := device.NewWith(p, b, build)
	if err != nil {
		return err
	}
	w := &runner{program: p, device: d, record: r, cadence: tinyol.NewCadence(p.FrontEnd.Window(), p.Stride), calls: calls, leftOut: repeated(p, b.FloatInHardware())}
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
	steps   int
	left    int // windows for which a gate stays open
	ingest  observation
	seen    []device.Call              // since the last look
	kernels [tinyol.PhaseCount]float64 // cycles of the operations since then
	leftOut []bool                     // of the operations where a class was added
}

// repeated says which operations where a class is added are those of the
// prediction once more. In software they are quick, for the zeros of what is new,
// and are left out of the fit: of some fifty observations in a program they would be a
// tenth, and of a device's life they are nothing.
func repeated(p *tinyol.Program, fpu bool) (all []bool) {
	if fpu {
		return nil
	}
	predict := p.Plan().Lists[tinyol.PhasePredict]
	for _, o := range p.Growth() {
		all = append(all, slices.ContainsFunc(predict, func(other kernel.Op) bool { return other.Card == o.Card }))
	}
	return all
}

func (w *runner) call(c device.Call) {
	w.seen = append(w.seen, c)
	w.kernels[c.Phase] += float64(c.Cycles)
}

// charge puts the calls since the last look into the record, as their operations
// are priced: up to the prediction with the classes of before, then with those
// there are.
func (w *runner) charge(before, classes int) {
	place := w.cadence.Oldest() * w.program.FrontEnd.RingWidth()
	var left []bool
	if classes > before {
		left = w.leftOut
	}
	for _, c := range w.seen {
		op := w.device.Operation(c.Arguments[0], c.Phase)
		if c.Phase == tinyol.PhaseUpdate && len(left) > 0 {
			out := left[0]
			if left = left[1:]; out {
				continue
			}
		}
		neurons := before
		if c.Phase == tinyol.PhaseUpdate {
			neurons = classes
		}
		w.record.calls = append(w.record.calls, observation{op.Priced(neurons, place), float64(c.Cycles)})
	}
	w.seen = w.seen[:0]
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
	w.charge(w.classes, w.classes)
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
	return w.device.Watch(ccode.Calls(), w.call)
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
	case learner.Of(w.program.Mode).Aim == learner.Label:
		return w.steps % w.program.MaxClasses
	}
	return 0
}

func (w *runner) step() error {
	label := w.label()
	w.steps++
	o, err := w.device.Step(label)
	if err != nil {
		return err
	}
	if open := w.open(&o); o.Updated != (open && label != stream.Mixed && w.program.Plan().Learns()) {
		return fmt.Errorf("calibrate: step %d with label %d: learned %t", w.steps, label, o.Updated)
	}
	cycles, before := w.take(), w.classes
	if o.Grown {
		w.classes++
	}
	w.charge(before, w.classes)
	for phase := tinyol.PhaseFrontEnd; phase < tinyol.PhaseCount; phase++ {
		classes := before
		if phase == tinyol.PhaseUpdate {
			classes = w.classes
		}
		ops := w.program.OpsAt(phase, classes, w.cadence.Oldest())
		if phase == tinyol.PhasePredict && o.Fired > 0 {
			ops = append(ops, w.program.ResetOps()...)
		}
		switch {
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
	return nil
}

// open reports that drift detectors let a window teach.
func (w *runner) open(o *tinyol.Outcome) bool {
	if !w.program.Drift.On() {
		return true
	}
	switch w.program.Drift.Response {
	case drift.Reset:
		return o.Fired == 0
	case drift.Gate:
		if w.left = max(w.left-1, 0); o.Fired > 0 {
			w.left = w.program.Drift.Windows
		}
		return w.left > 0
	}
	return true
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
