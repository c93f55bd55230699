/* kernel.MeansLearn and kernel.MeansScores: a record has count and means. */
#include "kernels.h"

KERNEL void means_learn(float *records, const float *x, uint32_t n, uint32_t width, uint32_t classes, uint32_t class)
{
	(void)classes;
	float *record = records + class * width, *mean = record + 1;
	float count = record[0] + 1.0f;
	record[0] = count;
	for (uint32_t i = 0; i < n; i++)
		mean[i] = mean[i] + (x[i] - mean[i]) / count;
}

KERNEL void means_scores(float *y, const float *records, const float *x, uint32_t n, uint32_t width, uint32_t classes)
{
	for (uint32_t c = 0; c < classes; c++, records += width) {
		const float *mean = records + 1;
		float sum = 0.0f;
		for (uint32_t i = 0; i < n; i++) {
			float d = x[i] - mean[i];
			sum = sum + d * d;
		}
		y[c] = -0.5f * sum;
	}
}
