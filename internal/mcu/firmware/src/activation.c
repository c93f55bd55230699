/* nn.Activation.Apply. */
#include "kernels.h"
#include "sigmoid.h"
#include "tanh.h"

/* Zero for every negative value; NaN and -0 stay. */
KERNEL void relu(float *x, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		x[i] = x[i] < 0.0f ? 0.0f : x[i];
}

KERNEL void sigmoid(float *x, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		x[i] = f32_sigmoid(x[i]);
}

KERNEL void hyperbolic_tangent(float *x, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		x[i] = f32_tanh(x[i]);
}
