/* A ring of remembered vectors. */
#include "kernels.h"
#include "sqrt.h"

#define FARTHEST __FLT_MAX__

/* The mean square of differences but for the division. */
static inline float squares(const float *restrict x, const float *restrict y, uint32_t n)
{
	float sum = 0.0f;
	for (uint32_t quads = n / 4; quads > 0; quads--, x += 4, y += 4) {
		float a = x[0] - y[0], b = x[1] - y[1], c = x[2] - y[2], d = x[3] - y[3];
		sum = sum + a * a;
		sum = sum + b * b;
		sum = sum + c * c;
		sum = sum + d * d;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, x++, y++) {
		float a = *x - *y;
		sum = sum + a * a;
	}
	return sum;
}

/* Sums of squares are ordered as their bits are, with what is no number behind
 * infinity; the compiler makes jumps of a comparison of floats. */
KERNEL void nearest(float *to, const float *x, const float *remembered, const float *state, uint32_t n, uint32_t k)
{
	uint32_t first = INFINITY_BITS, second = INFINITY_BITS, third = INFINITY_BITS;
	float taken = state[1], place = 0.0f;
	for (; k > 0; k--, remembered += n) {
		float sum = squares(x, remembered, n);
		uint32_t bits = f32_bits(place < taken ? sum : FARTHEST);
		place = place + 1.0f;
		uint32_t more = bits < first ? first : bits;
		first = bits < first ? bits : first;
		uint32_t most = more < second ? second : more;
		second = more < second ? more : second;
		third = most < third ? most : third;
	}
	float count = (float)n;
	float distances = f32_sqrt(f32_from_bits(first) / count) + f32_sqrt(f32_from_bits(second) / count);
	*to = (distances + f32_sqrt(f32_from_bits(third) / count)) / 3.0f;
}

/* A number that was kept, 0 where it is none below `behind`: whatever lies there,
 * nothing is written outside. */
static inline uint32_t kept_number(float x, float behind)
{
	return (uint32_t)f32_from_bits(f32_replace(f32_bits(x), f32_bits(behind), 0xFFFFFFFFu, 0));
}

/* The sign of a difference selects: of a comparison the compiler makes a load
 * that is carried out or not. */
KERNEL void remember(float *remembered, float *state, const float *x, uint32_t n, uint32_t k)
{
	uint32_t place = kept_number(state[0], (float)k), taken = kept_number(state[1], (float)(k + 1));
	store(remembered + place * n, x, n);
	place = place + 1;
	place = place & (uint32_t)((int32_t)(place - k) >> 31);
	taken = taken + ((taken - k) >> 31);
	state[0] = (float)place;
	state[1] = (float)taken;
}
