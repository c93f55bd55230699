/* kernel.LDALearn, kernel.LDAFactor and kernel.LDAScores: a record has count,
 * beginning of the score and means; the factor has the count of all, then R. */
#include "kernels.h"
#include "log.h"
#include "sqrt.h"

KERNEL void lda_learn(float *records, float *deviation, const float *x, uint32_t n, uint32_t width, uint32_t classes, uint32_t class)
{
	(void)classes;
	float *record = records + class * width, *mean = record + 2;
	float count = record[0] + 1.0f, share = f32_sqrt(record[0] / count);
	record[0] = count;
	record[1] = f32_log(count + 1.0f);
	for (uint32_t i = 0; i < n; i++) {
		float d = x[i] - mean[i];
		mean[i] = mean[i] + d / count;
		deviation[i] = share * d;
	}
}

/* length is not below r, so no diagonal ever falls. */
KERNEL void lda_factor(float *factor, float *v, uint32_t n)
{
	factor[0] = factor[0] + 1.0f;
	float *row = factor + 1;
	for (uint32_t j = 0; j < n; j++, row += n) {
		float r = row[j], w = v[j];
		float length = f32_sqrt(r * r + w * w);
		float c = r / length, s = w / length;
		row[j] = length;
		for (uint32_t i = j + 1; i < n; i++) {
			float p = row[i], q = v[i];
			row[i] = c * p + s * q;
			v[i] = c * q - s * p;
		}
	}
}

KERNEL void lda_scores(float *y, float *z, const float *records, const float *factor, const float *x,
                       uint32_t n, uint32_t width, uint32_t classes)
{
	float spread = factor[0] + 1.0f;
	for (uint32_t k = 0; k < classes; k++, records += width) {
		const float *mean = records + 2, *row = factor + 1;
		float sum = 0.0f;
		for (uint32_t i = 0; i < n; i++)
			z[i] = x[i] - mean[i];
		for (uint32_t j = 0; j < n; j++, row += n) {
			float v = z[j] / row[j];
			sum = sum + v * v;
			for (uint32_t i = j + 1; i < n; i++)
				z[i] = z[i] - row[i] * v;
		}
		y[k] = records[1] - 0.5f * (spread * sum);
	}
}
