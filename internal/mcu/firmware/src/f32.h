/* The float32 functions of package f32, operation by operation, so that both
 * give the same bits. The rules are those of its documentation: additions,
 * subtractions, multiplications, divisions and comparisons alone, rounded in
 * the order written (-ffp-contract=off), selects in place of jumps, and no
 * conversion between float and integer. */
#ifndef F32_H
#define F32_H

#include <stdint.h>

/* With an FPU the functions are worth their size in every loop that uses them;
 * without one the time goes to libgcc and a call costs nothing beside it. */
#if defined(__ARM_FP) || !defined(__arm__)
#define F32_FUNCTION static inline __attribute__((always_inline))
#else
#define F32_FUNCTION static __attribute__((noinline, unused))
#endif

static inline __attribute__((always_inline)) uint32_t f32_bits(float x)
{
	union { float f; uint32_t u; } v = {.f = x};
	return v.u;
}

static inline __attribute__((always_inline)) float f32_from_bits(uint32_t u)
{
	union { uint32_t u; float f; } v = {.u = u};
	return v.f;
}

/* Selections. Left to itself the compiler turns one into a jump where it can
 * compute ahead with the constant, and time would depend on the data; and it
 * keeps the flags occupied between comparison and move, which keeps two
 * computations from being interleaved. */

/* `bound` where first <= x <= last as unsigned numbers, else x. */
static inline __attribute__((always_inline)) uint32_t f32_replace(uint32_t x, uint32_t first, uint32_t last, uint32_t bound)
{
	uint32_t distance = x - first;
#if defined(__ARM_FP)
	__asm__("cmp %1, %2\n\tit ls\n\tmovls %0, %3" : "+r"(x) : "r"(distance), "r"(last - first), "r"(bound) : "cc");
#else
	x = distance <= last - first ? bound : x;
#endif
	return x;
}

/* a where the bits of x have their sign bit set, else b. */
static inline __attribute__((always_inline)) float f32_if_negative(uint32_t x, float a, float b)
{
#if defined(__ARM_FP)
	__asm__("cmp %1, #0\n\tit mi\n\tvmovmi.f32 %0, %2" : "+t"(b) : "r"(x), "t"(a) : "cc");
	return b;
#else
	return (int32_t)x < 0 ? a : b;
#endif
}

#define ROUNDING_MAGIC 0x1.8p+23f /* 1.5 * 2^23: adding it rounds to an integer */
#define ROUNDING_MAGIC_BITS 0x4b400000u
#define EXPONENT_SHIFT 23
#define EXPONENT_BIAS 127
#define SIGN_MASK 0x80000000u
#define INFINITY_BITS 0x7f800000u

/* ln 2 in two parts (Cody and Waite 1980, chapter 6). */
#define LN2_UPPER 0x1.63p-1f
#define LN2_LOWER -0x1.bd0106p-13f

#endif
