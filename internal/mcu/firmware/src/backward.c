/* Backpropagation, and steps with momentum. */
#include "f32.h"
#include "kernels.h"

/* x, or 0 where y is a zero of either sign: what a ReLU leaves of all below. */
static inline float where_not_zero(float y, float x)
{
	int32_t magnitude = (int32_t)(f32_bits(y) << 1);
	uint32_t mask = (uint32_t)((magnitude | -magnitude) >> 31);
	return f32_from_bits(f32_bits(x) & mask);
}

KERNEL void backward(float *restrict to, const float *restrict weights, const float *restrict gradient, uint32_t inputs, uint32_t outputs, uint32_t stride)
{
	for (; inputs > 0; inputs--, weights += stride) {
		const float *w = weights, *g = gradient;
		float sum = 0.0f;
		for (uint32_t quads = outputs / 4; quads > 0; quads--, w += 4, g += 4) {
			sum = sum + w[0] * g[0];
			sum = sum + w[1] * g[1];
			sum = sum + w[2] * g[2];
			sum = sum + w[3] * g[3];
		}
		for (uint32_t rest = outputs % 4; rest > 0; rest--, w++, g++)
			sum = sum + *w * *g;
		*to++ = sum;
	}
}

KERNEL void slope_relu(float *restrict gradient, const float *restrict y, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		gradient[i] = where_not_zero(y[i], gradient[i]);
}

KERNEL void slope_sigmoid(float *restrict gradient, const float *restrict y, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		gradient[i] = gradient[i] * (y[i] * (1.0f - y[i]));
}

KERNEL void slope_tanh(float *restrict gradient, const float *restrict y, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		gradient[i] = gradient[i] * (1.0f - y[i] * y[i]);
}

KERNEL void momentum_update(float *restrict weights, float *restrict velocity, const float *restrict x, const float *restrict gradient,
                            uint32_t inputs, uint32_t outputs, uint32_t stride, float momentum)
{
	for (uint32_t i = 0; i < inputs; i++, weights += stride, velocity += stride)
		for (uint32_t o = 0; o < outputs; o++) {
			float v = momentum * velocity[o] + gradient[o] * x[i];
			velocity[o] = v;
			weights[o] = weights[o] - v;
		}
}
