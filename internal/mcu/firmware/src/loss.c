/* nn.MeanSquaredError, equation 1: the score, and the only loss that the
 * device computes. */
#include "kernels.h"

KERNEL float mse(const float *y, const float *x, uint32_t n)
{
	float sum = 0.0f;
	for (uint32_t i = 0; i < n; i++) {
		float d = y[i] - x[i];
		sum = sum + d * d;
	}
	return sum / (float)n;
}
