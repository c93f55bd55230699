/* The firmware's hardware layer on this board, and the calls of the sketch. The
 * sketch is the main loop, so that of hw.h only memory and marks are left. */
#include "tinyol.h"

#include "device.h"
#include "hw.h"
#include "policy.h"

static float threshold; /* in force for the last step, before that moved it */

const struct image *hw_image(void) { return (const struct image *)model_image; }

uint32_t hw_image_room(void) { return sizeof model_image; }

void *hw_arena(void) { return model_arena; }

uint32_t hw_arena_bytes(void) { return sizeof model_arena; }

const float *hw_row(void) { return model_row; }

/* The sketch measures whole steps; a counter read here would time the phases. */
void hw_phase(enum phase phase) { (void)phase; }

static float threshold_now(void)
{
	const struct image *image = hw_image();
	return image->moving ? *(const float *)at(image->moving) : image->threshold;
}

uint32_t tinyol_begin(void)
{
	struct verdict v = image_check(hw_image(), hw_image_room(), hw_arena(), hw_arena_bytes());
	if (v.status != STATUS_OK)
		return v.status;
	device_init(hw_image());
	threshold = threshold_now();
	return v.status;
}

int tinyol_push(const float *row)
{
	for (uint32_t c = 0; c < MODEL_CHANNELS; c++)
		model_row[c] = row[c];
	return device_push();
}

struct tinyol_outcome tinyol_step(int32_t label)
{
	threshold = threshold_now();
	struct outcome o;
	device_step(label, &o);
	return (struct tinyol_outcome){
		.score = o.score,
		.predicted = o.class,
		.updated = (o.flags & FLAG_UPDATED) != 0,
		.grown = (o.flags & FLAG_GROWN) != 0,
		.full = (o.flags & FLAG_FULL) != 0,
	};
}

float tinyol_threshold(void) { return threshold; }

/* Numbers from -2 up to 2, multiples of 2^-14, which are exact in float32. The
 * generator is that of Numerical Recipes (Press et al. 1992, section 7.1). */
static float test_value(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return (float)(int16_t)(*state >> 16) * 0x1p-14f;
}

static int same_bits(float a, uint32_t bits)
{
	union { float f; uint32_t u; } v = {.f = a};
	return v.u == bits;
}

uint32_t tinyol_self_test(void)
{
	uint32_t state = 1, steps = 0, differ = 0;
	while (steps < MODEL_TEST_STEPS) {
		float row[MODEL_CHANNELS];
		for (uint32_t c = 0; c < MODEL_CHANNELS; c++)
			row[c] = test_value(&state);
		if (!tinyol_push(row))
			continue;
		int32_t label = MODEL_SUPERVISED ? (int32_t)(steps % 2) : MODEL_NORMAL;
		differ += !same_bits(tinyol_step(label).score, model_test_scores[steps]);
		steps++;
	}
	tinyol_begin();
	return differ;
}
