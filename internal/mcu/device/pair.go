package device

import (
	"errors"
	"slices"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/plan"
	"tinyol-sim/internal/tinyol"
)

// Pair runs one program on the host and on an emulated board, and compares
// every value that either computes.
type Pair struct {
	Comparison
	host  *tinyol.Device
	board *Device

	seen   [tinyol.PhaseCount][]glance // of this step on the host
	failed error                       // reading the board
	values []float32                   // read from the board
}

// glance is what an operation has written, as it was at the end of its phase.
type glance struct {
	vector *kernel.Vector
	values []float32
	grown  bool // written only where there are neurons
	there  bool // it was written
}

// NewPair puts a program on both sides. Errors are those of New.
func NewPair(p *tinyol.Program, b *mcu.Board) (*Pair, error) {
	board, err := New(p, b)
	if err != nil {
		return nil, err
	}
	return pairWith(board)
}

// NewPairWith does the same with another build of the firmware.
func NewPairWith(p *tinyol.Program, b *mcu.Board, build *firmware.Build) (*Pair, error) {
	board, err := NewWith(p, b, build)
	if err != nil {
		return nil, err
	}
	return pairWith(board)
}

func pairWith(board *Device) (*Pair, error) {
	p := &Pair{board: board, host: tinyol.NewWith(board.program, board.plan)}
	host := p.host
	for phase := tinyol.PhaseFrontEnd; phase < tinyol.PhaseCount; phase++ {
		ops := host.Plan().Lists[phase]
		if phase == tinyol.PhaseUpdate {
			ops = slices.Concat(host.Plan().Lists[plan.Growth], ops)
		}
		for i := range ops {
			for _, v := range plan.Outputs(&ops[i]) {
				p.seen[phase] = append(p.seen[phase], glance{vector: v, grown: ops[i].Grown()})
			}
		}
	}
	host.Observe(p.look)
	board.ended = p.compareWith
	return p, p.lookClosely()
}

// look keeps what a phase has written on the host.
func (p *Pair) look(phase tinyol.Phase) {
	for i := range p.seen[phase] {
		g := &p.seen[phase][i]
		g.there = !g.grown || len(p.host.Classes()) > 0
		g.values = p.liveValues(g.values[:0], g.vector)
	}
}

// liveValues is a vector of the host as the device has it, as far as it is in use,
// in the memory of an empty slice.
func (p *Pair) liveValues(dst []float32, v *kernel.Vector) []float32 {
	return v.Device(dst, p.host.Values(v))[:v.Live(len(p.host.Classes()))]
}

// compareWith compares what the same phase has written on the board, operation by
// operation.
func (p *Pair) compareWith(phase tinyol.Phase) {
	if phase >= tinyol.PhaseCount {
		return
	}
	for i := range p.seen[phase] {
		g := &p.seen[phase][i]
		if !g.there || p.first != nil {
			continue
		}
		p.failed = errors.Join(p.failed, p.vector(g.vector, g.values))
	}
}

// Board is the emulated side.
func (p *Pair) Board() *Device { return p.board }

// Classes is the number of neurons that the classifier has grown.
func (p *Pair) Classes() int { return len(p.host.Classes()) }

// Push gives a row to both. The error is a *Difference where one side alone
// says that a Step is due.
func (p *Pair) Push(row []float32) (due bool, err error) {
	due = p.host.Push(row)
	emulated, err := p.board.Push(row)
	if err != nil {
		return due, err
	}
	return due, p.Due(due, emulated)
}

// Reset empties both windows.
func (p *Pair) Reset() error {
	p.host.Reset()
	return p.board.Reset()
}

// Step runs the window that is due on both sides and compares what every
// operation has written, at the end of its phase and in the first steps at its
// own end, then the outcome and all that has been learned. The error is a *Difference where the bits of one differ; of
// two NaN the bits do not count.
func (p *Pair) Step(label int) (tinyol.Outcome, error) {
	for phase := range p.seen {
		for i := range p.seen[phase] {
			p.seen[phase][i].there = false
		}
	}
	o := p.host.Step(label)
	emulated, err := p.board.Step(label)
	if err = errors.Join(err, p.failed); err != nil {
		return o, err
	}
	err = p.Comparison.Step(p.host, p.board, &o, &emulated)
	if p.steps == closeSteps {
		p.lookAway()
	}
	return o, err
}

// vector compares a vector with what the board has of it.
func (p *Pair) vector(v *kernel.Vector, want []float32) error {
	p.values = slices.Grow(p.values[:0], len(want))[:len(want)]
	if err := p.board.read(v, p.values); err != nil {
		return err
	}
	p.floats(v, want, p.values)
	return nil
}
