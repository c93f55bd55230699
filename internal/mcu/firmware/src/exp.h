/* f32.Exp: e**x, maximum error 0.92 ulp. Where it is used the sign of x
 * is known, and with it which of the two bounds can matter. */
#ifndef EXP_H
#define EXP_H

#include "f32.h"

#define EXP_LOW_BITS 0xc2d00000u  /* -104 */
#define EXP_HIGH_BITS 0x42b20000u /* 89 */
#define LOG2_E 0x1.715476p+0f
#define EXP_C3 0x1.555466p-3f
#define EXP_C4 0x1.555302p-5f
#define EXP_C5 0x1.1257ap-7f
#define EXP_C6 0x1.6fe438p-10f

/* For -104 <= x <= 89, and NaN. */
F32_FUNCTION float f32_exp_bracketed(float x)
{
	/* x = n ln 2 + r, with n an integer and |r| <= ln(2)/2. */
	float shifted = x * LOG2_E + ROUNDING_MAGIC;
	float n = shifted - ROUNDING_MAGIC;
	float upper = x - n * LN2_UPPER;
	float lower = n * LN2_LOWER;
	float r = upper - lower;

	float square = r * r;
	float p = EXP_C6 * r + EXP_C5;
	p = p * r + EXP_C4;
	p = p * r + EXP_C3;
	p = p * r + 0.5f;
	float y = (upper + (p * square - lower)) + 1.0f;

	/* 2^n as two factors, since n reaches from -150 to 128. The sum of their
	 * biased exponents is n + 254; what is above it, the magic number's upper
	 * bits, is shifted out. */
	uint32_t exponents = f32_bits(shifted) + 2 * EXPONENT_BIAS;
	uint32_t half = exponents >> 1;
	y = y * f32_from_bits(half << EXPONENT_SHIFT);
	return y * f32_from_bits((exponents - half) << EXPONENT_SHIFT);
}

/* For any x whose sign bit is set; below -104 it is taken as -104. The bound is
 * applied to the bits: floats of one sign are ordered as integers are. */
F32_FUNCTION float f32_exp_negative(uint32_t bits)
{
	bits = f32_replace(bits, EXP_LOW_BITS + 1, SIGN_MASK | INFINITY_BITS, EXP_LOW_BITS);
	return f32_exp_bracketed(f32_from_bits(bits));
}

#endif
