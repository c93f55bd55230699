/* Drift detectors, beside kernel/drift.go. Choices are made by masks: a comparison
 * with what is no number does not hold. */
#include "kernels.h"
#include "sqrt.h"
#include "words.h"

static inline __attribute__((always_inline)) float positive(float x) { return pick_float(mask_if(x > 0.0f), x, 0.0f); }

static inline __attribute__((always_inline)) float larger(float a, float b) { return pick_float(mask_if(a > b), a, b); }

/* Puts the mark into the alarm where the statistic is above the limit; all bits set
 * where it is. */
static inline __attribute__((always_inline)) uint32_t raise(float *alarm, float statistic, float limit, uint32_t mark)
{
	uint32_t fired = mask_if(statistic > limit);
	*alarm = f32_from_bits(f32_bits(*alarm) | (mark & fired));
	return fired;
}

static inline __attribute__((always_inline)) float but_if(uint32_t mask, float x)
{
	return f32_from_bits(f32_bits(x) & ~mask);
}

/* What a chart compares with: mean and deviation of z scores. After a firing both are
 * taken anew of as many windows as span says. */
struct standing {
	float left, mean, m2, span;
	uint32_t learning;
};

static inline __attribute__((always_inline)) struct standing standing(const float *state, float span)
{
	return (struct standing){state[1], state[2], state[3], span, mask_if(state[1] > 0.0f)};
}

/* Takes a window in, which weighs so much in the mean; its distance in deviations. */
static inline __attribute__((always_inline)) float take(struct standing *s, float z, float weight, uint32_t moves)
{
	float delta = z - s->mean;
	float moved = s->mean + weight * delta;
	s->m2 = pick_float(s->learning, s->m2 + delta * (z - moved), s->m2);
	s->mean = pick_float(moves, moved, s->mean);
	return (z - s->mean) / larger(f32_sqrt(s->m2 / s->span), 1.0f);
}

static inline __attribute__((always_inline)) float newest(const struct standing *s)
{
	return 1.0f / (s->span + 1.0f - s->left);
}

static inline __attribute__((always_inline)) void settle(float *state, const struct standing *s, uint32_t fired)
{
	state[1] = pick_float(fired, s->span, positive(s->left - 1.0f));
	state[2] = but_if(fired, s->mean);
	state[3] = but_if(fired, s->m2);
}

/* Moves both sums and ends the window; all bits set where it fires. */
static inline __attribute__((always_inline)) uint32_t sums(float *state, const struct standing *s, float d, float *alarm, const float *settings, uint32_t mark)
{
	float allowance = settings[2];
	float up = but_if(s->learning, positive(state[4] + (d - allowance)));
	float down = but_if(s->learning, positive(state[5] - (d + allowance)));
	float statistic = larger(up, down);
	uint32_t fired = raise(alarm, statistic, settings[3], mark);
	settle(state, s, fired);
	state[0] = statistic;
	state[4] = but_if(fired, up);
	state[5] = but_if(fired, down);
	return fired;
}

KERNEL void page_hinkley(float *state, float *alarm, const float *score, const float *settings, uint32_t mark)
{
	float z = (*score - settings[0]) * settings[1], count = state[6] + 1.0f;
	struct standing s = standing(state, settings[4]);
	float d = take(&s, z, 1.0f / count, 0xFFFFFFFFu);
	state[6] = but_if(sums(state, &s, d, alarm, settings, mark), count);
}

KERNEL void cusum(float *state, float *alarm, const float *score, const float *settings, uint32_t mark)
{
	float z = (*score - settings[0]) * settings[1];
	struct standing s = standing(state, settings[4]);
	float d = take(&s, z, newest(&s), s.learning);
	sums(state, &s, d, alarm, settings, mark);
}

KERNEL void ewma_chart(float *state, float *alarm, const float *score, const float *settings, uint32_t mark)
{
	float z = (*score - settings[0]) * settings[1];
	struct standing s = standing(state, settings[4]);
	float d = take(&s, z, newest(&s), s.learning);
	float average = but_if(s.learning, state[4] + settings[2] * (d - state[4]));
	float statistic = larger(average, 0.0f - average);
	uint32_t fired = raise(alarm, statistic, settings[3], mark);
	settle(state, &s, fired);
	state[0] = statistic;
	state[4] = but_if(fired, average);
}

KERNEL void centroid(float *state, float *alarm, const float *x, const float *settings, uint32_t n, uint32_t mark)
{
	float *kept = state + 2, *recent = kept + n, span = settings[2], left = state[1], sum = 0.0f;
	uint32_t learning = mask_if(left > 0.0f);
	float weight = pick_float(learning, 1.0f / (span + 1.0f - left), settings[0]);
	for (uint32_t i = 0; i < n; i++) {
		float c = recent[i] + weight * (x[i] - recent[i]);
		float mean = pick_float(learning, c, kept[i]);
		float d = c - mean;
		recent[i] = c;
		kept[i] = mean;
		sum = sum + larger(d, 0.0f - d);
	}
	float statistic = sum / (float)n;
	state[0] = statistic;
	state[1] = pick_float(raise(alarm, statistic, settings[1], mark), span, positive(left - 1.0f));
}

KERNEL void open_gate(float *left, const float *alarm, uint32_t windows)
{
	uint32_t open = f32_bits(*left);
	open = open - (uint32_t)(open > 0);
	*left = f32_from_bits(pick(mask_if(f32_bits(*alarm) != 0), windows, open));
}

KERNEL void zero(float *x, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		x[i] = 0.0f;
}
