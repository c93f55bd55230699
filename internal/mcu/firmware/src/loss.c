/* nn.MeanSquaredError, equation 1: the score, and the only loss that the
 * device computes. */
#include "kernels.h"

KERNEL void mse(float *to, const float *y, const float *x, uint32_t n)
{
	float count = (float)n, sum = 0.0f;
	for (uint32_t quads = n / 4; quads > 0; quads--, y += 4, x += 4) {
		float a = y[0] - x[0], b = y[1] - x[1], c = y[2] - x[2], d = y[3] - x[3];
		sum = sum + a * a;
		sum = sum + b * b;
		sum = sum + c * c;
		sum = sum + d * d;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, y++, x++) {
		float a = *y - *x;
		sum = sum + a * a;
	}
	*to = sum / count;
}
