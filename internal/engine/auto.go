package engine

import (
	"fmt"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Auto executes as many windows on an emulated board as WholeWindows says. It
// computes those behind them on the host, and executes a sample of them as well:
// the board is put where the host is, both take the window's rows and step, and
// what they have computed has to be equal bit by bit. Cycles of a window that was
// not executed are its price, each phase times the ratio of executed to priced
// cycles over the windows that were executed before.
type Auto struct {
	board *Emulated
	host  *tinyol.Device
	price Price
	whole int64 // windows that are all executed

	windows, executed int64
	sampling          bool // the host has taken over
	rows              rows
	first             bool           // the next window is the first of its segment
	classes           int            // that the layer has grown
	kinds             [kindCount]int // that were executed since the host has taken over
	moment            tinyol.Moment
	comparison        device.Comparison
	ratios            ratios
}

// The kinds of windows of which the first are executed.
const (
	kindFirst = iota // of its segment
	kindGrown
	kindUpdated
	kindSkipped // not learned from
	kindCount
)

// rows are those since the last window, or since the last reset: a window or a
// stride of them at most.
type rows struct {
	values []float32
	width  int
}

func (r *rows) add(row []float32) { r.width, r.values = len(row), append(r.values, row...) }

func (r *rows) clear() { r.values = r.values[:0] }

// next cuts the first row off.
func (r *rows) next() (row []float32, ok bool) {
	if len(r.values) == 0 {
		return nil, false
	}
	row, r.values = r.values[:r.width], r.values[r.width:]
	return row, true
}

// NewAuto flashes the board; the errors are those of NewEmulated. whole is that of
// WholeWindows.
func NewAuto(p *tinyol.Program, b *mcu.Board, costs *mcu.Costs, whole int64) (*Auto, error) {
	board, err := NewEmulated(p, b)
	if err != nil {
		return nil, err
	}
	return &Auto{board: board, host: board.learned, price: NewPrice(p, costs), whole: whole, first: true}, nil
}

// Push takes one sensor row.
func (e *Auto) Push(row []float32) (due bool, err error) {
	if err := e.takeOver(); err != nil {
		return false, err
	}
	due = e.price.Push()
	if !e.sampling {
		return e.board.Push(row)
	}
	e.rows.add(row)
	return due, nil
}

// takeOver puts the host where the board is, once so many windows are through.
func (e *Auto) takeOver() error {
	if e.sampling || e.windows < e.whole {
		return nil
	}
	e.sampling = true
	if err := e.board.Moment(&e.moment); err != nil {
		return err
	}
	return e.host.SetMoment(&e.moment)
}

// Sampling says that the host computes the window whose rows are pushed now: it
// then asks for a Base.
func (e *Auto) Sampling() bool { return e.sampling }

// Reset starts a new segment.
func (e *Auto) Reset() error {
	e.price.Reset()
	e.first = true
	if !e.sampling {
		return e.board.Reset()
	}
	e.rows.clear()
	e.host.Reset()
	return nil
}

// Step runs the window that is due.
func (e *Auto) Step(label int, cycles *[result.PhaseCount]int64) (tinyol.Outcome, error) {
	o, _, err := e.StepOn(nil, label, cycles)
	return o, err
}

// StepOn is Step on a window that a Base has been run on, where Sampling asks for
// one, and says whether the board has executed it. The error is a
// *device.Difference where board and host disagree.
func (e *Auto) StepOn(b *tinyol.Base, label int, cycles *[result.PhaseCount]int64) (o tinyol.Outcome, executed bool, err error) {
	stands := int64(1)
	switch executed, stands = e.chosen(label); {
	case !e.sampling:
		o, err = e.board.Step(label, cycles)
	case executed:
		o, err = e.both(b, label, cycles)
	default:
		e.onHost()
		o = e.compute(b, label)
	}
	if err != nil {
		return o, executed, err
	}
	e.account(&o, executed, stands, cycles)
	e.rows.clear()
	e.first = false
	return o, executed, nil
}

// account counts a window that is through, and its cycles: those of an executed
// one go into the ratios, those of another come from them.
func (e *Auto) account(o *tinyol.Outcome, executed bool, stands int64, cycles *[result.PhaseCount]int64) {
	e.windows++
	if o.Grown {
		e.classes++
	}
	var priced [result.PhaseCount]int64
	e.price.Step(o, e.classes, &priced)
	if executed {
		e.executed++
		e.ratios.add(cycles, &priced, o.Updated, stands)
		return
	}
	*cycles = priced
	e.ratios.estimate(cycles)
}

// chosen reports whether a window with this label is executed, and for how many
// it stands.
func (e *Auto) chosen(label int) (executed bool, stands int64) {
	if !e.sampling {
		return true, 1
	}
	learns, grows := e.host.Foresee(label)
	of := [kindCount]bool{kindFirst: e.first, kindGrown: grows, kindUpdated: learns, kindSkipped: !learns}
	behind := e.windows - e.whole
	sampled := inSample(behind)
	executed = sampled
	for kind, is := range of {
		executed = executed || is && e.kinds[kind] < perKind
	}
	if !executed {
		return false, 0
	}
	for kind, is := range of {
		if is {
			e.kinds[kind]++
		}
	}
	if sampled {
		return true, spacingAt(behind)
	}
	return true, 1
}

// onHost gives the rows to the host.
func (e *Auto) onHost() (due bool) {
	rows := e.rows
	for row, ok := rows.next(); ok; row, ok = rows.next() {
		due = e.host.Push(row)
	}
	return due
}

// onBoard puts the board where the host is before the rows, and gives it the rows.
func (e *Auto) onBoard() (due bool, err error) {
	e.host.Moment(&e.moment)
	if err := e.board.SetMoment(&e.moment); err != nil {
		return false, err
	}
	rows := e.rows
	for row, ok := rows.next(); ok; row, ok = rows.next() {
		if due, err = e.board.Push(row); err != nil {
			return due, err
		}
	}
	return due, nil
}

// compute is the host's step.
func (e *Auto) compute(b *tinyol.Base, label int) tinyol.Outcome {
	if b == nil {
		return e.host.Step(label)
	}
	return e.host.StepOn(b, label)
}

// both computes a window and executes it.
func (e *Auto) both(b *tinyol.Base, label int, cycles *[result.PhaseCount]int64) (o tinyol.Outcome, err error) {
	due, err := e.onBoard()
	if err != nil {
		return o, err
	}
	if err := e.comparison.Due(e.onHost(), due); err != nil {
		return o, err
	}
	o = e.compute(b, label)
	emulated, err := e.board.Step(label, cycles)
	if err != nil {
		return o, err
	}
	return o, e.comparison.Step(e.host, e.board.Device, &o, &emulated)
}

// Learned is the host's device, where the board is while that computes.
func (e *Auto) Learned() (*tinyol.Device, error) {
	if !e.sampling {
		return e.board.Learned()
	}
	return e.host, nil
}

// Provenance is result.Emulated as long as every window was executed.
func (e *Auto) Provenance() result.Provenance {
	if e.executed == e.windows {
		return result.Emulated
	}
	return result.Sampled
}

// Source names firmware and core and, where not all windows were executed, says
// how many were and how far a window may be from what it is taken to have taken.
func (e *Auto) Source() string {
	if e.executed == e.windows {
		return e.board.Source()
	}
	return fmt.Sprintf("firmware %s, every instruction of %d of %d windows executed on an emulated %s; the others are closed forms times the ratio that those had, with a standard deviation of %.2g %% for an inference",
		e.board.board.Firmware, e.executed, e.windows, e.board.board.Core, 100*e.ratios.inference.spread())
}

// Sample says what the cycles of the windows rest on that were not executed; nil
// where all were.
func (e *Auto) Sample() *result.Sample {
	if e.executed == e.windows {
		return nil
	}
	s := &result.Sample{Executed: e.executed, Compared: e.executed - e.whole, Windows: e.windows, Inference: e.ratios.inference.spread(), Phases: map[string]float64{}}
	for phase, name := range result.Phases {
		if r := &e.ratios.phases[phase]; r.weight > 0 {
			s.Phases[name] = r.spread()
		}
	}
	if e.ratios.online.weight > 0 {
		spread := e.ratios.online.spread()
		s.Online = &spread
	}
	return s
}
