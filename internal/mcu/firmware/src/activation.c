/* nn.Activation.Apply. */
#include "kernels.h"
#include "sigmoid.h"
#include "tanh.h"

/* Zero for every negative value; NaN and -0 stay. Among the bits these are the
 * ones above -0 up to -Inf, and integers compare faster than floats. */
static inline float positive(float x)
{
	return f32_from_bits(f32_replace(f32_bits(x), SIGN_MASK + 1, SIGN_MASK | INFINITY_BITS, 0));
}

KERNEL void relu(float *x, uint32_t n)
{
	for (uint32_t quads = n / 4; quads > 0; quads--, x += 4) {
		float a = positive(x[0]), b = positive(x[1]), c = positive(x[2]), d = positive(x[3]);
		x[0] = a;
		x[1] = b;
		x[2] = c;
		x[3] = d;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, x++)
		*x = positive(*x);
}

/* Two at a time, so that one computes while the other waits. Of an odd number
 * the last is computed twice. */

KERNEL void sigmoid(float *x, uint32_t n)
{
	for (uint32_t i = 0; i < n; i += 2) {
		float *first = x + i, *second = i + 1 < n ? first + 1 : first;
		float a = f32_sigmoid(*first), b = f32_sigmoid(*second);
		*first = a;
		*second = b;
	}
}

KERNEL void hyperbolic_tangent(float *x, uint32_t n)
{
	for (uint32_t i = 0; i < n; i += 2) {
		float *first = x + i, *second = i + 1 < n ? first + 1 : first;
		float a = f32_tanh(*first), b = f32_tanh(*second);
		*first = a;
		*second = b;
	}
}
