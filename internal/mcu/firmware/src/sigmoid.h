/* f32.Sigmoid: 1/(1+exp(-x)), maximum error 1.88 ulp. With t = exp(-|x|) it is
 * 1 - t/(1+t) for x >= 0 and t - t*t/(1+t) for x < 0. */
#ifndef SIGMOID_H
#define SIGMOID_H

#include "exp.h"

F32_FUNCTION float f32_sigmoid(float x)
{
	float t = f32_exp(f32_from_bits(f32_bits(x) | SIGN_MASK));
	float base = x < 0.0f ? t : 1.0f;
	return base - t * base / (1.0f + t);
}

#endif
