/* f32.Tanh: maximum error 1.33 ulp. The polynomial below 0.625 and
 * 1 - 2/(exp(2|x|)+1) from there on are both computed, and one is selected. */
#ifndef TANH_H
#define TANH_H

#include "exp.h"

#define TANH_SPLIT_BITS 0x3f200000u /* 0.625; floats of one sign are ordered as integers are */
#define TANH_C3 -0x1.555532p-2f
#define TANH_C5 0x1.1106f6p-3f
#define TANH_C7 -0x1.b835a4p-5f
#define TANH_C9 0x1.51f8cep-6f
#define TANH_C11 -0x1.750ce2p-8f

F32_FUNCTION float f32_tanh(float x)
{
	uint32_t sign = f32_bits(x) & SIGN_MASK, magnitude = f32_bits(x) & ~SIGN_MASK;
	float a = f32_from_bits(magnitude);

	float z = a * a;
	float p = TANH_C11 * z + TANH_C9;
	p = p * z + TANH_C7;
	p = p * z + TANH_C5;
	p = p * z + TANH_C3;
	p = p * z;
	float small = p * a + a;

	/* 2a reaches the upper bound of the exponential where a reaches half of it. */
	const uint32_t most = EXP_HIGH_BITS - (1u << EXPONENT_SHIFT);
	float b = f32_from_bits(f32_replace(magnitude, most + 1, INFINITY_BITS, most));
	float y = 1.0f - 2.0f / (f32_exp_bracketed(b + b) + 1.0f);
	y = f32_if_negative(magnitude - TANH_SPLIT_BITS, small, y); /* both are below 2^31 */
	return f32_from_bits(f32_bits(y) | sign);
}

#endif
