package kernel

import (
	"tinyol-sim/internal/f32"
	"tinyol-sim/internal/nn"
)

var relu = Register(inPlace("relu", "", "Zero for every negative value; NaN and -0 stay.", fours, func(a *Args) {
	nn.ReLU.Apply(padded(a.V[0], a.D[0]))
}))

var sigmoid = Register(inPlace("sigmoid", "", "1/(1+exp(-x)), in place.", pairs, func(a *Args) {
	f32.SigmoidVector(padded(a.V[0], a.D[0]))
}))

// In C the name tanh is the library's.
var tanh = Register(inPlace("tanh", "hyperbolic_tangent", "The hyperbolic tangent, in place.", pairs, func(a *Args) {
	nn.TanhActivation.Apply(a.V[0])
}))

func inPlace(name, function, text string, terms []string, run func(*Args)) Card {
	return Card{
		Name: name, Function: function, Text: text, Run: run, Forms: plain(name, terms),
		Parameters: []Parameter{{Name: "x", Kind: Update, Size: values("n")}, {Name: "n", Kind: Dimension, Min: 1}},
	}
}

// Activation applies a layer's activation in place: no operation where it is
// linear.
func Activation(a nn.Activation, x *Vector) []Op {
	card := map[nn.Activation]*Card{nn.ReLU: relu, nn.SigmoidActivation: sigmoid, nn.TanhActivation: tanh}[a]
	if card == nil {
		return nil
	}
	x.Rectified = a == nn.ReLU
	return []Op{{Card: card, Vectors: []*Vector{x}, Dims: []Dim{x.dim()}}}
}
