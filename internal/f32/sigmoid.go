package f32

import "math"

const signMask uint32 = 0x80000000

// Sigmoid returns the logistic function 1/(1+exp(-x)). Maximum error 1.88 ulp
// over all float32.
//
// The exponential is taken of -|x|, so it cannot overflow. With t = exp(-|x|)
// the result is 1 - t/(1+t) for x >= 0 and t - t²/(1+t), the same function
// extended by exp(x), for x < 0. The quotient is a correction to a leading term
// that is exact or as good as Exp, so the roundings of the sum and the division
// weigh less than in 1/(1+exp(-x)), and results down to the subnormal ones near
// x = -100 keep full precision where that form drops to zero.
func Sigmoid(x float32) float32 {
	t := Exp(math.Float32frombits(math.Float32bits(x) | signMask))
	base := float32(1)
	if x < 0 {
		base = t
	}
	return base - float32(t*base)/(1+t)
}
