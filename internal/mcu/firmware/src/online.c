/* nn.Online.step: the update of the layer in RAM. */
#include "kernels.h"

static inline __attribute__((always_inline)) void block(
	float *restrict w, const float *restrict x, const float *restrict gradient,
	uint32_t inputs, uint32_t stride, uint32_t width)
{
	for (uint32_t i = 0; i < inputs; i++, w += stride)
		for (uint32_t o = 0; o < width; o++)
			w[o] = w[o] - gradient[o] * x[i];
}

KERNEL void outer_update(float *weights, const float *x, const float *gradient,
                         uint32_t inputs, uint32_t outputs, uint32_t stride)
{
	for (; outputs >= 8; outputs -= 8, weights += 8, gradient += 8)
		block(weights, x, gradient, inputs, stride, 8);
	for (; outputs >= 4; outputs -= 4, weights += 4, gradient += 4)
		block(weights, x, gradient, inputs, stride, 4);
	for (; outputs >= 1; outputs -= 1, weights += 1, gradient += 1)
		block(weights, x, gradient, inputs, stride, 1);
}

KERNEL void bias_update(float *bias, const float *gradient, uint32_t outputs)
{
	for (uint32_t o = 0; o < outputs; o++)
		bias[o] = bias[o] - gradient[o];
}
