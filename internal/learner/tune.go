package learner

import (
	"fmt"
	"slices"
	"strings"
)

// Tune is what of the network tinyol goes on teaching.
type Tune uint8

// What may be tuned.
const (
	TuneLast    Tune = iota // the last layer, as the paper has it
	TuneBias                // the biases of all layers (Cai, Gan, Zhu and Han, TinyTL, NeurIPS 2020)
	TuneDecoder             // the layers behind the embedding
	TuneAll                 // every layer
)

var tuneNames = []string{"last", "bias", "decoder", "all"}

func (t Tune) String() string { return tuneNames[t] }

// TuneNames lists what Tune can be, the default first.
func TuneNames() []string { return slices.Clone(tuneNames) }

// ParseTune is the inverse of Tune.String.
func ParseTune(name string) (Tune, error) {
	i, err := choice("tune", tuneNames, name)
	return Tune(i), err
}

// Optimizer is how tinyol takes a step down the gradient.
type Optimizer uint8

// The optimizers.
const (
	SGD      Optimizer = iota // plain gradient descent, equations 4 and 5
	Momentum                  // with a share of the step before (Polyak, 1964)
)

// momentum is the share of the step before: what is usual (Sutskever, Martens, Dahl
// and Hinton, ICML 2013). Steps add up to 1/(1-momentum) of plain ones at the same
// rate.
const momentum = 0.9

var optimizerNames = []string{"sgd", "momentum"}

func (o Optimizer) String() string { return optimizerNames[o] }

// OptimizerNames lists the optimizers, the default first.
func OptimizerNames() []string { return slices.Clone(optimizerNames) }

// ParseOptimizer is the inverse of Optimizer.String.
func ParseOptimizer(name string) (Optimizer, error) {
	i, err := choice("optimizer", optimizerNames, name)
	return Optimizer(i), err
}

func choice(what string, names []string, name string) (int, error) {
	if i := slices.Index(names, name); i >= 0 {
		return i, nil
	}
	last := len(names) - 1
	return 0, fmt.Errorf("unknown %s %q; use %s or %s", what, name, strings.Join(names[:last], ", "), names[last])
}

// fixed is the number of layers in front that stay as they were flashed.
func (s *Settings) fixed() int {
	switch s.Tune {
	case TuneLast:
		return len(s.Network.Layers) - 1
	case TuneDecoder:
		return min(s.Network.Embedding+1, len(s.Network.Layers)-1)
	}
	return 0
}
