/* f32.Log: the natural logarithm, maximum error 0.87 ulp. */
#ifndef LOG_H
#define LOG_H

#include "f32.h"

#define HALF_ROOT_BITS 0x3f3504f3u /* sqrt(1/2) */
#define FRACTION_MASK 0x007fffffu
#define LOG_C3 0x1.555554p-2f
#define LOG_C4 -0x1.000226p-2f
#define LOG_C5 0x1.99a008p-3f
#define LOG_C6 -0x1.547244p-3f
#define LOG_C7 0x1.22da1ep-3f
#define LOG_C8 -0x1.0d8542p-3f
#define LOG_C9 0x1.055b6ap-3f
#define LOG_C10 -0x1.38b57ep-4f

/* For normal positive numbers, +Inf and NaN, whatever its sign: the device takes logarithms of
 * nothing below LEAST_POWER. */
F32_FUNCTION float f32_log(float x)
{
	/* x = 2^e (1+f). The difference of bits has e in its exponent field,
	 * floored at the lower end of the reduced range; adding e to the bits of
	 * the magic number and subtracting the magic number makes it a float. */
	uint32_t offset = f32_bits(x) - HALF_ROOT_BITS;
	uint32_t exponent = (uint32_t)((int32_t)offset >> EXPONENT_SHIFT);
	float e = f32_from_bits(exponent + ROUNDING_MAGIC_BITS) - ROUNDING_MAGIC;
	float f = f32_from_bits((offset & FRACTION_MASK) + HALF_ROOT_BITS) - 1.0f;

	float square = f * f;
	float p = LOG_C10 * f + LOG_C9;
	p = p * f + LOG_C8;
	p = p * f + LOG_C7;
	p = p * f + LOG_C6;
	p = p * f + LOG_C5;
	p = p * f + LOG_C4;
	p = p * f + LOG_C3;
	p = p * f;
	p = p * square;

	p = e * LN2_LOWER + p;
	p = p - 0.5f * square;
	float y = (f + p) + e * LN2_UPPER, twice = x + x;
	return f32_if_negative((f32_bits(x) & ~SIGN_MASK) - INFINITY_BITS, y, twice);
}

#endif
