/* f32.Sqrt: correctly rounded, as IEEE 754 demands. */
#ifndef SQRT_H
#define SQRT_H

#include "f32.h"

#if defined(__ARM_FP)

static inline __attribute__((always_inline)) float f32_sqrt(float x)
{
	float y;
	__asm__("vsqrt.f32 %0, %1" : "=t"(y) : "t"(x));
	return y;
}

#else

#define IMPLICIT_BIT (1u << EXPONENT_SHIFT)

/* Digit by digit over the 24 bits of the root and one to round with (Warren,
 * Hacker's Delight, section 11-1). libgcc has no square root. */
static __attribute__((noinline, unused)) float f32_sqrt(float x)
{
	uint32_t bits = f32_bits(x);
	if ((bits << 1) == 0 || bits == INFINITY_BITS)
		return x; /* both zeros, +Inf */
	if ((bits & SIGN_MASK) || bits > INFINITY_BITS)
		return __builtin_nanf(""); /* negative, NaN */

	int32_t exponent = (int32_t)(bits >> EXPONENT_SHIFT);
	uint32_t fraction = bits & ~(SIGN_MASK | INFINITY_BITS);
	if (exponent == 0) {
		for (exponent = 1; fraction < IMPLICIT_BIT; exponent--)
			fraction <<= 1;
	} else {
		fraction |= IMPLICIT_BIT;
	}
	exponent -= EXPONENT_BIAS;
	if (exponent & 1)
		fraction <<= 1; /* an even exponent: fraction in [1, 4) * 2^23 */

	/* root is sqrt(fraction * 2^25), 25 bits, what is left its remainder. */
	uint32_t left = fraction << 1, root = 0, sum = 0;
	for (uint32_t bit = 0x01000000u; bit; bit >>= 1) {
		uint32_t trial = sum + bit;
		if (trial <= left) {
			sum = trial + bit;
			left -= trial;
			root += bit;
		}
		left <<= 1;
	}
	/* A root is never halfway between two floats: half a unit or more is
	 * more. The lowest bit of root is the half. */
	root = (root + (root & 1)) >> 1;
	return f32_from_bits(root + ((uint32_t)((exponent >> 1) + EXPONENT_BIAS - 1) << EXPONENT_SHIFT));
}

#endif

#endif
