package kernel

// Kernels of the exponentially weighted moments: count, mean [n], variance [n].

// leastVariance keeps a score finite where a feature never moved. It is a
// deviation of a hundredth of the span that the feature had in training, which
// front ends scale to one.
const leastVariance float32 = 1e-4

var moments = Size{Cols: "n", Times: 2, Plus: 1}

var meanSquareZ = Register(Card{
	Name: "mean_square_z",
	Text: "(1/n) * sum of (x[i] - mean[i])^2 / v in order from zero, v the variance[i] or 1e-4 where that is less; moments are count, mean [n], variance [n].",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: Size{Plus: 1}}, {Name: "x", Kind: Read, Size: values("n")},
		{Name: "moments", Kind: Read, Size: moments}, {Name: "n", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		n := a.D[0]
		mean, variance := a.V[2][1:1+n], a.V[2][1+n:1+2*n]
		sum := float32(0)
		for i, v := range a.V[1] {
			d, within := v-mean[i], variance[i]
			if within < leastVariance {
				within = leastVariance
			}
			sum = sum + float32(d*d)/within
		}
		a.V[0][0] = sum / float32(n)
	},
	Forms: plain("mean_square_z", singly),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 4, "float_divide": 1, "float_store": 1}},
		{Times: "n", Mix: map[string]float64{"float_load": 3, "float_compare": 1, "float_select": 1, "float_add": 2, "float_multiply": 1, "float_divide": 1, "integer": 1, "branch": 1}},
	},
})

// MeanSquareZ writes the mean squared z score of a vector.
func MeanSquareZ(to, x, moments *Vector) Op {
	return Op{Card: meanSquareZ, Vectors: []*Vector{to, x, moments}, Dims: []Dim{x.dim()}}
}

var ewma = Register(Card{
	Name: "ewma",
	Text: "Takes x into the moments with the weight a, 1/count or the rate where that is more: d = x[i] - mean[i], mean[i] = mean[i] + a*d, variance[i] = (1-a) * (variance[i] + d*(a*d)).",
	Parameters: []Parameter{
		{Name: "moments", Kind: Update, Size: moments}, {Name: "x", Kind: Read, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 1}, {Name: "rate", Kind: Constant},
	},
	Run: func(a *Args) {
		s, n := a.V[0], a.D[0]
		mean, variance := s[1:1+n], s[1+n:1+2*n]
		weight := newestWeight(&s[0], a.Number)
		kept := 1 - weight
		for i, v := range a.V[1] {
			d := v - mean[i]
			moved := float32(weight * d)
			mean[i] = mean[i] + moved
			variance[i] = float32(kept * (variance[i] + float32(d*moved)))
		}
	},
	Forms: plain("ewma", singly),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 4, "float_divide": 1, "float_add": 2, "float_compare": 1, "float_select": 1, "float_load": 1, "float_store": 1}},
		{Times: "n", Mix: map[string]float64{"float_load": 3, "float_add": 3, "float_multiply": 3, "float_store": 2, "integer": 2, "branch": 1}},
	},
})

// EWMA updates exponentially weighted moments by the recurrence of Finch
// (Incremental calculation of weighted mean and variance, 2009, equations 124 and
// 143), with plain moments as long as they know fewer windows than 1/rate.
func EWMA(moments, x *Vector, rate float32) Op {
	return Op{Card: ewma, Vectors: []*Vector{moments, x}, Dims: []Dim{x.dim()}, Number: rate}
}

// newestWeight counts a window and says what it weighs: as much as each of those
// before it, but not less than the rate. A float32 counts exactly up to 2^24 and
// then stays.
func newestWeight(count *float32, rate float32) float32 {
	*count = *count + 1
	weight := 1 / *count
	if weight < rate {
		weight = rate
	}
	return weight
}
