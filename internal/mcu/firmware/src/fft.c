/* stream.realFFT: even and odd samples as real and imaginary parts of n/2
 * complex values, a radix-2 decimation in time, and the separation. */
#include "kernels.h"

/* The lowest `bits` bits of i in reverse. */
static inline uint32_t reverse(uint32_t i, uint32_t bits)
{
#if defined(__ARM_ARCH_ISA_THUMB) && __ARM_ARCH_ISA_THUMB == 2
	__asm__("rbit %0, %0" : "+r"(i));
#else
	i = (i & 0x55555555u) << 1 | (i >> 1 & 0x55555555u);
	i = (i & 0x33333333u) << 2 | (i >> 2 & 0x33333333u);
	i = (i & 0x0F0F0F0Fu) << 4 | (i >> 4 & 0x0F0F0F0Fu);
	i = __builtin_bswap32(i);
#endif
	return i >> (32 - bits);
}

struct complex {
	float re, im;
};

/* Reorders n complex values, n = 2^bits; 0 and n - 1 stay where they are. */
static void bit_reverse(struct complex *x, uint32_t n, uint32_t bits)
{
	for (uint32_t i = 1; i + 1 < n; i++) {
		uint32_t j = reverse(i, bits);
		if (i < j) {
			struct complex other = x[i];
			x[i] = x[j];
			x[j] = other;
		}
	}
}

/* Joins neighbours, whose twiddle factor is 1; n values, at least two. */
static void first_stage(struct complex *x, uint32_t n)
{
	for (uint32_t pairs = n / 2; pairs > 0; pairs--, x += 2) {
		struct complex a = x[0], b = x[1];
		x[0] = (struct complex){a.re + b.re, a.im + b.im};
		x[1] = (struct complex){a.re - b.re, a.im - b.im};
	}
}

/* a' = a + w b, b' = a - w b. */
static inline void butterfly(struct complex *a, struct complex *b, struct complex w)
{
	float tr = w.re * b->re - w.im * b->im;
	float ti = w.re * b->im + w.im * b->re;
	float re = a->re, im = a->im;
	*a = (struct complex){re + tr, im + ti};
	*b = (struct complex){re - tr, im - ti};
}

/* Joins two transforms of `half` complex values, an even number, that lie one
 * behind the other; the factors are `step` apart. Two butterflies at a time, so
 * that one computes while the other waits. */
static inline void join(struct complex *restrict x, const struct complex *restrict w, uint32_t half, uint32_t step)
{
	struct complex *restrict y = x + half;
	for (uint32_t pairs = half / 2; pairs > 0; pairs--, x += 2, y += 2) {
		struct complex w0 = *w, w1 = w[step];
		w += 2 * step;
		struct complex a0 = x[0], a1 = x[1], b0 = y[0], b1 = y[1];
		butterfly(&a0, &b0, w0);
		butterfly(&a1, &b1, w1);
		x[0] = a0;
		x[1] = a1;
		y[0] = b0;
		y[1] = b1;
	}
}

/* Makes the spectrum X of the real values from the transform Z of the complex
 * ones, n of them: with E = (Z(k) + conj Z(m))/2 and O = (Z(k) - conj Z(m))/2
 * for m = n - k, X(k) = E - i w O and X(m) = conj(E + i w O). */
static void separate(struct complex *x, const struct complex *twiddles, uint32_t n)
{
	float re = x[0].re, im = x[0].im;
	x[0] = (struct complex){re + im, re - im};
	struct complex *low = x + 1, *high = x + n - 1;
	for (uint32_t k = n / 2; k > 0; k--, low++, high--) {
		struct complex z = *low, y = *high, w = *++twiddles;
		float er = 0.5f * (z.re + y.re), ei = 0.5f * (z.im - y.im);
		float or = 0.5f * (z.re - y.re), oi = 0.5f * (z.im + y.im);
		/* t = -i w O */
		float tr = w.re * oi + w.im * or;
		float ti = w.im * oi - w.re * or;
		*low = (struct complex){er + tr, ei + ti};
		*high = (struct complex){er - tr, ti - ei}; /* the last k is its own m */
	}
}

KERNEL void rfft(float *x, const float *twiddles, uint32_t n)
{
	struct complex *z = (struct complex *)x;
	const struct complex *w = (const struct complex *)twiddles;
	uint32_t half = n / 2, bits = 0;
	while (half >> bits > 1)
		bits++;
	bit_reverse(z, half, bits);
	first_stage(z, half);
	for (uint32_t size = 2, step = half / 2; size < half; size *= 2, step /= 2)
		for (uint32_t at = 0; at < half; at += 2 * size)
			join(z + at, w, size, step);
	separate(z, w, half);
}
