package kernel

import (
	"tinyol-sim/internal/f32"
	"tinyol-sim/internal/nn"
)

var mse = Register(Card{
	Name: "mse",
	Text: "(1/n) * sum of (y[i] - x[i])^2 in order from zero, equation 1.",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: Size{Plus: 1}}, {Name: "y", Kind: Read, Size: values("n")},
		{Name: "x", Kind: Read, Size: values("n")}, {Name: "n", Kind: Dimension, Min: 1},
	},
	Run:   func(a *Args) { a.V[0][0] = nn.MeanSquaredError(a.V[1], a.V[2]) },
	Forms: plain("mse", fours),
})

// MSE writes the mean squared difference of two vectors to the first value of
// another.
func MSE(to, y, x *Vector) Op {
	return Op{Card: mse, Vectors: []*Vector{to, y, x}, Dims: []Dim{x.dim()}}
}

var softmax = Register(Card{
	Name: "softmax",
	Text: "Softmax in place, equation 6; the largest is subtracted, the sum runs in order from zero.",
	Parameters: []Parameter{
		{Name: "z", Kind: Update, Size: values("n")}, {Name: "n", Kind: Dimension, Min: 1, Live: Neurons},
	},
	Run: func(a *Args) {
		z := a.V[0][:a.D[0]]
		nn.Softmax(z, z)
	},
	Forms: plain("softmax", singly),
})

// Softmax makes probabilities of sums.
func Softmax(z *Vector) Op {
	return Op{Card: softmax, Vectors: []*Vector{z}, Dims: []Dim{z.dim()}}
}

var argmax = Register(Card{
	Name: "argmax",
	Text: "Index of the largest value, the first of equals.",
	Parameters: []Parameter{
		{Name: "winner", Kind: Winner}, {Name: "y", Kind: Read, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 1, Live: Neurons},
	},
	Run: func(a *Args) {
		y, best := a.V[0][:a.D[0]], 0
		for i := range y {
			if y[i] > y[best] {
				best = i
			}
		}
		a.State.Winner = best
	},
	Forms: plain("argmax", singly),
})

// Argmax makes the neuron with the largest output the winner, whose label is the
// prediction.
func Argmax(y *Vector) Op {
	return Op{Card: argmax, Vectors: []*Vector{y}, Dims: []Dim{y.dim()}}
}

var gradients = map[nn.Loss]*Card{
	nn.MSE:      Register(gradient("gradient_mse", "rate * ((y - t) * (y * (1 - y))).", nn.MSE, fours)),
	nn.BCE:      Register(gradient("gradient_bce", "rate * (y - t).", nn.BCE, fours)),
	nn.PaperEq5: Register(gradient("gradient_paper_eq5", "rate * ((y - t) * (s(y) * (1 - s(y)))), equation 5 as printed.", nn.PaperEq5, append([]string{"ceil(n/2)"}, fours...))),
}

func gradient(name, text string, loss nn.Loss, terms []string) Card {
	return Card{
		Name: name, Text: text, Forms: plain(name, terms),
		Parameters: []Parameter{
			{Name: "gradient", Kind: Write, Size: values("n")}, {Name: "y", Kind: Read, Size: values("n")},
			{Name: "t", Kind: Read, Size: values("n")}, {Name: "n", Kind: Dimension, Min: 1}, {Name: "rate", Kind: Constant},
		},
		Run: func(a *Args) {
			gain := a.V[0]
			loss.Delta(gain, a.V[1], a.V[2])
			for k, delta := range gain {
				gain[k] = float32(a.Number * delta)
			}
		},
	}
}

// Gradient is the learning rate times what multiplies each input in the update
// of weights, for the output y of a sigmoid and the target t (nn.Loss.Delta).
func Gradient(loss nn.Loss, gradient, y, t *Vector, rate float32) Op {
	return Op{Card: gradients[loss], Vectors: []*Vector{gradient, y, t}, Dims: []Dim{y.dim()}, Number: rate}
}

var gradientCrossEntropy = Register(Card{
	Name: "gradient_cross_entropy",
	Text: "rate * y, and rate * (y - 1) at the class, equation 8.",
	Parameters: []Parameter{
		{Name: "gradient", Kind: Write, Size: values("n")}, {Name: "y", Kind: Read, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 1, Live: Neurons, Always: true},
		{Name: "class", Kind: Dimension, Live: Target, Always: true, Rule: BelowLength, Other: "n"}, {Name: "rate", Kind: Constant},
	},
	Run: func(a *Args) {
		gain, y, class := a.V[0][:a.D[0]], a.V[1], a.D[1]
		copy(gain, y)
		gain[class] = y[class] - 1
		for k, delta := range gain {
			gain[k] = float32(a.Number * delta)
		}
	},
	Forms:  plain("gradient_cross_entropy", singly),
	Charge: func(_ *Op, d []int) []Call { return []Call{{Kernel: "gradient_cross_entropy", N: d[0]}} },
})

// GradientCrossEntropy is the same for the output of a softmax whose target is
// the neuron of the window's label.
func GradientCrossEntropy(gradient, y *Vector, rate float32) Op {
	return Op{Card: gradientCrossEntropy, Vectors: []*Vector{gradient, y}, Dims: []Dim{y.dim(), {y.Cols, Target}}, Number: rate}
}

// varianceFloor keeps a constant feature from dividing by zero; it is far below
// the variance of any feature in [0, 1].
const varianceFloor float32 = 1e-12

var welford = Register(Card{
	Name: "welford",
	Text: "Takes x into the statistics: count, mean [n], m2 [n].",
	Parameters: []Parameter{
		{Name: "statistics", Kind: Update, Size: Size{Cols: "n", Times: 2, Plus: 1}}, {Name: "x", Kind: Read, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		s, n := a.V[0], a.D[0]
		mean, m2 := s[1:1+n], s[1+n:1+2*n]
		s[0]++
		for i, v := range a.V[1] {
			d := v - mean[i]
			mean[i] += d / s[0]
			m2[i] += float32(d * (v - mean[i]))
		}
	},
	Forms: plain("welford", singly),
})

// Welford updates running means and sums of squared deviations by Welford's
// recurrence (Technometrics 4(3), 1962): our choice, as the paper does not say
// how it keeps them. A float32 counts exactly up to 2^24 and then stays.
func Welford(statistics, x *Vector) Op {
	return Op{Card: welford, Vectors: []*Vector{statistics, x}, Dims: []Dim{x.dim()}}
}

var standardise = Register(Card{
	Name: "standardise",
	Text: "to[i] = (x[i] - mean[i]) / sqrt(m2[i] / count + 1e-12).",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: values("n")}, {Name: "x", Kind: Read, Size: values("n")},
		{Name: "statistics", Kind: Read, Size: Size{Cols: "n", Times: 2, Plus: 1}},
		{Name: "n", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		s, n := a.V[2], a.D[0]
		mean, m2 := s[1:1+n], s[1+n:1+2*n]
		for i, v := range a.V[1] {
			a.V[0][i] = (v - mean[i]) / f32.Sqrt(m2[i]/s[0]+varianceFloor)
		}
	},
	Forms: plain("standardise", singly),
})

// Standardise takes the running mean from a vector and divides by the running
// deviation. Before any update the result is NaN.
func Standardise(to, x, statistics *Vector) Op {
	return Op{Card: standardise, Vectors: []*Vector{to, x, statistics}, Dims: []Dim{x.dim()}}
}
