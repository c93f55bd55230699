/* The checks of a model image. */
#include "image.h"

#include <stddef.h>

/* Far beyond every microcontroller, and small enough that products of two fit
 * 64 bits and every count a float32. */
#define MAX_FEATURES (1u << 20)
#define MAX_CHANNELS 1024u /* a row of the replay port */
#define MAX_WINDOW (1u << 16)
#define FLOAT_BYTES 4u

_Static_assert(offsetof(struct image, layer) == 36 * 4, "the header has 36 words");

static struct verdict good(void) { return (struct verdict){STATUS_OK, 0}; }

static struct verdict bad(uint32_t status, uint32_t detail) { return (struct verdict){status, detail}; }

int image_running(const struct image *image)
{
	return image->mode != MODE_FROZEN && image->move[0] > 0.0f;
}

uint32_t image_ring_width(const struct image *image)
{
	return image->front_end == FRONT_END_RAW ? 1 : image->channels;
}

uint32_t image_online_inputs(const struct image *image)
{
	return image->layer[image->embedding].outputs + 1;
}

/* CRC-32 of IEEE 802.3, reflected, a nibble at a time. */
static uint32_t crc32(const unsigned char *data, uint32_t bytes)
{
	static const uint32_t table[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
		0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
	};
	uint32_t crc = 0xFFFFFFFFu;
	for (uint32_t i = 0; i < bytes; i++) {
		crc ^= data[i];
		crc = crc >> 4 ^ table[crc & 15];
		crc = crc >> 4 ^ table[crc & 15];
	}
	return ~crc;
}

static struct verdict check_header(const struct image *image, uint32_t room)
{
	if (room < sizeof *image || image->magic != IMAGE_MAGIC)
		return bad(STATUS_BAD_MAGIC, 0);
	if (image->version != IMAGE_VERSION)
		return bad(STATUS_BAD_VERSION, image->version);
	if (image->bytes < sizeof *image || image->bytes > room || image->bytes % 4)
		return bad(STATUS_BAD_SIZE, image->bytes);
	uint32_t behind = offsetof(struct image, mode);
	uint32_t checksum = crc32((const unsigned char *)image + behind, image->bytes - behind);
	if (checksum != image->checksum)
		return bad(STATUS_BAD_CHECKSUM, checksum);
	return good();
}

/* Features of the front end, 0 where its window is not possible. */
static uint64_t features(const struct image *image)
{
	uint64_t values = (uint64_t)image->window * image->channels;
	switch (image->front_end) {
	case FRONT_END_RAW:
		return image->window;
	case FRONT_END_DEMEAN:
		return values;
	}
	if (image->window < 4 || (image->window & (image->window - 1)))
		return 0;
	return values / 2;
}

static struct verdict check_front_end(const struct image *image)
{
	if (image->front_end > FRONT_END_SPECTRUM)
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(front_end));
	if (image->channels < 1 || image->channels > MAX_CHANNELS)
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(channels));
	if (image->window < 1 || image->window > MAX_WINDOW)
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(window));
	if (image->stride < 1)
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(stride));
	if (image->features < 1 || image->features > MAX_FEATURES || image->features != features(image))
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(features));
	return good();
}

/* Whether `values` floats from `offset` on lie behind the layer table and
 * inside the image. */
static int holds(const struct image *image, uint32_t offset, uint64_t values)
{
	uint64_t table = sizeof *image + (uint64_t)image->layers * sizeof(struct image_layer);
	return offset % 4 == 0 && offset >= table && offset + FLOAT_BYTES * values <= image->bytes;
}

static struct verdict check_layers(const struct image *image)
{
	if (image->layers < 1 || image->layers > (image->bytes - sizeof *image) / sizeof(struct image_layer))
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(layers));
	if (image->embedding >= image->layers)
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(embedding));
	uint32_t width = image->features;
	for (uint32_t l = 0; l < image->layers; l++) {
		const struct image_layer *layer = &image->layer[l];
		uint32_t word = IMAGE_WORD(layer) + l * (sizeof *layer / 4);
		if (layer->inputs != width)
			return bad(STATUS_BAD_DIMENSION, word);
		if (layer->outputs < 1 || layer->outputs > MAX_FEATURES)
			return bad(STATUS_BAD_DIMENSION, word + 1);
		if (layer->activation > ACTIVATION_TANH)
			return bad(STATUS_BAD_DIMENSION, word + 2);
		if (!holds(image, layer->weights, ((uint64_t)layer->inputs + 1) * layer->outputs))
			return bad(STATUS_BAD_OFFSET, word + 3);
		width = layer->outputs;
	}
	if (width != image->features)
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(layer) + (image->layers - 1) * 4 + 1);
	return good();
}

static struct verdict check_learning(const struct image *image)
{
	if (image->mode > MODE_SUPERVISED)
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(mode));
	if (image->gate > GATE_BELOW)
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(gate));
	if (image->loss > LOSS_CROSS_ENTROPY)
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(loss));
	if (image->mode != MODE_FROZEN && !(image->learning_rate > 0.0f))
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(learning_rate));
	if (!(image->move[0] >= 0.0f))
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(move));
	if (!(image->move[1] <= 0.0f))
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(move) + 1);
	if (image->mode == MODE_UNSUPERVISED) {
		/* Equations 3 to 5 need a sigmoid. */
		if (image->loss > LOSS_PAPER_EQ5)
			return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(loss));
		if (image->layer[image->layers - 1].activation != ACTIVATION_SIGMOID)
			return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(layer) + (image->layers - 1) * 4 + 2);
	}
	if (image->mode == MODE_SUPERVISED && (image->classes < 2 || image->classes > MAX_FEATURES))
		return bad(STATUS_BAD_DIMENSION, IMAGE_WORD(classes));
	return good();
}

static struct verdict check_constants(const struct image *image)
{
	uint64_t values = 0;
	switch (image->front_end) {
	case FRONT_END_RAW: /* mean, axis, low, scale */
		values = 2 * (uint64_t)image->channels + 2;
		break;
	case FRONT_END_DEMEAN: /* low, scale */
		values = 2 * (uint64_t)image->channels;
		break;
	case FRONT_END_SPECTRUM: /* low, scale, hann, twiddles */
		values = 2 * (uint64_t)image->features + 2 * (uint64_t)image->window;
		break;
	}
	if (!holds(image, image->constants, values))
		return bad(STATUS_BAD_OFFSET, IMAGE_WORD(constants));
	return good();
}

/* Number of 32-bit words in a region of the arena. */
static uint64_t region_values(const struct image *image, enum region region)
{
	const struct image_layer *last = &image->layer[image->layers - 1];
	uint64_t n = image_online_inputs(image), sum = 0;
	int unsupervised = image->mode == MODE_UNSUPERVISED, supervised = image->mode == MODE_SUPERVISED;
	switch (region) {
	case REGION_INPUT_RING:
	case REGION_WINDOW:
		return (uint64_t)image->window * image_ring_width(image);
	case REGION_SCRATCH:
		return image->front_end == FRONT_END_SPECTRUM ? image->window : 0;
	case REGION_FEATURES:
		return image->features;
	case REGION_ACTIVATIONS:
		for (uint32_t l = 0; l < image->layers; l++)
			sum += image->layer[l].outputs;
		return unsupervised ? sum - last->outputs : sum;
	case REGION_ONLINE_LAYER:
		return unsupervised ? ((uint64_t)last->inputs + 1) * last->outputs : supervised ? n * image->classes : 0;
	case REGION_CLASS_TABLE:
		return supervised ? image->classes : 0;
	case REGION_STATISTICS:
		return supervised ? 2 * n + 1 : 0;
	case REGION_STANDARDISED:
		return supervised ? 2 * n : 0;
	case REGION_ONLINE_OUTPUT:
	case REGION_GRADIENT:
		return unsupervised ? last->outputs : supervised ? image->classes : 0;
	case REGION_THRESHOLD:
		return image_running(image);
	case REGION_COUNT:
		break;
	}
	return 0;
}

/* Phases in which a region holds something, a bit each from the front end on:
 * front end, base, normalise, predict, update. Regions without a common bit may
 * share their bytes. */
static const uint8_t live[REGION_COUNT] = {
	[REGION_INPUT_RING] = 0x1F,
	[REGION_WINDOW] = 0x01,
	[REGION_SCRATCH] = 0x01,
	[REGION_FEATURES] = 0x1F,
	[REGION_ACTIVATIONS] = 0x1E,
	[REGION_ONLINE_LAYER] = 0x1F,
	[REGION_CLASS_TABLE] = 0x1F,
	[REGION_STATISTICS] = 0x1F,
	[REGION_STANDARDISED] = 0x1C,
	[REGION_ONLINE_OUTPUT] = 0x18,
	[REGION_GRADIENT] = 0x10,
	[REGION_THRESHOLD] = 0x1F,
};

static int overlap(const struct image *image, enum region a, enum region b)
{
	uint64_t a_bytes = FLOAT_BYTES * region_values(image, a), b_bytes = FLOAT_BYTES * region_values(image, b);
	return (live[a] & live[b]) && image->arena[a] < image->arena[b] + b_bytes && image->arena[b] < image->arena[a] + a_bytes;
}

static struct verdict check_arena(const struct image *image, uint32_t arena)
{
	if (image->arena_bytes > arena)
		return bad(STATUS_ARENA_TOO_SMALL, image->arena_bytes - arena);
	for (uint32_t r = 0; r < REGION_COUNT; r++) {
		uint64_t bytes = FLOAT_BYTES * region_values(image, r);
		if (bytes == 0)
			continue;
		if (image->arena[r] % 4 || image->arena[r] + bytes > image->arena_bytes)
			return bad(STATUS_BAD_OFFSET, IMAGE_WORD(arena) + r);
		for (uint32_t other = 0; other < r; other++)
			if (region_values(image, other) && overlap(image, r, other))
				return bad(STATUS_BAD_OFFSET, IMAGE_WORD(arena) + r);
	}
	return good();
}

struct verdict image_check(const struct image *image, uint32_t room, uint32_t arena)
{
	struct verdict v = check_header(image, room);
	if (v.status == STATUS_OK)
		v = check_front_end(image);
	if (v.status == STATUS_OK)
		v = check_layers(image);
	if (v.status == STATUS_OK)
		v = check_learning(image);
	if (v.status == STATUS_OK)
		v = check_constants(image);
	if (v.status == STATUS_OK)
		v = check_arena(image, arena);
	return v;
}
