package f32

import "math"

const (
	// roundingMagic is 1.5·2^23. For |x| < 2^22 the sum x + roundingMagic has a
	// unit in the last place of one: the addition rounds x to an integer, and
	// the low bits of the sum hold that integer in two's complement.
	roundingMagic float32 = 0x1.8p+23

	roundingMagicBits = 0x4b400000

	exponentShift = 23  // bits of fraction in a float32
	exponentBias  = 127 // of a float32

	// exponentOffset turns the bits of a sum with roundingMagic into that
	// integer plus twice the bias, modulo 2^32.
	exponentOffset uint32 = 1<<32 - roundingMagicBits + 2*exponentBias

	// expLow and expHigh bracket the arguments that have a finite, non-zero
	// result: exp(-104) < 2^-150 rounds to zero, exp(89) > 2^128 overflows.
	expLow  float32 = -104
	expHigh float32 = 89

	log2E float32 = 0x1.715476p+0 // 1/ln 2

	// ln 2 in two parts (Cody and Waite 1980, chapter 6). The upper part,
	// 355/512, has nine significant bits, so its product with an exponent of at
	// most eight bits is exact.
	ln2Upper float32 = 0x1.63p-1
	ln2Lower float32 = -0x1.bd0106p-13

	// exp(r) = 1 + r + r²/2 + r³·(c3 + c4·r + c5·r² + c6·r³) for |r| <= ln(2)/2,
	// relative error 2^-27.8.
	expC3 float32 = 0x1.555466p-3
	expC4 float32 = 0x1.555302p-5
	expC5 float32 = 0x1.1257ap-7
	expC6 float32 = 0x1.6fe438p-10
)

// Exp returns e**x. Maximum error 0.92 ulp over all float32. Results above
// the largest float32 are +Inf, results below half the smallest subnormal zero.
func Exp(x float32) float32 {
	if x < expLow {
		x = expLow
	}
	if x > expHigh {
		x = expHigh
	}

	// x = n·ln 2 + r, with n an integer and |r| <= ln(2)/2.
	shifted := float32(x*log2E) + roundingMagic
	n := shifted - roundingMagic
	upper := x - float32(n*ln2Upper)
	lower := float32(n * ln2Lower)
	r := upper - lower

	square := float32(r * r)
	p := float32(expC6*r) + expC5
	p = float32(p*r) + expC4
	p = float32(p*r) + expC3
	p = float32(p*r) + 0.5
	// The linear term is upper - lower, unrounded: upper is exact.
	y := (upper + (float32(p*square) - lower)) + 1

	// 2^n is applied as two factors because n reaches from -150 to 128; the
	// second product rounds once where the result is subnormal. The sum of the
	// two biased exponents is n + 254.
	exponents := math.Float32bits(shifted) + exponentOffset
	half := exponents >> 1
	y = float32(y * math.Float32frombits(half<<exponentShift))
	return float32(y * math.Float32frombits((exponents-half)<<exponentShift))
}
