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
	w := &runner{program: p, device: d, record: r, cadence: tinyol.NewCadence(p.FrontEnd.Window(), p.Stride)}
	if calls {
		if err := d.Watch(watched(), w.call); err != nil {
			return err
		}
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
	classes int
	steps   int
	ingest  observation
	kernels [tinyol.PhaseCount]float64 // cycles of the kernels since the last look
}

func (w *runner) call(c device.Call) {
	w.record.calls = append(w.record.calls, observation{operations(c), float64(c.Cycles)})
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
	w.record.whole[tinyol.PhaseIngest] = append(w.record.whole[tinyol.PhaseIngest], w.ingest)
	w.ingest = observation{}
	return w.step()
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
			w.record.whole[phase] = append(w.record.whole[phase], observation{ops, float64(cycles[phase])})
		}
	}
	w.kernels = [tinyol.PhaseCount]float64{}
	if o.Grown {
		w.classes++
	}
	return nil
}

// note keeps what a phase took beside its kernels.
func (w *runner) note(phase tinyol.Phase, ops []tinyol.Op, cycles *[tinyol.PhaseCount]int64) {
	var parts []tinyol.Op
	for _, op := range ops {
		if _, ok := partTerms[op.Kernel]; ok {
			parts = append(parts, op)
		}
	}
	w.record.parts = append(w.record.parts, observation{parts, float64(cycles[phase]) - w.kernels[phase]})
}
