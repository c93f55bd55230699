/* stream.project: the first principal axis. */
#include "kernels.h"

KERNEL float project(const float *row, const float *mean, const float *axis, uint32_t n)
{
	float sum = 0.0f;
	for (uint32_t i = 0; i < n; i++)
		sum = axis[i] * (row[i] - mean[i]) + sum;
	return sum;
}
