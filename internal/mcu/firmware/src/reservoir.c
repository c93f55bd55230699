/* kernel.Remember and kernel.Recall: a reservoir of inputs a class (Vitter 1985,
 * algorithm R), and what is replayed of it. */
#include "kernels.h"
#include "words.h"

/* Marsaglia's xorshift of 32 bits, 13, 17, 5. */
static inline uint32_t xorshift(float *state)
{
	uint32_t v = f32_bits(*state);
	v ^= v << 13;
	v ^= v >> 17;
	v ^= v << 5;
	*state = f32_from_bits(v);
	return v;
}

/* From 0 to n-1. */
static inline uint32_t below(uint32_t random, uint32_t n)
{
	return (uint32_t)(((uint64_t)random * n) >> 32);
}

/* An input that is not taken is written over by what is there already, in the
 * first place. */
KERNEL void replay_remember(float *memory, float *counts, float *generator, const float *x, uint32_t n, uint32_t k,
                            uint32_t width, uint32_t classes, uint32_t class)
{
	(void)classes;
	uint32_t count = f32_bits(counts[class]) + 1;
	counts[class] = f32_from_bits(count);
	uint32_t drawn = below(xorshift(generator), count);
	uint32_t place = pick(mask_if(count <= k), count - 1, drawn);
	uint32_t taken = mask_if(place < k);
	float *to = memory + class * width + (place & taken) * n;
	for (uint32_t i = 0; i < n; i++)
		to[i] = pick_float(taken, x[i], to[i]);
}

KERNEL void replay_recall(float *to, float *target, const float *memory, const float *counts, float *generator,
                          uint32_t n, uint32_t k, uint32_t width, uint32_t classes)
{
	uint32_t class = below(xorshift(generator), classes);
	uint32_t count = f32_bits(counts[class]);
	count = pick(mask_if(count < k), count, k);
	const float *from = memory + class * width + below(xorshift(generator), count) * n;
	for (uint32_t i = 0; i < n; i++)
		to[i] = from[i];
	for (uint32_t c = 0; c < classes; c++)
		target[c] = f32_from_bits(ONE_BITS & mask_if(c == class));
}

KERNEL void gradient_target(float *gradient, const float *y, const float *target, uint32_t classes, float rate)
{
	for (uint32_t c = 0; c < classes; c++)
		gradient[c] = rate * (y[c] - target[c]);
}
