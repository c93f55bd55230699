/* The window's memory, as in tinyol's ring. */
#include "kernels.h"

KERNEL void store(float *to, const float *row, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		to[i] = row[i];
}

KERNEL void window(float *to, const float *ring, uint32_t oldest, uint32_t n)
{
	for (uint32_t i = oldest; i < n; i++)
		*to++ = ring[i];
	for (uint32_t i = 0; i < oldest; i++)
		*to++ = ring[i];
}
