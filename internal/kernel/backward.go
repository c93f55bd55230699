package kernel

import "tinyol-sim/internal/nn"

// Kernels of backpropagation: from the gradient by a layer's sums to that by its
// inputs, and through the activation below.

var backward = Register(Card{
	Name: "backward",
	Text: "to[i] = sum of weights[i][o] * gradient[o] over the outputs in order from zero; rows `stride` apart.",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: values("inputs")}, {Name: "weights", Kind: Read, Size: matrix("inputs", "stride", "outputs")},
		{Name: "gradient", Kind: Read, Size: values("outputs")},
		{Name: "inputs", Kind: Dimension, Min: 1}, {Name: "outputs", Kind: Dimension, Min: 1},
		{Name: "stride", Kind: Dimension, Min: 1, Rule: NotBelow, Other: "outputs"},
	},
	Run: func(a *Args) {
		to, weights, gradient := a.V[0], a.V[1], a.V[2][:a.D[1]]
		for i := range to {
			sum := float32(0)
			for o, w := range weights[i*a.Stride:][:len(gradient)] {
				sum = sum + float32(w*gradient[o])
			}
			to[i] = sum
		}
	},
	Forms: []Form{
		{Name: "backward", Terms: rowsOfFours},
		// Words that wait where they come from flash.
		{Name: "backward_from_flash", Terms: []string{"n"}},
		{Name: "rectified_backward", Soft: []string{"n*m"}},
	},
	Charge: func(o *Op, d []int) []Call {
		calls := []Call{{"backward", d[1], d[0]}}
		if words := flashWords(o.Vectors[1]); words > 0 {
			calls = append(calls, Call{"backward_from_flash", words, 0})
		}
		if o.Vectors[2].Rectified {
			calls = append(calls, Call{"rectified_backward", d[0], d[1]})
		}
		return calls
	},
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 6}},
		{Times: "m", Mix: map[string]float64{"float_store": 1, "integer": 4, "branch": 2}},
		{Times: "n*m", Mix: map[string]float64{"float_load": 2, "float_multiply": 1, "float_add": 1, "integer": 1, "branch": 0.25}},
	},
})

// Backward makes the gradient by a layer's inputs of that by its sums.
func Backward(to, weights, gradient *Vector) Op {
	return Op{Card: backward, Vectors: []*Vector{to, weights, gradient}, Dims: []Dim{{N: weights.Rows}, gradient.dim(), {N: weights.Cols}}}
}

var slopes = map[nn.Activation]*Card{
	nn.ReLU: Register(slope("slope_relu", "gradient[i], or 0 where y[i] is 0.", func(gradient, y float32) float32 {
		if y == 0 {
			gradient = 0
		}
		return gradient
	})),
	nn.SigmoidActivation: Register(slope("slope_sigmoid", "gradient[i] * (y[i] * (1 - y[i])).", func(gradient, y float32) float32 {
		return float32(gradient * float32(y*(1-y)))
	})),
	nn.TanhActivation: Register(slope("slope_tanh", "gradient[i] * (1 - y[i]*y[i]).", func(gradient, y float32) float32 {
		return float32(gradient * (1 - float32(y*y)))
	})),
}

func slope(name, text string, of func(gradient, y float32) float32) Card {
	return Card{
		Name: name, Text: text, Forms: plain(name, singly),
		Parameters: []Parameter{
			{Name: "gradient", Kind: Update, Size: values("n")}, {Name: "y", Kind: Read, Size: values("n")},
			{Name: "n", Kind: Dimension, Min: 1},
		},
		Run: func(a *Args) {
			gradient := a.V[0]
			for i, y := range a.V[1] {
				gradient[i] = of(gradient[i], y)
			}
		},
		Draft: []Part{
			{Times: "1", Mix: map[string]float64{"call": 1, "integer": 3}},
			{Times: "n", Mix: map[string]float64{"float_load": 2, "float_multiply": 2, "float_add": 1, "float_store": 1, "integer": 2, "branch": 1}},
		},
	}
}

// Slope multiplies a gradient by the derivative of an activation, of which y is
// the output: no operation where it is linear.
func Slope(a nn.Activation, gradient, y *Vector) []Op {
	card := slopes[a]
	if card == nil {
		return nil
	}
	gradient.Rectified = a == nn.ReLU
	return []Op{{Card: card, Vectors: []*Vector{gradient, y}, Dims: []Dim{y.dim()}}}
}

var momentumUpdate = Register(Card{
	Name: "momentum_update",
	Text: "velocity[i][o] = momentum * velocity[i][o] + gradient[o] * x[i], w[i][o] = w[i][o] - velocity[i][o]; rows `stride` apart.",
	Parameters: []Parameter{
		{Name: "weights", Kind: Update, Size: matrix("inputs", "stride", "outputs")},
		{Name: "velocity", Kind: Update, Size: matrix("inputs", "stride", "outputs")},
		{Name: "x", Kind: Read, Size: values("inputs")}, {Name: "gradient", Kind: Read, Size: values("outputs")},
		{Name: "inputs", Kind: Dimension, Min: 1}, {Name: "outputs", Kind: Dimension, Min: 1},
		{Name: "stride", Kind: Dimension, Min: 1, Rule: NotBelow, Other: "outputs"},
		{Name: "momentum", Kind: Constant},
	},
	Run: func(a *Args) {
		gradient := a.V[3][:a.D[1]]
		for i, x := range a.V[2] {
			weights, velocity := a.V[0][i*a.Stride:][:len(gradient)], a.V[1][i*a.Stride:][:len(gradient)]
			for o, g := range gradient {
				velocity[o] = float32(a.Number*velocity[o]) + float32(g*x)
				weights[o] = weights[o] - velocity[o]
			}
		}
	},
	Forms: []Form{
		{Name: "momentum_update", Terms: []string{"1", "n", "n*m"}},
		{Name: "rectified_momentum", Soft: []string{"n*m"}},
	},
	Charge: func(o *Op, d []int) []Call {
		calls := []Call{{"momentum_update", d[0], d[1]}}
		if o.Vectors[2].Rectified || o.Vectors[3].Rectified {
			calls = append(calls, Call{"rectified_momentum", d[0], d[1]})
		}
		return calls
	},
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 6}},
		{Times: "n", Mix: map[string]float64{"float_load": 1, "integer": 5, "branch": 1}},
		{Times: "n*m", Mix: map[string]float64{"float_load": 3, "float_multiply": 2, "float_add": 2, "float_store": 2, "integer": 3, "branch": 1}},
	},
})

// MomentumUpdate takes a step down a gradient that already has the learning rate
// in it, and a share of the step before (Polyak, USSR Computational Mathematics and
// Mathematical Physics 4(5), 1964).
func MomentumUpdate(weights, velocity, x, gradient *Vector, momentum float32) Op {
	return Op{Card: momentumUpdate, Vectors: []*Vector{weights, velocity, x, gradient}, Dims: []Dim{x.dim(), gradient.dim(), {N: weights.Cols}}, Number: momentum}
}
