package learner

import (
	"fmt"
	"math"
	"slices"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// What all classifiers have: something to learn from, a class table, and a loss for
// whoever watches.

// Tap is where a classifier takes its input from.
type Tap uint8

// The taps. Both are standardised by their running mean and deviation.
const (
	Embedding Tap = iota // the encoder's output and the reconstruction error, as in the paper
	Features             // what the front end makes of the window
)

// TapNames lists what Tap can be, the default first.
func TapNames() []string { return slices.Clone(tapNames) }

var tapNames = []string{"embedding", "features"}

func (t Tap) String() string { return tapNames[t] }

// ParseTap is the inverse of Tap.String.
func ParseTap(name string) (Tap, error) {
	for i, n := range tapNames {
		if n == name {
			return Tap(i), nil
		}
	}
	return 0, fmt.Errorf("unknown tap %q; use embedding or features", name)
}

// tapped is the frozen network behind which a classifier is put.
type tapped struct {
	plan       *plan.Plan
	layers     []*kernel.Vector // their outputs
	z          *kernel.Vector   // nil: the features are what is learned from
	n, room    int              // inputs, classes that there is room for
	statistics *kernel.Vector
}

// tap runs the network and says how many inputs the classifier has.
func tap(p *plan.Plan, s *Settings) *tapped {
	t := &tapped{plan: p, layers: Base(p, s.Network, len(s.Network.Layers)), room: s.MaxClasses}
	if t.n = p.Input.Cols; s.Tap == Embedding {
		t.z = t.layers[s.Network.Embedding]
		t.n = t.z.Cols + 1
	}
	return t
}

// keep adds what is kept of every classifier beside what it learns.
func (t *tapped) keep() {
	t.plan.Labels = t.plan.Keep("class table", "class table", 0, t.room)
	t.statistics = t.plan.Keep("statistics (count, means, sums of squares)", "statistics", 0, 2*t.n+1)
}

// standardised is the input [n] of the classifier, behind its statistics.
func (t *tapped) standardised() (x *kernel.Vector) {
	p, seen := t.plan, t.plan.Input
	if t.z != nil {
		seen = p.Vector("embedding and reconstruction error", standardised, t.n)
		p.Seen, p.Score = seen, seen.Part(t.n-1, 1)
	} else {
		p.Score = ownScore(p)
	}
	x = p.Vector("standardised features", standardised, t.n)
	p.Do(plan.Base, kernel.MSE(p.Score, last(p, t.layers), p.Input))
	if t.z != nil {
		p.Do(plan.Normalise, kernel.Store(seen.Part(0, t.n-1), t.z))
	}
	p.Do(plan.Normalise, kernel.Welford(t.statistics, seen), kernel.Standardise(x, seen, t.statistics))
	return x
}

const standardised = "standardised features"

// output is a vector with a value for each class.
func (t *tapped) output(name string) *kernel.Vector { return t.outputs(name, 1) }

// outputs is a vector with so many values for each class.
func (t *tapped) outputs(name string, each int) *kernel.Vector {
	v := t.plan.Vector(name, name, t.room*each)
	v.Grows, v.Each = true, each
	return v
}

// predict adds operations that end in the outputs y, of which the largest wins.
func (t *tapped) predict(y *kernel.Vector, ops ...kernel.Op) {
	t.plan.Do(plan.Predict, append(ops[:len(ops):len(ops)], kernel.Argmax(y))...)
}

// predictAgain carries them out again where a class was added, before the update, so
// that there is an output for it; the prediction stays the one that counts.
func (t *tapped) predictAgain(y *kernel.Vector, ops ...kernel.Op) {
	t.predict(y, ops...)
	t.plan.AtGrowth(ops...)
}

// loss is a function of the outputs y [classes] and the class of the label; there
// is none without a label.
func (t *tapped) loss(y *kernel.Vector, of func(y []float32, class int) float32) {
	t.plan.LossOf = []*kernel.Vector{y}
	t.plan.Loss = func(v [][]float32, target int) float32 {
		if target == kernel.None {
			return float32(math.NaN())
		}
		return of(v[0], target)
	}
}

// layerThatGrows is a layer in RAM [n][room], a bias only where one is asked for.
type layerThatGrows struct{ weights, bias *kernel.Vector }

func (t *tapped) layer(name string, bias bool) layerThatGrows {
	l := layerThatGrows{weights: t.plan.Keep(name+" weights", onlineLayer, t.n, t.room)}
	if bias {
		l.bias = t.plan.Keep(name+" biases", onlineLayer, 0, t.room)
	}
	return l
}

// forward is equation 6.
func (l layerThatGrows) forward(y, x *kernel.Vector) []kernel.Op {
	return []kernel.Op{kernel.Dense(y, x, l.weights, l.bias), kernel.Softmax(y)}
}

// descend takes a step down a gradient that has the learning rate in it.
func (l layerThatGrows) descend(x, gradient *kernel.Vector) []kernel.Op {
	ops := []kernel.Op{kernel.OuterUpdate(l.weights, x, gradient)}
	if l.bias != nil {
		ops = append(ops, kernel.BiasUpdate(l.bias, gradient))
	}
	return ops
}

// each does something with weights and biases of two layers.
func (l layerThatGrows) each(other layerThatGrows, do func(a, b *kernel.Vector) kernel.Op) []kernel.Op {
	return []kernel.Op{do(l.weights, other.weights), do(l.bias, other.bias)}
}

// crossEntropy is equation 7.
var crossEntropy = nn.CrossEntropyOf
