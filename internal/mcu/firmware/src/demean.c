/* stream.demean: the sum runs in order of time from zero. */
#include "kernels.h"

/* Mean of n values, every stride. */
static inline float mean_of(const float *x, uint32_t stride, uint32_t n)
{
	float sum = 0.0f;
	for (uint32_t quads = n / 4; quads > 0; quads--, x += 4 * stride) {
		float a = x[0], b = x[stride], c = x[2 * stride], d = x[3 * stride];
		sum = sum + a;
		sum = sum + b;
		sum = sum + c;
		sum = sum + d;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, x += stride)
		sum = sum + *x;
	return sum / (float)n;
}

static inline void subtract(float *restrict to, uint32_t to_stride, const float *restrict from, uint32_t from_stride, float mean, uint32_t n)
{
	for (uint32_t quads = n / 4; quads > 0; quads--, to += 4 * to_stride, from += 4 * from_stride) {
		float a = from[0], b = from[from_stride], c = from[2 * from_stride], d = from[3 * from_stride];
		to[0] = a - mean;
		to[to_stride] = b - mean;
		to[2 * to_stride] = c - mean;
		to[3 * to_stride] = d - mean;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, to += to_stride, from += from_stride)
		*to = *from - mean;
}

KERNEL void demean(float *to, uint32_t to_stride, const float *from, uint32_t from_stride, uint32_t rows, uint32_t channels)
{
	for (; channels > 0; channels--, to++, from++)
		subtract(to, to_stride, from, from_stride, mean_of(from, from_stride, rows), rows);
}
