/* stream.FrontEnd.scaleFeatures, and the product with a table. */
#include "kernels.h"

KERNEL void scale(float *x, const float *low, const float *factor, uint32_t n, uint32_t bounds)
{
	if (bounds == 1) {
		float l = low[0], f = factor[0];
		for (uint32_t i = 0; i < n; i++)
			x[i] = (x[i] - l) * f;
		return;
	}
	for (; n > 0; n -= bounds)
		for (uint32_t i = 0; i < bounds; i++, x++)
			*x = (*x - low[i]) * factor[i];
}

KERNEL void hann(float *x, const float *table, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		x[i] = x[i] * table[i];
}
