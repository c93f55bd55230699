package tinyol

import (
	"math"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
	"tinyol-sim/internal/stream"
)

// Device runs a Program on the host. It is what the board's RAM holds.
type Device struct {
	program *Program
	plan    *plan.Plan
	host    *plan.Host
	cadence Cadence
	width   int // of a row in the ring

	classes   []int   // label of each neuron, in order of growth
	threshold float32 // in force
	updates   int64
	observe   func(plan.Phase) // nil: nobody looks
	lossOf    [][]float32
	learned   []*kernel.Vector
}

// Outcome is one step's result. Score and Loss are those of the prediction,
// before the weights changed. The device needs no loss to learn, only its
// gradient: Loss is for whoever watches and no operation computes it.
type Outcome struct {
	Score float32 // reconstruction error, equation 1
	// Loss is the online layer's; Supervised without a label: NaN. Where labels come
	// late it is that of the window which taught, NaN where none did.
	Loss float32
	// Surprisal is what a classifier would have been surprised by, had the window been a
	// healthy one: -log P(normal), of the prediction. Below 0 where it has no class for
	// that, or is no classifier.
	Surprisal float32
	Class     int // predicted label, stream.NoLabel where there is none
	// Threshold is the one in force for this score, before the window moved it.
	Threshold float32
	// Updated reports that the step changed the weights, Grown that a label
	// not seen before added a neuron.
	Updated, Grown bool
	// Fired has a bit for each drift detector that fired, the first one's lowest.
	Fired uint32
	// Full reports a new label that found no room; the step did not learn.
	Full bool
}

// New allocates everything the program needs; nothing is allocated later.
func New(p *Program) (*Device, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return NewWith(p, p.Plan()), nil
}

// NewWith is New with the plan that a valid program has made, so that its vectors
// are those of others who have it.
func NewWith(p *Program, q *plan.Plan) *Device {
	return &Device{
		program: p, plan: q, host: plan.NewHost(q),
		cadence: NewCadence(p.FrontEnd.Window(), p.Stride), width: p.FrontEnd.RingWidth(),
		classes: make([]int, 0, q.Room()), threshold: p.Policy.Threshold,
		lossOf: make([][]float32, len(q.LossOf)), learned: q.Learned(),
	}
}

// Push takes one sensor row [channels] into the window and reports whether a
// Step is due.
func (d *Device) Push(row []float32) bool {
	d.host.Take(row)
	turn, _ := d.cadence.Advance()
	d.host.State.Place = d.cadence.Oldest() * d.width
	return turn == FirstDue || turn == Due
}

// Reset empties the window: the next row starts a new segment of the stream.
func (d *Device) Reset() {
	d.cadence.Reset()
	d.host.State.Place = 0
}

// Step is one pass of Algorithm 1 over the current window: process, update the
// statistics, standardise, predict, and only then learn. label is the window's
// label, stream.NoLabel or stream.Mixed; where labels come late, that of the window
// so many before.
func (d *Device) Step(label int) Outcome {
	d.host.State.Winner = kernel.None
	for phase := plan.FrontEnd; phase <= plan.Predict; phase++ {
		d.run(phase)
	}
	return d.decided(label)
}

// decided is what comes after the prediction.
func (d *Device) decided(label int) Outcome {
	o := Outcome{Score: d.score(), Class: d.winner(), Threshold: d.threshold, Surprisal: d.Surprisal()}
	o.Fired = d.fired()
	if d.plan.Learns() {
		teaches := d.decide(label, d.host.Values(d.plan.Decides())[0])
		if d.openToLearn(o.Fired) && teaches {
			d.learn(&o, label)
		}
	}
	o.Loss = d.loss(&o, label)
	return o
}

// learn takes the step down the gradient, after adding a neuron for a label
// that has none.
func (d *Device) learn(o *Outcome, label int) {
	if d.plan.Labels != nil {
		if d.host.State.Target = d.neuron(label); d.host.State.Target == kernel.None {
			if len(d.classes) == cap(d.classes) {
				o.Full = true
				return
			}
			d.grow(label)
			o.Grown = true
		}
	}
	d.run(plan.Update)
	d.updates++
	o.Updated = true
}

// grow adds a neuron for the label.
func (d *Device) grow(label int) {
	d.classes = append(d.classes, label)
	d.host.State.Neurons = len(d.classes)
	d.host.State.Target = len(d.classes) - 1
	d.host.Run(plan.Growth)
}

// run carries out a phase.
func (d *Device) run(phase plan.Phase) {
	d.host.Run(plan.Of(phase))
	if d.observe != nil {
		d.observe(phase)
	}
}

// Observe calls a function after each phase of a step, with what it has
// computed still there; nil ends that.
func (d *Device) Observe(seen func(plan.Phase)) { d.observe = seen }

// ObserveEach does the same after each operation.
func (d *Device) ObserveEach(seen func(*kernel.Op)) { d.host.Done = seen }

func (d *Device) score() float32 { return d.host.Values(d.plan.Score)[0] }

// winner returns the label of the likeliest neuron, stream.NoLabel before any.
func (d *Device) winner() int {
	if w := d.host.State.Winner; w != kernel.None {
		return d.classes[w]
	}
	return stream.NoLabel
}

// neuron returns the neuron of a label, kernel.None where there is none yet.
func (d *Device) neuron(label int) int {
	for i, c := range d.classes {
		if c == label {
			return i
		}
	}
	return kernel.None
}

// loss is the score, or what the learner takes for it.
func (d *Device) loss(o *Outcome, label int) float32 {
	switch {
	case d.plan.Loss == nil:
		return o.Score
	case !d.plan.HasLoss(o.Updated):
		return float32(math.NaN())
	}
	return d.lossAt(d.neuron(label))
}

// lossAt is the learner's loss for a neuron, of the values that are there.
func (d *Device) lossAt(neuron int) float32 {
	for i, v := range d.plan.LossOf {
		d.lossOf[i] = d.host.Values(v)[:v.Live(len(d.classes))]
	}
	return d.plan.Loss(d.lossOf, neuron)
}

// NoSurprisal is the surprisal where there is none.
const NoSurprisal = -1

// Surprisal is that of the last prediction: of a classifier its loss, had the label been
// the healthy machine's.
func (d *Device) Surprisal() float32 {
	if d.plan.Labels == nil || d.plan.Loss == nil {
		return NoSurprisal
	}
	neuron := d.neuron(d.program.Policy.Normal)
	if neuron == kernel.None {
		return NoSurprisal
	}
	return d.lossAt(neuron)
}

// Finite reports that the score, and the loss that the step learned from, are
// numbers and not infinite.
func (o *Outcome) Finite() bool { return finite(o.Score) && (!o.Updated || finite(o.Loss)) }

// finite is false for infinity and NaN alike.
func finite(v float32) bool { return v-v == 0 }

// Plan is what the device carries out.
func (d *Device) Plan() *plan.Plan { return d.plan }

// Values are those of one of the plan's vectors, as the host keeps them. The
// slice is the device's own.
func (d *Device) Values(v *kernel.Vector) []float32 { return d.host.Values(v) }

// Input returns the features of the last window, as the front end made them.
// The slice is the device's own.
func (d *Device) Input() []float32 { return d.host.Values(d.plan.Input) }

// Classes returns the label of each neuron in order of growth. The slice is
// the device's own.
func (d *Device) Classes() []int { return d.classes }

// Updates is the number of steps that changed the weights.
func (d *Device) Updates() int64 { return d.updates }
