/* nn.Dense.Forward without its activation. */
#include <stddef.h>

#include "kernels.h"

#if !defined(__ARM_FP) /* dense_fpv4.S */

/* Eight outputs side by side, never two halves of one sum: the order of each
 * sum, from the bias up the inputs, is part of the contract. */
#define BLOCK 8

static const float zeros[BLOCK];

static inline __attribute__((always_inline)) void block(
	float *restrict y, const float *restrict x, const float *restrict w, const float *restrict bias,
	uint32_t inputs, uint32_t stride, uint32_t width)
{
	float sum[BLOCK];
	for (uint32_t o = 0; o < width; o++)
		sum[o] = bias[o];
	for (uint32_t i = 0; i < inputs; i++, w += stride)
		for (uint32_t o = 0; o < width; o++)
			sum[o] = sum[o] + x[i] * w[o];
	for (uint32_t o = 0; o < width; o++)
		y[o] = sum[o];
}

KERNEL void dense(float *y, const float *x, const float *weights, const float *bias,
                  uint32_t inputs, uint32_t outputs, uint32_t stride)
{
	uint32_t step = 1; /* of the bias */
	if (bias == NULL) {
		bias = zeros;
		step = 0;
	}
	for (; outputs >= 8; outputs -= 8, y += 8, weights += 8, bias += 8 * step)
		block(y, x, weights, bias, inputs, stride, 8);
	for (; outputs >= 4; outputs -= 4, y += 4, weights += 4, bias += 4 * step)
		block(y, x, weights, bias, inputs, stride, 4);
	for (; outputs >= 1; outputs -= 1, y += 1, weights += 1, bias += step)
		block(y, x, weights, bias, inputs, stride, 1);
}

#endif
