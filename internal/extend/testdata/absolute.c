/* The sign bit goes. */
#include "f32.h"
#include "kernels.h"

KERNEL void absolute(float *x, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		x[i] = f32_from_bits(f32_bits(x[i]) & ~SIGN_MASK);
}
