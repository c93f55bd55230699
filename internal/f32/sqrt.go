package f32

import "math"

// Sqrt returns the square root of x, correctly rounded as IEEE 754 demands and
// as VSQRT.F32 computes it: error at most 0.5 ulp. Sqrt(-0) is -0, and a
// negative x gives NaN.
//
// The way through float64 is exact: 53 bits are more than the 2·24+2 that make
// the second rounding harmless (Figueroa, When is double rounding innocuous?,
// SIGNUM Newsletter 30(3), 1995), and compilers turn it into one instruction.
func Sqrt(x float32) float32 {
	return float32(math.Sqrt(float64(x)))
}
