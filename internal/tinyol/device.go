package tinyol

import (
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
)

// Device runs a Program. It is what the board's RAM holds.
type Device struct {
	program *Program

	ring     ring
	window   []float32   // [Window][RingWidth] in order of time
	scratch  []float32   // of the front end
	input    []float32   // [features] x
	acts     [][]float32 // one per layer of the base network
	given    bool        // acts are those of the window; see StepOn
	features []float32   // [n] x': what the online layer sees
	scaled   []float32   // [n] x'': the same, standardised
	output   []float32   // y' of the online layer

	statistics *nn.Statistics // Supervised: running mean and variance of x'
	online     *nn.Online     // nil in Frozen mode
	classes    []int          // label of each neuron, in order of growth

	threshold float32 // in force
	updates   int64
}

// Outcome is one step's result. Score and Loss are those of the prediction,
// before the weights changed. The device needs no loss to learn, only its
// gradient: Loss is for whoever watches and is in no list of Ops.
type Outcome struct {
	Score float32 // reconstruction error, equation 1
	Loss  float32 // of the online layer; Supervised without a label: NaN
	Class int     // predicted label, stream.NoLabel where there is none
	// Threshold is the one in force for this score, before the window moved it.
	Threshold float32
	// Updated reports that the step changed the weights, Grown that a label
	// not seen before added a neuron.
	Updated, Grown bool
	// Full reports a new label that found no room; the step did not learn.
	Full bool
}

// New allocates everything the program needs; nothing is allocated later.
func New(p *Program) (*Device, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	f := p.FrontEnd
	d := &Device{
		program: p,
		ring:    newRing(f.Window(), f.RingWidth(), p.Stride),
		window:  make([]float32, f.Window()*f.RingWidth()),
		scratch: make([]float32, f.Scratch()),
		input:   nn.NewVector(f.Features()),
		acts:    p.Network.NewActivations(),

		threshold: p.Policy.Threshold,
	}
	switch p.Mode {
	case Unsupervised:
		d.online = nn.NewReconstruction(p.replaced(), p.Loss, p.LearningRate)
		d.output = nn.NewVector(d.online.Out())
	case Supervised:
		n := p.embedding() + 1
		d.online = nn.NewClassifier(n, p.MaxClasses, p.LearningRate)
		d.output = nn.NewVector(p.MaxClasses)
		d.features, d.scaled = nn.NewVector(n), nn.NewVector(n)
		d.statistics = nn.NewStatistics(n)
		d.classes = make([]int, 0, p.MaxClasses)
	}
	return d, nil
}

// Push takes one sensor row [channels] into the window and reports whether a
// Step is due.
func (d *Device) Push(row []float32) bool {
	d.program.FrontEnd.Project(d.ring.slot(), row)
	return d.ring.advance()
}

// Reset empties the window: the next row starts a new segment of the stream.
func (d *Device) Reset() { d.ring.reset() }

// Step is one pass of Algorithm 1 over the current window: process,
// update the statistics, standardise, predict, and only then learn. label is
// the window's label, stream.NoLabel or stream.Mixed.
func (d *Device) Step(label int) Outcome {
	d.process()
	return d.step(label)
}

// step is what comes behind the front end.
func (d *Device) step(label int) (o Outcome) {
	threshold := d.threshold
	switch d.program.Mode {
	case Unsupervised:
		o = d.reconstruct(label)
	case Supervised:
		o = d.classify(label)
	default:
		o = d.frozen()
	}
	o.Threshold = threshold
	return o
}

// Finite reports that the score, and the loss that the step learned from, are
// numbers and not infinite.
func (o *Outcome) Finite() bool { return finite(o.Score) && (!o.Updated || finite(o.Loss)) }

// finite is false for infinity and NaN alike.
func finite(v float32) bool { return v-v == 0 }

// process runs the front end over the current window.
func (d *Device) process() {
	d.ring.read(d.window)
	d.program.FrontEnd.Apply(d.input, d.window, d.scratch)
}

// frozen is the model as it was flashed.
func (d *Device) frozen() Outcome {
	y := d.base(len(d.acts))
	score := nn.MeanSquaredError(y, d.input)
	return Outcome{Score: score, Loss: score, Class: stream.NoLabel}
}

// reconstruct is use case 1: the layer in RAM stands in for the last one, and
// its target is the input itself.
func (d *Device) reconstruct(label int) Outcome {
	x := d.base(len(d.acts) - 1)
	d.online.Predict(d.output, x)
	o := Outcome{Score: nn.MeanSquaredError(d.output, d.input), Class: stream.NoLabel}
	if o.Loss = o.Score; d.program.Loss != nn.MSE {
		o.Loss = d.program.Loss.Value(d.output, d.input)
	}
	if d.decide(label, o.Score) {
		d.online.Update(x, d.output, d.input)
		d.updates++
		o.Updated = true
	}
	return o
}

// base runs the first n layers of the frozen network and returns the output
// of the last of them.
func (d *Device) base(n int) []float32 {
	if d.given && n > 0 {
		return d.acts[n-1]
	}
	x := d.input
	for i, layer := range d.program.Network.Layers[:n] {
		layer.Forward(d.acts[i], x)
		x = d.acts[i]
	}
	return x
}

// Input returns the features of the last window, as the front end made them.
// The slice is the device's own.
func (d *Device) Input() []float32 { return d.input }

// Updates is the number of steps that changed the weights.
func (d *Device) Updates() int64 { return d.updates }
