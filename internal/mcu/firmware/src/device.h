/* The device program: what tinyol.Device is on the host. Vectors point into
 * the arena, constants into the image. */
#ifndef DEVICE_H
#define DEVICE_H

#include <stdint.h>

#include "image.h"

struct ring {
	uint32_t next;   /* row that is written next */
	uint32_t filled; /* rows since the last reset, at most the window */
	uint32_t wait;   /* rows until the next window is due, once filled */
};

/* Labels from `first` on, so many. */
struct labels {
	int32_t first;
	uint32_t count;
};

struct device {
	const struct image *image; /* NULL before the first good INIT */
	uint32_t width;            /* values kept of each row */
	uint32_t base;             /* layers that run from flash */
	struct ring ring;

	float *rows;              /* [window][width], the ring */
	float *window;            /* the same in order of time */
	float *scratch;           /* [window], spectrum */
	float *input;             /* [features] x */
	float *activations;       /* of the base layers, one after the other */
	const float *embedding;   /* z, in activations */
	float *weights;           /* of the online layer, [in][out] or [n][classes] */
	int32_t *labels;          /* of each neuron, in order of growth */
	float *statistics;        /* count, mean [n], m2 [n] */
	float *seen, *scaled;     /* [n] x', x'' */
	float *output, *gradient; /* [out] */
	float *threshold;         /* running, NULL where it is fixed */

	const float *mean, *axis, *low, *factor, *hann, *twiddles; /* of the front end */

	uint32_t inputs;  /* of the online layer */
	uint32_t neurons; /* there are */
	uint32_t room;    /* there is room for: the stride of the weights */
	uint32_t updates; /* steps that changed the weights */
	struct labels learned, followed; /* of windows that may be learned from, that move the threshold */
};

struct outcome {
	float score;   /* reconstruction error, equation 1 */
	int32_t class; /* predicted label or NO_LABEL */
	uint32_t flags;
};

/* Lays a checked image out in the arena and begins anew. */
void device_init(struct device *d, const struct image *image, void *arena);

/* Takes a row [channels] into the window; whether a step is due. */
int device_push(struct device *d, const float *row);

/* One pass of Algorithm 1 over the current window. */
struct outcome device_step(struct device *d, int32_t label);

/* Empties the window. */
void device_reset(struct device *d);

#endif
