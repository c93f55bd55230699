/* One after the other. */
#include "kernels.h"

KERNEL void add(float *restrict to, const float *restrict x, const float *restrict y, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		to[i] = x[i] + y[i];
}
