/* nn.Dense.Forward without its activation. Where there is an FPU,
 * dense_fpv4.S is in its place. */
#include <stddef.h>

#include "kernels.h"

#if !defined(__ARM_FP)

/* Beside a multiplication and an addition in software nothing else weighs
 * anything: one output after the other. */
KERNEL void dense(float *y, const float *x, const float *weights, const float *bias,
                  uint32_t inputs, uint32_t outputs, uint32_t stride)
{
	for (uint32_t o = 0; o < outputs; o++) {
		const float *w = weights + o;
		float sum = bias == NULL ? 0.0f : bias[o];
		for (uint32_t i = 0; i < inputs; i++, w += stride)
			sum = sum + x[i] * *w;
		y[o] = sum;
	}
}

#endif
