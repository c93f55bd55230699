/* Mean and covariance, the latter as L D L' column by column: kernel/mahalanobis.go
 * has the layout and the sources. */
#include "kernels.h"
#include "moments.h"

KERNEL void mahalanobis(float *to, float *restrict z, const float *restrict x, const float *statistics, const float *restrict factor, uint32_t n, uint32_t size)
{
	const float *mean = statistics + 1;
	float sum = 0.0f;
	(void)size;
	for (uint32_t i = 0; i < n; i++)
		z[i] = x[i] - mean[i];
	for (uint32_t left = n; left > 0; left--) {
		float p = *z++;
		sum = sum + p * p / at_least(*factor++);
		for (uint32_t r = 0; r < left - 1; r++)
			z[r] = z[r] - *factor++ * p;
	}
	*to = sum / (float)n;
}

KERNEL void covariance_update(float *restrict factor, float *restrict statistics, float *restrict z, const float *restrict x, uint32_t n, uint32_t size, float rate)
{
	float weight = newest_weight(statistics, rate), kept = 1.0f - weight;
	float *mean = statistics + 1;
	(void)size;
	for (uint32_t i = 0; i < n; i++) {
		float d = x[i] - mean[i];
		z[i] = d;
		mean[i] = mean[i] + weight * d;
	}
	for (uint32_t left = n; left > 0; left--) {
		float p = *z++, d = at_least(*factor);
		float share = weight * p;
		float grown = d + share * p;
		float turn = share / grown;
		weight = weight * (d / grown);
		*factor++ = kept * grown;
		for (uint32_t r = 0; r < left - 1; r++) {
			float l = *factor, moved = z[r] - l * p;
			z[r] = moved;
			*factor++ = l + turn * moved;
		}
	}
}
