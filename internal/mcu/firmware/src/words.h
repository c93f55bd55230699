/* Integers in words of vectors, and choices between words. */
#ifndef WORDS_H
#define WORDS_H

#include "f32.h"

#define ONE_BITS 0x3f800000u

/* All bits set where it holds. */
static inline __attribute__((always_inline)) uint32_t mask_if(int holds) { return 0u - (uint32_t)holds; }

/* a under the bits of the mask, b elsewhere. */
static inline __attribute__((always_inline)) uint32_t pick(uint32_t mask, uint32_t a, uint32_t b)
{
	return (a & mask) | (b & ~mask);
}

static inline __attribute__((always_inline)) float pick_float(uint32_t mask, float a, float b)
{
	return f32_from_bits(pick(mask, f32_bits(a), f32_bits(b)));
}

#endif
