/* nn.Online.step: the update of the layer in RAM. Where there is an FPU,
 * outer_update is in online_fpv4.S. */
#include "kernels.h"

#if !defined(__ARM_FP)

KERNEL void outer_update(float *weights, const float *x, const float *gradient,
                         uint32_t inputs, uint32_t outputs, uint32_t stride)
{
	for (uint32_t i = 0; i < inputs; i++, weights += stride)
		for (uint32_t o = 0; o < outputs; o++)
			weights[o] = weights[o] - gradient[o] * x[i];
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
