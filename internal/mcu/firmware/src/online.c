/* nn.Online.step: the update of the layer in RAM. */
#include "kernels.h"

#if !defined(__ARM_FP) /* online_fpv4.S */

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

#endif

KERNEL void bias_update(float *restrict bias, const float *restrict gradient, uint32_t outputs)
{
	for (uint32_t quads = outputs / 4; quads > 0; quads--, bias += 4, gradient += 4) {
		float a = bias[0] - gradient[0], b = bias[1] - gradient[1];
		float c = bias[2] - gradient[2], d = bias[3] - gradient[3];
		bias[0] = a;
		bias[1] = b;
		bias[2] = c;
		bias[3] = d;
	}
	for (uint32_t rest = outputs % 4; rest > 0; rest--, bias++, gradient++)
		*bias = *bias - *gradient;
}
