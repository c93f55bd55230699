package learner

import (
	"fmt"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// Aim is what a learner is for, which says what windows it may learn from.
type Aim uint8

// The aims.
const (
	Score       Aim = iota // says how unusual a window is, by what a healthy machine sends
	Reconstruct            // learns to give back what a healthy machine sends
	Label                  // learns to name the window's label, and needs one to learn
)

// Mode is the number of a learner.
type Mode uint8

// Learner is one way to learn.
type Learner struct {
	Name string // of --learner
	// Mode is the paper's name, by which results know its learners; empty: Name.
	Mode string
	Text string // what it does, in a few words for help
	Aim  Aim
	// Score says what its scores are, with their unit, for the axes of figures; empty:
	// the reconstruction error.
	Score string
	// Rate is the learning rate where nobody said; 0: the learner has none.
	Rate float64
	// Warm says that it begins with what its own updates make of the training
	// recording, and that its threshold is a quantile of its own scores there: for
	// scores that are not the autoencoder's error.
	Warm bool
	// Check reports settings that the learner cannot work with; nil: all will do.
	Check func(*Settings) error
	// Plan adds the operations behind the front end, which has written the plan's
	// input: it ends in one that writes the plan's score.
	Plan func(*plan.Plan, *Settings)
}

// Settings are what a learner is told.
type Settings struct {
	Network      *nn.Network
	Loss         nn.Loss
	LearningRate float32
	MaxClasses   int // neurons that a layer which grows has room for
	Options
}

// Register adds a learner and returns its number. A name that is there already
// is a mistake in the program.
func Register(l Learner) Mode {
	for _, other := range learners {
		if other.Name == l.Name || other.String() == l.String() {
			panic("learner: there are two named " + l.Name)
		}
	}
	learners = append(learners, &l)
	return Mode(len(learners) - 1)
}

// Of returns the learner of a number, nil where there is none.
func Of(m Mode) *Learner {
	if int(m) < len(learners) {
		return learners[m]
	}
	return nil
}

// String is what results call the learner.
func (l *Learner) String() string {
	if l.Mode != "" {
		return l.Mode
	}
	return l.Name
}

func (m Mode) String() string {
	if l := Of(m); l != nil {
		return l.String()
	}
	return fmt.Sprintf("learner %d", m)
}

// Named returns the number of the learner of a name, as --learner or results have
// it.
func Named(name string) (Mode, bool) {
	for i, l := range learners {
		if l.Name == name || l.String() == name {
			return Mode(i), true
		}
	}
	return 0, false
}

// Modes lists the learners.
func Modes() []Mode {
	all := make([]Mode, len(learners))
	for i := range all {
		all[i] = Mode(i)
	}
	return all
}

// Base adds the first n layers of the network, which run from flash, and returns
// the output of each; without any the input is the output.
func Base(p *plan.Plan, net *nn.Network, n int) (outputs []*kernel.Vector) {
	x := p.Input
	for i, l := range net.Layers[:n] {
		y := p.Vector(fmt.Sprintf("layer %d (%d to %d, %s)", i, l.In, l.Out, l.Activation), "activations", l.Out)
		weights, bias := Weights(l)
		p.Do(plan.Base, kernel.Dense(y, x, weights, bias))
		p.Do(plan.Base, kernel.Activation(l.Activation, y)...)
		outputs, x = append(outputs, y), y
	}
	p.Layers, p.LayerOps = outputs, len(p.Lists[plan.Of(plan.Base)])
	return outputs
}

// Weights are a layer's parameters in flash.
func Weights(l *nn.Dense) (weights, bias *kernel.Vector) {
	weights, bias = kernel.Table("weights", l.In, l.Out, l.Weights), kernel.Table("biases", 0, l.Out, l.Bias)
	weights.Region, bias.Region = frozenWeights, frozenWeights
	return weights, bias
}

const frozenWeights = "frozen weights"

// last is the last of some vectors, the input where there is none.
func last(p *plan.Plan, outputs []*kernel.Vector) *kernel.Vector {
	if len(outputs) == 0 {
		return p.Input
	}
	return outputs[len(outputs)-1]
}
