/* kernel.RingsLearn, kernel.RingsDistances, kernel.RingsVote and kernel.RingsGrow:
 * the inputs of each class that came last, and the nearest of them. */
#include "kernels.h"
#include "words.h"

/* Whatever a cursor says, the place lies in the ring. */
KERNEL void rings_learn(float *memory, float *cursors, const float *x, uint32_t n, uint32_t slots, uint32_t width,
                        uint32_t classes, uint32_t class)
{
	(void)classes;
	uint32_t cursor = f32_bits(cursors[class]);
	uint32_t place = cursor - (slots & mask_if(cursor >= slots));
	place = place & mask_if(place < slots);
	float *to = memory + class * width + place * n;
	for (uint32_t i = 0; i < n; i++)
		to[i] = x[i];
	cursor++;
	cursors[class] = f32_from_bits(pick(mask_if(cursor == 2 * slots), slots, cursor));
}

KERNEL void rings_distances(float *distances, const float *memory, const float *cursors, const float *x,
                            uint32_t n, uint32_t slots, uint32_t width, uint32_t classes)
{
	for (uint32_t c = 0; c < classes; c++, memory += width) {
		const float *from = memory;
		uint32_t filled = f32_bits(cursors[c]);
		for (uint32_t s = 0; s < slots; s++, from += n) {
			float sum = 0.0f;
			for (uint32_t i = 0; i < n; i++) {
				float d = x[i] - from[i];
				sum = sum + d * d;
			}
			*distances++ = f32_from_bits(pick(mask_if(s < filled), f32_bits(sum), INFINITY_BITS));
		}
	}
}

#define NEAREST_VOTE 0.25f

/* No distance is negative, so their bits are ordered as they are; those of NaN
 * come behind infinity or have the sign. */
KERNEL void rings_vote(float *votes, float *distances, uint32_t slots, uint32_t classes, uint32_t neighbours)
{
	float vote = NEAREST_VOTE;
	for (uint32_t c = 0; c < classes; c++)
		votes[c] = 0.0f;
	for (; neighbours > 0; neighbours--) {
		const float *next = distances;
		uint32_t best = 0, class = 0, smallest = INFINITY_BITS;
		for (uint32_t c = 0; c < classes; c++)
			for (uint32_t s = 0; s < slots; s++) {
				uint32_t bits = f32_bits(*next), nearer = mask_if(bits < smallest);
				smallest = pick(nearer, bits, smallest);
				best = pick(nearer, (uint32_t)(next - distances), best);
				class = pick(nearer, c, class);
				next++;
			}
		votes[class] = votes[class] + f32_from_bits(f32_bits(1.0f + vote) & mask_if(smallest < INFINITY_BITS));
		distances[best] = f32_from_bits(INFINITY_BITS);
		vote = vote * 0.5f;
	}
}

KERNEL void rings_grow(float *votes, uint32_t classes, uint32_t class)
{
	(void)classes;
	votes[class] = 0.0f;
}
