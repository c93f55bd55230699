/* What waits for its label, beside kernel/late.go. */
#include "f32.h"
#include "kernels.h"

KERNEL void exchange(float *memory, float *x, const float *turn, uint32_t slots, uint32_t n)
{
	(void)slots;
	float *slot = memory + f32_bits(*turn) * n;
	for (uint32_t i = 0; i < n; i++) {
		float kept = slot[i];
		slot[i] = x[i];
		x[i] = kept;
	}
}

KERNEL void advance(float *turn, uint32_t slots)
{
	uint32_t next = f32_bits(*turn) + 1;
	next = next == slots ? 0 : next;
	*turn = f32_from_bits(next);
}
