package device

import (
	"errors"
	"fmt"
	"math"
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
	host  *tinyol.Device
	board *Device
	steps int64
	first *Difference // of the step that is compared

	seen                  [tinyol.PhaseCount][]glance // of this step on the host
	failed                error                       // reading the board
	hostState, boardState tinyol.State
	values                []float32 // read from the board
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
	board.port.ended = p.compareWith
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

// Difference is the first value in which host and board disagree.
type Difference struct {
	Step     int64  `json:"step"` // from 0
	Part     string `json:"part"` // what the value belongs to
	Element  string `json:"element,omitempty"`
	Host     string `json:"host"` // of a float the bits in hex, and its value
	Emulated string `json:"emulated"`
}

func (d *Difference) Error() string {
	where := d.Part
	if d.Element != "" {
		where += ", " + d.Element
	}
	return fmt.Sprintf("step %d: %s: %s on the host, %s emulated", d.Step, where, d.Host, d.Emulated)
}

// Push gives a row to both. The error is a *Difference where one side alone
// says that a Step is due.
func (p *Pair) Push(row []float32) (due bool, err error) {
	due = p.host.Push(row)
	emulated, err := p.board.Push(row)
	if err != nil {
		return due, err
	}
	p.compare("window due", due, emulated)
	return due, p.verdict()
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
	p.host.State(&p.hostState)
	if err := p.board.State(&p.boardState); err != nil {
		return o, err
	}
	p.outcome(&o, &emulated)
	p.learned()
	if p.steps++; p.steps == closeSteps {
		p.lookAway()
	}
	return o, p.verdict()
}

// verdict is the first difference as an error.
func (p *Pair) verdict() error {
	if p.first == nil {
		return nil
	}
	return p.first
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

// floats compares bits.
func (p *Pair) floats(v *kernel.Vector, host, emulated []float32) {
	for i, x := range host {
		if p.first != nil || sameFloat(x, emulated[i]) {
			continue
		}
		element := fmt.Sprintf("element %d", i)
		if v.Rows > 0 {
			element = fmt.Sprintf("input %d, output %d", i/v.Cols, i%v.Cols)
		}
		p.differ(v.Name, element, hex(x), hex(emulated[i]))
	}
}

func (p *Pair) float(part string, host, emulated float32) {
	if !sameFloat(host, emulated) {
		p.differ(part, "", hex(host), hex(emulated))
	}
}

func sameFloat(a, b float32) bool {
	return math.Float32bits(a) == math.Float32bits(b) || a != a && b != b
}

// hex is a float's bits beside its value.
func hex(v float32) string { return fmt.Sprintf("0x%08x (%g)", math.Float32bits(v), v) }

func (p *Pair) outcome(host, emulated *tinyol.Outcome) {
	p.float("score", host.Score, emulated.Score)
	p.float("threshold in force", host.Threshold, emulated.Threshold)
	p.float("loss", host.Loss, emulated.Loss)
	if host.Class != emulated.Class {
		p.differ("prediction", "", fmt.Sprint(host.Class), fmt.Sprint(emulated.Class))
	}
	p.compare("updated", host.Updated, emulated.Updated)
	p.compare("grown", host.Grown, emulated.Grown)
	p.compare("layer full", host.Full, emulated.Full)
}

func (p *Pair) compare(part string, host, emulated bool) {
	if host != emulated {
		p.differ(part, "", fmt.Sprint(host), fmt.Sprint(emulated))
	}
}

// learned compares what learning changes.
func (p *Pair) learned() {
	a, b := &p.hostState, &p.boardState
	if !slices.Equal(a.Classes, b.Classes) {
		p.differ("class table", "", fmt.Sprint(a.Classes), fmt.Sprint(b.Classes))
		return
	}
	p.float("running threshold", a.Threshold, b.Threshold)
	for i, v := range p.host.Learned() {
		p.floats(v, a.Values[i], b.Values[i])
	}
}

// differ keeps the first difference.
func (p *Pair) differ(part, element, host, emulated string) {
	if p.first == nil {
		p.first = &Difference{p.steps, part, element, host, emulated}
	}
}
