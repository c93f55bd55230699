package f32

import "math"

const (
	// tanhSplit separates the polynomial from the exponential form, whose
	// subtraction from one loses relative precision below it.
	tanhSplit float32 = 0.625

	// tanh(x) = x + x³·(c3 + c5·x² + c7·x⁴ + c9·x⁶ + c11·x⁸) for |x| < 0.625,
	// relative error 2^-27.7.
	tanhC3  float32 = -0x1.555532p-2
	tanhC5  float32 = 0x1.1106f6p-3
	tanhC7  float32 = -0x1.b835a4p-5
	tanhC9  float32 = 0x1.51f8cep-6
	tanhC11 float32 = -0x1.750ce2p-8
)

// Tanh returns the hyperbolic tangent of x. Maximum error 1.33 ulp over all
// float32. The sign of zero is kept.
//
// Both forms are computed and one is selected, so the time does not depend on x:
// the polynomial below tanhSplit, 1 - 2/(exp(2|x|)+1) from there on.
func Tanh(x float32) float32 {
	sign := math.Float32bits(x) & signMask
	a := math.Float32frombits(math.Float32bits(x) &^ signMask)

	z := float32(a * a)
	p := float32(tanhC11*z) + tanhC9
	p = float32(p*z) + tanhC7
	p = float32(p*z) + tanhC5
	p = float32(p*z) + tanhC3
	p = float32(p * z)
	small := float32(p*a) + a

	y := 1 - 2/(Exp(a+a)+1)
	if a < tanhSplit {
		y = small
	}
	return math.Float32frombits(math.Float32bits(y) | sign)
}
