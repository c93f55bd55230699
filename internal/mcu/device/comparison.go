package device

import (
	"fmt"
	"math"
	"slices"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/tinyol"
)

// Difference is the first value in which host and board disagree.
type Difference struct {
	Step     int64  `json:"step"` // from 0
	Part     string `json:"part"` // what the value belongs to
	Element  string `json:"element,omitempty"`
	Host     string `json:"host"` // of a float the bits in hex, and its value
	Emulated string `json:"emulated"`
}

func (d *Difference) Error() string {
	return fmt.Sprintf("step %d: %s", d.Step, d.Text())
}

// Text is the difference without its step.
func (d *Difference) Text() string {
	where := d.Part
	if d.Element != "" {
		where += ", " + d.Element
	}
	return fmt.Sprintf("%s: %s on the host, %s emulated", where, d.Host, d.Emulated)
}

// Comparison compares what a host and a board of one plan have computed, bit by
// bit; of two NaN the bits do not count.
type Comparison struct {
	steps                 int64
	first                 *Difference // of the step that is compared
	hostState, boardState tinyol.State
}

// Step compares the outcomes of a step and all that has been learned. The error
// is a *Difference, the first that there is, or one of reading the board.
func (c *Comparison) Step(host *tinyol.Device, board *Device, o, emulated *tinyol.Outcome) error {
	host.State(&c.hostState)
	if err := board.State(&c.boardState); err != nil {
		return err
	}
	c.outcome(o, emulated)
	c.learned(host.Learned())
	c.steps++
	return c.verdict()
}

// Due compares whether a step is due. The error is that of Step.
func (c *Comparison) Due(host, emulated bool) error {
	c.compare("window due", host, emulated)
	return c.verdict()
}

// verdict is the first difference as an error.
func (c *Comparison) verdict() error {
	if c.first == nil {
		return nil
	}
	return c.first
}

// floats compares bits.
func (c *Comparison) floats(v *kernel.Vector, host, emulated []float32) {
	for i, x := range host {
		if c.first != nil || sameFloat(x, emulated[i]) {
			continue
		}
		element := fmt.Sprintf("element %d", i)
		if v.Rows > 0 {
			element = fmt.Sprintf("input %d, output %d", i/v.Cols, i%v.Cols)
		}
		c.differ(v.Name, element, hex(x), hex(emulated[i]))
	}
}

func (c *Comparison) float(part string, host, emulated float32) {
	if !sameFloat(host, emulated) {
		c.differ(part, "", hex(host), hex(emulated))
	}
}

func sameFloat(a, b float32) bool {
	return math.Float32bits(a) == math.Float32bits(b) || a != a && b != b
}

// hex is a float's bits beside its value.
func hex(v float32) string { return fmt.Sprintf("0x%08x (%g)", math.Float32bits(v), v) }

func (c *Comparison) outcome(host, emulated *tinyol.Outcome) {
	c.float("score", host.Score, emulated.Score)
	c.float("threshold in force", host.Threshold, emulated.Threshold)
	c.float("loss", host.Loss, emulated.Loss)
	c.float("surprisal", host.Surprisal, emulated.Surprisal)
	if host.Class != emulated.Class {
		c.differ("prediction", "", fmt.Sprint(host.Class), fmt.Sprint(emulated.Class))
	}
	c.compare("updated", host.Updated, emulated.Updated)
	c.compare("grown", host.Grown, emulated.Grown)
	c.compare("layer full", host.Full, emulated.Full)
	if host.Fired != emulated.Fired {
		c.differ("drift detectors that fired", "", fmt.Sprintf("%b", host.Fired), fmt.Sprintf("%b", emulated.Fired))
	}
}

func (c *Comparison) compare(part string, host, emulated bool) {
	if host != emulated {
		c.differ(part, "", fmt.Sprint(host), fmt.Sprint(emulated))
	}
}

// learned compares what learning changes.
func (c *Comparison) learned(vectors []*kernel.Vector) {
	a, b := &c.hostState, &c.boardState
	if !slices.Equal(a.Classes, b.Classes) {
		c.differ("class table", "", fmt.Sprint(a.Classes), fmt.Sprint(b.Classes))
		return
	}
	c.float("running threshold", a.Threshold, b.Threshold)
	for i, v := range vectors {
		c.floats(v, a.Values[i], b.Values[i])
	}
}

// differ keeps the first difference.
func (c *Comparison) differ(part, element, host, emulated string) {
	if c.first == nil {
		c.first = &Difference{c.steps, part, element, host, emulated}
	}
}
