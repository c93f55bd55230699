/* Exponentially weighted moments, feature by feature. */
#include "kernels.h"
#include "moments.h"

KERNEL void mean_square_z(float *to, const float *x, const float *moments, uint32_t n)
{
	const float *mean = moments + 1, *variance = mean + n;
	float sum = 0.0f;
	for (uint32_t i = 0; i < n; i++) {
		float d = x[i] - mean[i];
		sum = sum + d * d / at_least(variance[i]);
	}
	*to = sum / (float)n;
}

KERNEL void ewma(float *moments, const float *x, uint32_t n, float rate)
{
	float weight = newest_weight(moments, rate), kept = 1.0f - weight;
	float *mean = moments + 1, *variance = mean + n;
	for (uint32_t i = 0; i < n; i++) {
		float d = x[i] - mean[i];
		float moved = weight * d;
		mean[i] = mean[i] + moved;
		variance[i] = kept * (variance[i] + d * moved);
	}
}
