/* nn.Loss.Delta, multiplied by the learning rate as nn.Online.step does. Four
 * at a time, so that no result is needed at once. */
#include "kernels.h"

/* Of one output; s is what the derivative of the sigmoid is taken of. */
static inline float descent(float y, float t, float s, float rate)
{
	return rate * ((y - t) * (s * (1.0f - s)));
}

KERNEL void gradient_mse(float *restrict gradient, const float *restrict y, const float *restrict t, uint32_t n, float rate)
{
	for (uint32_t quads = n / 4; quads > 0; quads--, gradient += 4, y += 4, t += 4) {
		float a = descent(y[0], t[0], y[0], rate), b = descent(y[1], t[1], y[1], rate);
		float c = descent(y[2], t[2], y[2], rate), d = descent(y[3], t[3], y[3], rate);
		gradient[0] = a;
		gradient[1] = b;
		gradient[2] = c;
		gradient[3] = d;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, gradient++, y++, t++)
		*gradient = descent(*y, *t, *y, rate);
}

KERNEL void gradient_bce(float *restrict gradient, const float *restrict y, const float *restrict t, uint32_t n, float rate)
{
	for (uint32_t quads = n / 4; quads > 0; quads--, gradient += 4, y += 4, t += 4) {
		float a = rate * (y[0] - t[0]), b = rate * (y[1] - t[1]);
		float c = rate * (y[2] - t[2]), d = rate * (y[3] - t[3]);
		gradient[0] = a;
		gradient[1] = b;
		gradient[2] = c;
		gradient[3] = d;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, gradient++, y++, t++)
		*gradient = rate * (*y - *t);
}

/* Equation 5 as printed: the sigmoid of what has been through one already. */
KERNEL void gradient_paper_eq5(float *gradient, const float *y, const float *t, uint32_t n, float rate)
{
	store(gradient, y, n);
	sigmoid(gradient, n);
	for (uint32_t quads = n / 4; quads > 0; quads--, gradient += 4, y += 4, t += 4) {
		float a = descent(y[0], t[0], gradient[0], rate), b = descent(y[1], t[1], gradient[1], rate);
		float c = descent(y[2], t[2], gradient[2], rate), d = descent(y[3], t[3], gradient[3], rate);
		gradient[0] = a;
		gradient[1] = b;
		gradient[2] = c;
		gradient[3] = d;
	}
	for (uint32_t rest = n % 4; rest > 0; rest--, gradient++, y++, t++)
		*gradient = descent(*y, *t, *gradient, rate);
}

/* Equation 8: the target is one at the class and zero elsewhere. */
KERNEL void gradient_cross_entropy(float *gradient, const float *y, uint32_t n, uint32_t class, float rate)
{
	for (uint32_t i = 0; i < n; i++)
		gradient[i] = rate * y[i];
	gradient[class] = rate * (y[class] - 1.0f);
}
