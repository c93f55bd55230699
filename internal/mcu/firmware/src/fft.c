/* stream.realFFT: even and odd samples as real and imaginary parts of n/2
 * complex values, a radix-2 decimation in time, and the separation. */
#include "kernels.h"

/* Reorders n complex values by their index with its bits reversed. The
 * reversed index counts up from its top bit. */
static void bit_reverse(float *x, uint32_t n)
{
	uint32_t j = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (i < j) {
			float re = x[2 * i], im = x[2 * i + 1];
			x[2 * i] = x[2 * j];
			x[2 * i + 1] = x[2 * j + 1];
			x[2 * j] = re;
			x[2 * j + 1] = im;
		}
		uint32_t bit = n >> 1;
		for (; j & bit; bit >>= 1)
			j ^= bit;
		j ^= bit;
	}
}

/* Joins neighbours, whose twiddle factor is 1; n floats. */
static void first_stage(float *x, uint32_t n)
{
	for (float *end = x + n; x < end; x += 4) {
		float ar = x[0], ai = x[1], br = x[2], bi = x[3];
		x[0] = ar + br;
		x[1] = ai + bi;
		x[2] = ar - br;
		x[3] = ai - bi;
	}
}

/* Joins pairs of transforms into ones of `size` complex values:
 * a' = a + w b, b' = a - w b. */
static void stage(float *x, const float *twiddles, uint32_t n, uint32_t size, uint32_t step)
{
	for (float *end = x + n; x < end; x += 2 * size) {
		const float *w = twiddles;
		float *a = x, *b = x + size;
		for (float *stop = b; a < stop; a += 2, b += 2, w += 2 * step) {
			float tr = w[0] * b[0] - w[1] * b[1];
			float ti = w[0] * b[1] + w[1] * b[0];
			float ar = a[0], ai = a[1];
			a[0] = ar + tr;
			a[1] = ai + ti;
			b[0] = ar - tr;
			b[1] = ai - ti;
		}
	}
}

/* Makes the spectrum X of the real values from the transform Z of the complex
 * ones: with E = (Z(k) + conj Z(m))/2 and O = (Z(k) - conj Z(m))/2 for
 * m = n/2 - k, X(k) = E - i w O and X(m) = conj(E + i w O). */
static void separate(float *x, const float *twiddles, uint32_t n)
{
	float re = x[0], im = x[1];
	x[0] = re + im;
	x[1] = re - im;
	float *low = x + 2, *high = x + n - 2;
	for (uint32_t k = 1; k <= n / 4; k++, low += 2, high -= 2) {
		float zr = low[0], zi = low[1], yr = high[0], yi = high[1];
		float er = 0.5f * (zr + yr), ei = 0.5f * (zi - yi);
		float or = 0.5f * (zr - yr), oi = 0.5f * (zi + yi);
		float wr = twiddles[2 * k], wi = twiddles[2 * k + 1];
		/* t = -i w O */
		float tr = wr * oi + wi * or;
		float ti = wi * oi - wr * or;
		low[0] = er + tr;
		low[1] = ei + ti;
		high[0] = er - tr;
		high[1] = ti - ei;
	}
}

KERNEL void rfft(float *x, const float *twiddles, uint32_t n)
{
	bit_reverse(x, n / 2);
	first_stage(x, n);
	for (uint32_t size = 4, step = n / 4; size <= n / 2; size *= 2, step /= 2)
		stage(x, twiddles, n, size, step);
	separate(x, twiddles, n);
}
