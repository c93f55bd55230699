/* A channel's mean, deviation and mean absolute difference. */
#include "kernels.h"
#include "log.h"

#define LEAST_POWER 1e-12f
#define LEAST_DIFFERENCE 1e-6f

KERNEL void summary(float *restrict to, const float *restrict from, uint32_t rows, uint32_t channels)
{
	for (uint32_t left = channels; left > 0; left--, from++, to += 3) {
		const float *at = from;
		float sum = 0.0f;
		for (uint32_t t = 0; t < rows; t++, at += channels)
			sum = sum + *at;
		float mean = sum / (float)rows, before = *from, d = before - mean;
		float squares = d * d, differences = 0.0f;
		at = from + channels;
		for (uint32_t t = 1; t < rows; t++, at += channels) {
			float x = *at;
			d = x - mean;
			squares = squares + d * d;
			differences = differences + f32_from_bits(f32_bits(x - before) & ~SIGN_MASK);
			before = x;
		}
		to[0] = mean;
		to[1] = 0.5f * f32_log(squares / (float)rows + LEAST_POWER);
		to[2] = f32_log(differences / (float)(rows - 1) + LEAST_DIFFERENCE);
	}
}
