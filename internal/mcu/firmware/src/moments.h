/* kernel.newestWeight and kernel.atLeast. */
#ifndef MOMENTS_H
#define MOMENTS_H

#define LEAST_VARIANCE 1e-4f

/* Counts a window and says what it weighs. */
static inline float newest_weight(float *count, float rate)
{
	float n = *count + 1.0f, weight = 1.0f / n;
	*count = n;
	return weight < rate ? rate : weight;
}

static inline float at_least(float variance) { return variance < LEAST_VARIANCE ? LEAST_VARIANCE : variance; }

#endif
