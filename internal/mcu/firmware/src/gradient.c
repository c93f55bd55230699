/* nn.Loss.Delta, multiplied by the learning rate as nn.Online.step does. */
#include "kernels.h"

KERNEL void gradient_mse(float *gradient, const float *y, const float *t, uint32_t n, float rate)
{
	for (uint32_t i = 0; i < n; i++)
		gradient[i] = rate * ((y[i] - t[i]) * (y[i] * (1.0f - y[i])));
}

KERNEL void gradient_bce(float *gradient, const float *y, const float *t, uint32_t n, float rate)
{
	for (uint32_t i = 0; i < n; i++)
		gradient[i] = rate * (y[i] - t[i]);
}

/* Equation 5 as printed: the sigmoid of what has been through one already. */
KERNEL void gradient_paper_eq5(float *gradient, const float *y, const float *t, uint32_t n, float rate)
{
	for (uint32_t i = 0; i < n; i++)
		gradient[i] = y[i];
	sigmoid(gradient, n);
	for (uint32_t i = 0; i < n; i++) {
		float s = gradient[i];
		gradient[i] = rate * ((y[i] - t[i]) * (s * (1.0f - s)));
	}
}

/* Equation 8: the target is one at the class and zero elsewhere. */
KERNEL void gradient_cross_entropy(float *gradient, const float *y, uint32_t n, uint32_t class, float rate)
{
	for (uint32_t i = 0; i < n; i++)
		gradient[i] = rate * y[i];
	gradient[class] = rate * (y[class] - 1.0f);
}
