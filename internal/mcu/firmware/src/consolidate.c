/* kernel.CWRCount, kernel.CWRConsolidate, kernel.LwFTarget and kernel.LwFRefresh:
 * two layers for one, batch by batch. A batch has ended where the sign of a number
 * is not set. */
#include "kernels.h"
#include "words.h"

/* 1 under the mask, else -1. */
static inline float flagged(uint32_t mask) { return f32_from_bits(ONE_BITS | (SIGN_MASK & ~mask)); }

KERNEL void cwr_count(float *counts, float *shares, uint32_t classes, uint32_t class, float batch)
{
	float windows = counts[0] + 1.0f, *of = counts + 2;
	uint32_t end = mask_if(windows >= batch);
	of[class] = of[class] + 1.0f;
	counts[0] = f32_from_bits(f32_bits(windows) & ~end);
	counts[1] = flagged(end);
	for (uint32_t c = 0; c < classes; c++) {
		float count = of[c];
		uint32_t in = end & mask_if(count > 0.0f);
		shares[2 * c] = pick_float(in, count, -1.0f);
		shares[2 * c + 1] = 1.0f / (count + 1.0f);
		of[c] = f32_from_bits(f32_bits(count) & ~end);
	}
}

KERNEL void cwr_consolidate(float *consolidated, float *training, const float *counts, const float *shares,
                            uint32_t inputs, uint32_t classes, uint32_t stride)
{
	uint32_t end = f32_bits(counts[1]);
	for (uint32_t i = 0; i < inputs; i++, consolidated += stride, training += stride) {
		const float *of = shares;
		for (uint32_t c = 0; c < classes; c++, of += 2) {
			float kept = consolidated[c], trained = training[c];
			float merged = (kept * of[0] + trained) * of[1];
			kept = f32_if_negative(f32_bits(of[0]), kept, merged);
			consolidated[c] = kept;
			training[c] = f32_if_negative(end, trained, kept);
		}
	}
}

KERNEL void lwf_target(float *target, float *clock, uint32_t classes, uint32_t class, float batch)
{
	float count = clock[0] + 1.0f, updates = clock[1] + 1.0f;
	uint32_t end = mask_if(updates >= batch);
	clock[0] = count;
	clock[1] = f32_from_bits(f32_bits(updates) & ~end);
	clock[2] = flagged(end);
	float lambda = batch / pick_float(mask_if(count > batch), count, batch);
	for (uint32_t c = 0; c < classes; c++)
		target[c] = lambda * target[c];
	target[class] = target[class] + (1.0f - lambda);
}

KERNEL void lwf_refresh(float *copy, const float *weights, const float *clock, uint32_t inputs, uint32_t classes, uint32_t stride)
{
	uint32_t stay = mask_if((int32_t)f32_bits(clock[2]) < 0);
	for (uint32_t i = 0; i < inputs; i++, copy += stride, weights += stride)
		for (uint32_t c = 0; c < classes; c++)
			copy[c] = pick_float(stay, copy[c], weights[c]);
}
