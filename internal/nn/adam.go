package nn

import (
	"math"

	"tinyol-sim/internal/f32"
)

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
	size := float32(a.rate * math.Sqrt(1-a.power2) / (1 - a.power1))
	for k, p := range parameters {
		adamStep(p, gradients[k], a.first[k], a.second[k], size, scale)
		clear(gradients[k])
	}
}

func adamStep(parameters, gradients, first, second []float32, size, scale float32) {
	gradients = gradients[:len(parameters)]
	first = first[:len(parameters)]
	second = second[:len(parameters)]
	for i := range parameters {
		g := float32(gradients[i] * scale)
		m := float32(adamBeta1*first[i]) + float32((1-adamBeta1)*g)
		v := float32(adamBeta2*second[i]) + float32(float32((1-adamBeta2)*g)*g)
		first[i], second[i] = m, v
		parameters[i] -= float32(size*m) / (f32.Sqrt(v) + adamEpsilon)
	}
}
