/* nn.Softmax, and the choice of a class. */
#include "exp.h"
#include "kernels.h"

/* The maximum is subtracted so that no exponential overflows; the sum runs in
 * index order from zero. What is left is not above zero, so the sign bit may be
 * set where it is zero. */
KERNEL void softmax(float *z, uint32_t n)
{
	float largest = z[0], sum = 0.0f;
	for (uint32_t i = 0; i < n; i++)
		largest = z[i] > largest ? z[i] : largest;
	for (uint32_t i = 0; i < n; i++) {
		float e = f32_exp_negative(f32_bits(z[i] - largest) | SIGN_MASK);
		z[i] = e;
		sum = sum + e;
	}
	for (uint32_t i = 0; i < n; i++)
		z[i] = z[i] / sum;
}

KERNEL void argmax(uint32_t *winner, const float *y, uint32_t n)
{
	uint32_t best = 0;
	float largest = y[0];
	for (uint32_t i = 0; i < n; i++) {
		best = y[i] > largest ? i : best;
		largest = y[i] > largest ? y[i] : largest;
	}
	*winner = best;
}
