package nn

// apart is a distance of two sums behind which softmax cannot make their outputs
// equal: a ratio of exp(-0.01), many thousand times the rounding of f32.Exp, the
// sum and the division.
const apart = 0.01

// Likeliest returns the index of the largest output that Predict gives for x, the
// first of equals; there has to be one. dst is what Predict takes, and holds
// nothing of use afterwards. Where the largest sum of a classifier stands out, its
// exponentials are not needed, which are most of the work.
func (o *Online) Likeliest(dst, x []float32) int {
	mustLength(x, o.in, "the input", "Online.Likeliest")
	padded := room(dst, o.out, "Online.Likeliest")
	denseKernel(padded, x, o.weights, o.bias, o.stride)
	sums := padded[:o.out]
	best := largest(sums)
	for i, z := range sums {
		if i != best && !(sums[best]-z >= apart) || sums[best]-sums[best] != 0 {
			o.activate(padded)
			return largest(sums)
		}
	}
	return best
}

// largest is the index of the greatest value, the first of equals.
func largest(y []float32) int {
	best := 0
	for i := range y {
		if y[i] > y[best] {
			best = i
		}
	}
	return best
}
