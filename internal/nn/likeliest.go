package nn

// apart is a distance of two sums behind which softmax cannot make their outputs
// equal: a ratio of exp(-0.01), many thousand times the rounding of f32.Exp, the
// sum and the division.
const apart = 0.01

// likeliestBlock is how many inputs EachLikeliest takes at a time.
const likeliestBlock = 64

// EachLikeliest calls f for each input in x, [inputs][In], with the index of the
// largest output that Predict gives for it, the first of equals; -1 where there is
// no neuron. Where the largest sum of a classifier stands out, its exponentials are
// not needed, which are most of the work.
func (o *Online) EachLikeliest(x []float32, f func(input, neuron int)) {
	stride := Stride(o.out)
	sums := make([]float32, likeliestBlock*o.stride)
	for first := 0; first*o.in < len(x); first += likeliestBlock {
		n := min(likeliestBlock, len(x)/o.in-first)
		if o.out > 0 {
			denseBatch(sums, x[first*o.in:], o.weights, o.bias, o.in, o.in, o.stride, n)
		}
		for i := range n {
			f(first+i, o.likeliest(sums[i*o.stride:][:stride]))
		}
	}
}

// likeliest takes the sums with their padding.
func (o *Online) likeliest(padded []float32) int {
	sums := padded[:o.out]
	if o.out == 0 {
		return -1
	}
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
