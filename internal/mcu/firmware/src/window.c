/* The window's memory, as in tinyol's ring. */
#include "kernels.h"

/* Copies n values, four at a time. */
static inline void copy(float *restrict to, const float *restrict from, uint32_t n)
{
	for (uint32_t quads = n / 4; quads > 0; quads--, to += 4, from += 4) {
		float a = from[0], b = from[1], c = from[2], d = from[3];
		to[0] = a;
		to[1] = b;
		to[2] = c;
		to[3] = d;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--)
		*to++ = *from++;
}

KERNEL void store(float *to, const float *row, uint32_t n) { copy(to, row, n); }

KERNEL void window(float *to, const float *ring, uint32_t oldest, uint32_t n)
{
	copy(to, ring + oldest, n - oldest);
	copy(to + (n - oldest), ring, oldest);
}
