/* f32.Tanh: maximum error 1.33 ulp. The polynomial below TANH_SPLIT and
 * 1 - 2/(exp(2|x|)+1) from there on are both computed, and one is selected. */
#ifndef TANH_H
#define TANH_H

#include "exp.h"

#define TANH_SPLIT 0.625f
#define TANH_C3 -0x1.555532p-2f
#define TANH_C5 0x1.1106f6p-3f
#define TANH_C7 -0x1.b835a4p-5f
#define TANH_C9 0x1.51f8cep-6f
#define TANH_C11 -0x1.750ce2p-8f

F32_FUNCTION float f32_tanh(float x)
{
	uint32_t sign = f32_bits(x) & SIGN_MASK;
	float a = f32_from_bits(f32_bits(x) & ~SIGN_MASK);

	float z = a * a;
	float p = TANH_C11 * z + TANH_C9;
	p = p * z + TANH_C7;
	p = p * z + TANH_C5;
	p = p * z + TANH_C3;
	p = p * z;
	float small = p * a + a;

	float y = 1.0f - 2.0f / (f32_exp(a + a) + 1.0f);
	y = a < TANH_SPLIT ? small : y;
	return f32_from_bits(f32_bits(y) | sign);
}

#endif
