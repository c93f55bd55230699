/* Recursive least squares: P = U D U' column by column; kernel/rls.go has the
 * layout and the sources. */
#include "kernels.h"

#define RLS_START 100.0f

KERNEL void rls_gain(float *restrict gain, float *restrict factor, const float *restrict x, uint32_t n, uint32_t size, float forgetting)
{
	float sum = 1.0f, trace = 0.0f, *column = factor;
	(void)size;
	for (uint32_t j = 0; j < n; j++) {
		float f = x[j], d = column[j], before = sum, squares = 1.0f;
		for (uint32_t i = 0; i < j; i++)
			f = f + column[i] * x[i];
		float v = d * f;
		sum = sum + f * v;
		d = d * (before / sum);
		float turn = f / before;
		for (uint32_t i = 0; i < j; i++) {
			float u = column[i], g = gain[i];
			float moved = u - turn * g;
			gain[i] = g + v * u;
			squares = squares + moved * moved;
			column[i] = moved;
		}
		gain[j] = v;
		column[j] = d;
		column += j + 1;
		trace = trace + d * squares;
	}
	float share = 1.0f / sum, grow = 1.0f / forgetting, limit = RLS_START * (float)n;
	grow = limit < trace * grow ? 1.0f : grow;
	for (uint32_t j = 0; j < n; j++) {
		gain[j] = gain[j] * share;
		factor[j] = factor[j] * grow;
		factor += j + 1;
	}
}
