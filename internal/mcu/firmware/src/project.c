/* The first principal axis. */
#include "kernels.h"

KERNEL void project(float *to, const float *row, const float *projection, uint32_t n)
{
	const float *mean = projection, *axis = projection + n;
	float sum = 0.0f;
	for (uint32_t i = 0; i < n; i++)
		sum = axis[i] * (row[i] - mean[i]) + sum;
	*to = sum;
}
