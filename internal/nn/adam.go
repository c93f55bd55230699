package nn

import "math"

// Settings of Adam as its authors recommend (Kingma and Ba, ICLR 2015,
// algorithm 1).
const (
	adamBeta1   = 0.9
	adamBeta2   = 0.999
	adamEpsilon = 1e-8
)

// adam holds the moments of a set of parameter slices.
type adam struct {
	rate           float64
	power1, power2 float64 // beta1^t, beta2^t
	first, second  [][]float32
}

func newAdam(rate float32, parameters [][]float32) *adam {
	a := &adam{rate: float64(rate), power1: 1, power2: 1}
	for _, p := range parameters {
		a.first = append(a.first, make([]float32, len(p)))
		a.second = append(a.second, make([]float32, len(p)))
	}
	return a
}

// step moves the parameters against the gradients, which it multiplies by scale
// and then clears. The bias correction is folded into the step size, as in the
// last paragraph of section 2 of the paper.
func (a *adam) step(parameters, gradients [][]float32, scale float32) {
	a.power1 = float64(a.power1 * adamBeta1)
	a.power2 = float64(a.power2 * adamBeta2)
	c := adamConstants{
		complement1: 1 - adamBeta1, beta1: adamBeta1, complement2: 1 - adamBeta2, beta2: adamBeta2, epsilon: adamEpsilon,
		size: float32(a.rate * math.Sqrt(1-a.power2) / (1 - a.power1)), scale: scale,
	}
	for k, p := range parameters {
		adamKernel(p, gradients[k], a.first[k], a.second[k], &c)
		clear(gradients[k])
	}
}
