/* nn.Statistics: running mean and variance by Welford's recurrence. */
#include "kernels.h"
#include "sqrt.h"

#define VARIANCE_FLOOR 1e-12f

KERNEL void welford(float *statistics, const float *x, uint32_t n)
{
	float *mean = statistics + 1, *m2 = mean + n;
	float count = statistics[0] + 1.0f;
	statistics[0] = count;
	for (uint32_t i = 0; i < n; i++) {
		float d = x[i] - mean[i];
		float m = mean[i] + d / count;
		mean[i] = m;
		m2[i] = m2[i] + d * (x[i] - m);
	}
}

KERNEL void standardise(float *to, const float *x, const float *statistics, uint32_t n)
{
	float count = statistics[0];
	const float *mean = statistics + 1, *m2 = mean + n;
	for (uint32_t i = 0; i < n; i++)
		to[i] = (x[i] - mean[i]) / f32_sqrt(m2[i] / count + VARIANCE_FLOOR);
}
