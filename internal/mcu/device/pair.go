package device

import (
	"fmt"
	"math"
	"slices"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/tinyol"
)

// Pair runs one program on the host and on an emulated board, and compares
// every value that either computes.
type Pair struct {
	host  *tinyol.Device
	board *Device
	steps int64
	first *Difference // of the step that is compared

	layers                []string // what a difference in each is called
	hostState, boardState tinyol.State
	values                []float32 // read from the board
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
	if !b.Emulated {
		return nil, &NotEmulatedError{b.Name, b.Core}
	}
	board, err := newDevice(p, withFirmware(b, build), build)
	if err != nil {
		return nil, err
	}
	return pairWith(board)
}

func pairWith(board *Device) (*Pair, error) {
	p := &Pair{board: board}
	for i, l := range board.program.Network.Layers {
		p.layers = append(p.layers, fmt.Sprintf("layer %d (%d to %d, %s)", i, l.In, l.Out, l.Activation))
	}
	var err error
	p.host, err = tinyol.New(board.program)
	return p, err
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

// Step runs the window that is due on both sides and compares every value of
// the step and all that has been learned, in the order in which they are
// computed. The error is a *Difference where the bits of one differ; of two
// NaN the bits do not count.
func (p *Pair) Step(label int) (tinyol.Outcome, error) {
	o := p.host.Step(label)
	emulated, err := p.board.Step(label)
	if err != nil {
		return o, err
	}
	p.host.State(&p.hostState)
	if err := p.board.State(&p.boardState); err != nil {
		return o, err
	}
	if err := p.inference(); err != nil {
		return o, err
	}
	p.outcome(&o, &emulated)
	p.learned()
	p.steps++
	return o, p.verdict()
}

// verdict is the first difference as an error.
func (p *Pair) verdict() error {
	if p.first == nil {
		return nil
	}
	return p.first
}

// inference compares from the features to the online layer's output. Its
// errors are those of reading.
func (p *Pair) inference() error {
	if err := p.region("features", regionFeatures, 0, p.host.Input()); err != nil {
		return err
	}
	at := 0
	for i, y := range p.host.Activations() {
		if err := p.region(p.layers[i], regionActivations, at, y); err != nil {
			return err
		}
		at += len(y)
	}
	if features, scaled := p.host.Standardised(); features != nil {
		if err := p.region("embedding and reconstruction error", regionStandardised, 0, features); err != nil {
			return err
		}
		p.statistics()
		if err := p.region("standardised features", regionStandardised, len(features), scaled); err != nil {
			return err
		}
	}
	return p.region("online output", regionOutput, 0, p.host.Output())
}

func (p *Pair) statistics() {
	a, b := &p.hostState, &p.boardState
	p.float("count of the statistics", a.Count, b.Count)
	p.floats("running mean", 0, a.Mean, b.Mean)
	p.floats("running sum of squares", 0, a.M2, b.M2)
}

// region compares a vector with what the board's region holds from an index on.
func (p *Pair) region(part, region string, at int, want []float32) error {
	if len(want) == 0 {
		return nil
	}
	p.values = slices.Grow(p.values[:0], len(want))[:len(want)]
	if err := p.board.read(region, at, p.values); err != nil {
		return err
	}
	p.floats(part, 0, want, p.values)
	return nil
}

// floats compares bits; width is that of a matrix's rows, 0 for a vector.
func (p *Pair) floats(part string, width int, host, emulated []float32) {
	for i, v := range host {
		if p.first != nil || sameFloat(v, emulated[i]) {
			continue
		}
		element := fmt.Sprintf("element %d", i)
		if width > 0 {
			element = fmt.Sprintf("input %d, output %d", i/width, i%width)
		}
		p.differ(part, element, hex(v), hex(emulated[i]))
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

// learned compares what learning changes beside the statistics.
func (p *Pair) learned() {
	a, b := &p.hostState, &p.boardState
	if !slices.Equal(a.Classes, b.Classes) {
		p.differ("class table", "", fmt.Sprint(a.Classes), fmt.Sprint(b.Classes))
		return
	}
	p.float("running threshold", a.Threshold, b.Threshold)
	p.floats("online weights", len(a.Bias), a.Weights, b.Weights)
	p.floats("online biases", 0, a.Bias, b.Bias)
}

// differ keeps the first difference.
func (p *Pair) differ(part, element, host, emulated string) {
	if p.first == nil {
		p.first = &Difference{p.steps, part, element, host, emulated}
	}
}
