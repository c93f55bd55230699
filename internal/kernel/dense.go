package kernel

import "tinyol-sim/internal/nn"

var dense = Register(Card{
	Name: "dense", Assembly: true,
	Text: "y[o] = bias[o] + x[0]*w[0][o] + x[1]*w[1][o] + ..., for o below outputs; the rows of the weights are `stride` apart. bias NULL is all zero.",
	Parameters: []Parameter{
		{Name: "y", Kind: Write, Size: values("outputs")}, {Name: "x", Kind: Read, Size: values("inputs")},
		{Name: "weights", Kind: Read, Size: matrix("inputs", "stride", "outputs")},
		{Name: "bias", Kind: Read, Size: values("outputs"), Optional: true},
		{Name: "inputs", Kind: Dimension, Min: 1}, {Name: "outputs", Kind: Dimension, Min: 1, Live: Neurons},
		{Name: "stride", Kind: Dimension, Min: 1, Rule: NotBelow, Other: "outputs"},
	},
	Run: func(a *Args) {
		nn.DenseSums(padded(a.V[0], a.D[1]), a.V[1], a.V[2], padded(a.V[3], a.D[1]), a.Stride)
	},
	Forms: []Form{
		{Name: "dense", Terms: blocks, Soft: []string{"1", "m", "n*m"}},
		// What starting from zero takes on top, and a number of outputs that is not fixed.
		{Name: "unbiased", Terms: []string{"1", "n"}},
		// Such a number with a bias.
		{Name: "grown_dense", Terms: []string{"1"}},
		// What zeros among the inputs change.
		{Name: "rectified_dense", Soft: []string{"n*m"}},
		// Words that wait where they come from flash.
		{Name: "flash_read", Terms: []string{"n"}},
	},
	Charge: func(o *Op, d []int) []Call {
		calls := []Call{{"dense", d[0], d[1]}}
		if words := flashWords(o.Vectors[2]) + flashWords(o.Vectors[3]); words > 0 {
			calls = append(calls, Call{"flash_read", words, 0})
		}
		if o.Vectors[3] == nil {
			calls = append(calls, Call{"unbiased", d[1], 0})
		} else if o.Grown() {
			calls = append(calls, Call{Kernel: "grown_dense"})
		}
		if o.Vectors[1].Rectified {
			calls = append(calls, Call{"rectified_dense", d[0], d[1]})
		}
		return calls
	},
})

// flashWords is the number of values that come from flash.
func flashWords(v *Vector) int {
	if v == nil || !v.Flash() {
		return 0
	}
	return v.Len()
}

// Dense multiplies by weights [inputs][outputs] and adds a bias, nil for none.
func Dense(y, x, weights, bias *Vector) Op {
	return Op{Card: dense, Vectors: []*Vector{y, x, weights, bias}, Dims: []Dim{{N: weights.Rows}, y.dim(), {N: weights.Cols}}}
}

var outerUpdate = Register(Card{
	Name: "outer_update", Assembly: true,
	Text: "w[i][o] = w[i][o] - gradient[o] * x[i], rows `stride` apart.",
	Parameters: []Parameter{
		{Name: "weights", Kind: Update, Size: matrix("inputs", "stride", "outputs")},
		{Name: "x", Kind: Read, Size: values("inputs")}, {Name: "gradient", Kind: Read, Size: values("outputs")},
		{Name: "inputs", Kind: Dimension, Min: 1}, {Name: "outputs", Kind: Dimension, Min: 1, Live: Neurons},
		{Name: "stride", Kind: Dimension, Min: 1, Rule: NotBelow, Other: "outputs"},
	},
	Run: func(a *Args) { nn.OuterUpdate(a.V[0], a.V[1], a.V[2], a.Stride, a.D[1]) },
	Forms: []Form{
		{Name: "outer_update", Terms: blocks, Soft: []string{"1", "n", "n*m"}},
		{Name: "rectified_update", Soft: []string{"n*m"}},
		// A number of outputs that is not fixed.
		{Name: "grown_update", Terms: []string{"1"}},
	},
	Charge: func(o *Op, d []int) []Call {
		calls := []Call{{"outer_update", d[0], d[1]}}
		if o.Vectors[1].Rectified || o.Vectors[2].Rectified {
			calls = append(calls, Call{"rectified_update", d[0], d[1]})
		}
		if o.Grown() {
			calls = append(calls, Call{Kernel: "grown_update"})
		}
		return calls
	},
})

// OuterUpdate takes a step down a gradient that already has the learning rate in
// it.
func OuterUpdate(weights, x, gradient *Vector) Op {
	return Op{Card: outerUpdate, Vectors: []*Vector{weights, x, gradient}, Dims: []Dim{{N: weights.Rows}, gradient.dim(), {N: weights.Cols}}}
}

var biasUpdate = Register(Card{
	Name: "bias_update",
	Text: "bias[o] = bias[o] - gradient[o].",
	Parameters: []Parameter{
		{Name: "bias", Kind: Update, Size: values("outputs")}, {Name: "gradient", Kind: Read, Size: values("outputs")},
		{Name: "outputs", Kind: Dimension, Min: 1, Live: Neurons},
	},
	Run: func(a *Args) {
		bias, gradient := a.V[0], a.V[1]
		for k, g := range gradient[:a.D[0]] {
			bias[k] -= g
		}
	},
	Forms: []Form{
		{Name: "bias_update", Terms: fours},
		// A number of outputs that is not fixed.
		{Name: "grown_bias", Terms: []string{"1"}},
	},
	Charge: func(o *Op, d []int) []Call {
		calls := []Call{{"bias_update", d[0], 0}}
		if o.Grown() {
			calls = append(calls, Call{Kernel: "grown_bias"})
		}
		return calls
	},
})

// BiasUpdate does the same with a bias, a weight whose input is 1.
func BiasUpdate(bias, gradient *Vector) Op {
	return Op{Card: biasUpdate, Vectors: []*Vector{bias, gradient}, Dims: []Dim{gradient.dim()}}
}
