/* Where everything lies, and the window. */
#include "device.h"

#include <stddef.h>

#include "hw.h"
#include "kernels.h"
#include "policy.h"

/* Regions that the program does not have are never touched. */
static void *place(const struct image *image, void *arena, enum region region)
{
	uint32_t offset = image->arena[region];
	return offset < image->arena_bytes ? (unsigned char *)arena + offset : NULL;
}

static void place_regions(struct device *d, void *arena)
{
	const struct image *image = d->image;
	d->rows = place(image, arena, REGION_INPUT_RING);
	d->window = place(image, arena, REGION_WINDOW);
	d->scratch = place(image, arena, REGION_SCRATCH);
	d->input = place(image, arena, REGION_FEATURES);
	d->activations = place(image, arena, REGION_ACTIVATIONS);
	d->weights = place(image, arena, REGION_ONLINE_LAYER);
	d->labels = place(image, arena, REGION_CLASS_TABLE);
	d->statistics = place(image, arena, REGION_STATISTICS);
	d->seen = place(image, arena, REGION_STANDARDISED);
	d->output = place(image, arena, REGION_ONLINE_OUTPUT);
	d->gradient = place(image, arena, REGION_GRADIENT);
	d->threshold = image_running(image) ? place(image, arena, REGION_THRESHOLD) : NULL;
}

/* The tables are in the order of stream.FrontEnd.Tables. */
static void place_constants(struct device *d)
{
	const struct image *image = d->image;
	const float *next = (const float *)((const unsigned char *)image + image->constants);
	uint32_t bounds = image->front_end == FRONT_END_SPECTRUM ? image->features : d->width;
	if (image->front_end == FRONT_END_RAW) {
		d->mean = next;
		d->axis = d->mean + image->channels;
		next = d->axis + image->channels;
	}
	d->low = next;
	d->factor = d->low + bounds;
	d->hann = d->factor + bounds;
	d->twiddles = d->hann + image->window;
}

static void place_online(struct device *d)
{
	const struct image *image = d->image;
	const struct image_layer *last = &image->layer[image->layers - 1];
	if (image->mode == MODE_UNSUPERVISED) {
		d->base--;
		d->inputs = last->inputs;
		d->neurons = d->room = last->outputs;
		const float *trained = (const float *)((const unsigned char *)image + last->weights);
		store(d->weights, trained, (last->inputs + 1) * last->outputs);
		return;
	}
	d->inputs = image_online_inputs(image);
	d->neurons = 0;
	d->room = image->classes;
	d->scaled = d->seen + d->inputs;
	d->embedding = d->activations;
	for (uint32_t l = 0; l < image->embedding; l++)
		d->embedding += image->layer[l].outputs;
}

void device_init(struct device *d, const struct image *image, void *arena)
{
	uint32_t *words = arena;
	for (uint32_t i = 0; i < image->arena_bytes / 4; i++)
		words[i] = 0;
	d->image = image;
	d->width = image_ring_width(image);
	d->base = image->layers;
	d->updates = 0;
	place_regions(d, arena);
	place_constants(d);
	place_online(d);
	policy_init(d);
	if (d->threshold)
		*d->threshold = image->threshold;
	device_reset(d);
}

void device_reset(struct device *d) { d->ring = (struct ring){0, 0, 0}; }

/* Takes the slot as written; whether a window is due: at the first full one,
 * and every stride rows after it. */
static int advance(struct ring *ring, uint32_t rows, uint32_t stride)
{
	if (++ring->next == rows)
		ring->next = 0;
	if (ring->filled < rows) {
		if (++ring->filled < rows)
			return 0;
	} else if (--ring->wait > 0) {
		return 0;
	}
	ring->wait = stride;
	return 1;
}

int device_push(struct device *d, const float *row)
{
	const struct image *image = d->image;
	hw_phase(PHASE_INGEST);
	float *slot = d->rows + d->ring.next * d->width;
	if (image->front_end == FRONT_END_RAW)
		*slot = project(row, d->mean, d->axis, image->channels);
	else
		store(slot, row, image->channels);
	int due = advance(&d->ring, image->window, image->stride);
	hw_phase(PHASE_IDLE);
	return due;
}
