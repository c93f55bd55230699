/* Features to their span in training, and the product with a table. */
#include "kernels.h"

KERNEL void scale(float *x, const float *of_low, const float *of_factor, uint32_t n)
{
	float low = *of_low, factor = *of_factor;
	for (uint32_t quads = n / 4; quads > 0; quads--, x += 4) {
		float a = x[0] - low, b = x[1] - low, c = x[2] - low, d = x[3] - low;
		x[0] = a * factor;
		x[1] = b * factor;
		x[2] = c * factor;
		x[3] = d * factor;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, x++)
		*x = (*x - low) * factor;
}

/* Each with its own. */
static void scale_with(float *restrict x, const float *restrict low, const float *restrict factor, uint32_t n)
{
	for (uint32_t quads = n / 4; quads > 0; quads--, x += 4, low += 4, factor += 4) {
		float a = x[0] - low[0], b = x[1] - low[1], c = x[2] - low[2], d = x[3] - low[3];
		x[0] = a * factor[0];
		x[1] = b * factor[1];
		x[2] = c * factor[2];
		x[3] = d * factor[3];
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, x++, low++, factor++)
		*x = (*x - *low) * *factor;
}

KERNEL void scale_each(float *x, const float *low, const float *factor, uint32_t n, uint32_t bounds)
{
	for (; n > 0; n -= bounds, x += bounds)
		scale_with(x, low, factor, bounds);
}

KERNEL void hann(float *restrict x, const float *restrict table, uint32_t n)
{
	for (uint32_t quads = n / 4; quads > 0; quads--, x += 4, table += 4) {
		float a = x[0] * table[0], b = x[1] * table[1], c = x[2] * table[2], d = x[3] * table[3];
		x[0] = a;
		x[1] = b;
		x[2] = c;
		x[3] = d;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, x++, table++)
		*x = *x * *table;
}
