/* f32.Sigmoid: 1/(1+exp(-x)), maximum error 1.88 ulp. With t = exp(-|x|) it is
 * 1 - t/(1+t) for x >= 0 and t - t*t/(1+t) for x < 0. */
#ifndef SIGMOID_H
#define SIGMOID_H

#include "exp.h"

F32_FUNCTION float f32_sigmoid(float x)
{
	uint32_t bits = f32_bits(x);
	float t = f32_exp_negative(bits | SIGN_MASK);
	/* The sign bit for x < 0: they differ at -0, where t is one anyway, and at
	 * NaN, where everything is NaN. */
	float base = f32_if_negative(bits, t, 1.0f);
	return base - t * base / (1.0f + t);
}

#endif
