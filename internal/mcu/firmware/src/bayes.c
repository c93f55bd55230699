/* kernel.BayesLearn and kernel.BayesScores: a record has count, beginning of the
 * score, means and sums of squared deviations. */
#include "kernels.h"
#include "log.h"

KERNEL void bayes_learn(float *records, const float *x, uint32_t n, uint32_t width, uint32_t classes, uint32_t class)
{
	(void)classes;
	float *record = records + class * width, *mean = record + 2, *m2 = mean + n;
	float count = record[0] + 1.0f, spread = count + 1.0f, sum = 0.0f;
	for (uint32_t i = 0; i < n; i++) {
		float d = x[i] - mean[i];
		float m = mean[i] + d / count;
		float squares = m2[i] + d * (x[i] - m);
		mean[i] = m;
		m2[i] = squares;
		sum = sum + f32_log((squares + 1.0f) / spread);
	}
	record[0] = count;
	record[1] = f32_log(spread) - 0.5f * sum;
}

KERNEL void bayes_scores(float *y, const float *records, const float *x, uint32_t n, uint32_t width, uint32_t classes)
{
	for (uint32_t c = 0; c < classes; c++, records += width) {
		const float *mean = records + 2, *m2 = mean + n;
		float sum = 0.0f;
		for (uint32_t i = 0; i < n; i++) {
			float d = x[i] - mean[i];
			sum = sum + d * d / (m2[i] + 1.0f);
		}
		y[c] = records[1] - 0.5f * ((records[0] + 1.0f) * sum);
	}
}
