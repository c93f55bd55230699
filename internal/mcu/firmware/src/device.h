/* The device program: what tinyol.Device is on the host. What it computes is in
 * the image's lists of operations; the window, the policy and the growth of a
 * layer are here. */
#ifndef DEVICE_H
#define DEVICE_H

#include <stdint.h>

#include "cards.h"
#include "image.h"

/* Labels from `first` on, so many. */
struct labels {
	int32_t first;
	uint32_t count;
};

/* The operation that every row goes through. Its words lie in RAM, as data from
 * flash may have to wait. */
struct row {
	call run;
	uint32_t words[ROW_WORDS];
};

struct device {
	const struct image *image; /* NULL before the first good INIT */
	uint32_t width, ring;      /* values of a row, and of all */
	uint32_t window, stride;   /* rows */
	uint32_t filled;           /* rows since the last reset, at most the window */
	uint32_t wait;             /* rows until the next window is due, once filled */
	uint32_t updates;          /* steps that changed the weights */
	struct labels learned, followed; /* of windows that may be learned from, that move the threshold */
	struct row row;
};

extern struct device device;

struct outcome {
	float score;   /* reconstruction error, equation 1 */
	int32_t class; /* predicted label or NO_LABEL */
	uint32_t flags;
};

/* Begins anew with a checked image. */
void device_init(const struct image *image);

/* Takes the row of hw_row into the window; whether a step is due. */
int device_push(void);

/* One pass of Algorithm 1 over the current window. */
void device_step(int32_t label, struct outcome *o);

/* Empties the window. */
void device_reset(void);

/* Carries out a list that is not empty. */
static inline __attribute__((always_inline)) void run(uint32_t first, uint32_t behind)
{
	const struct link *next = at(first), *end = at(behind);
	do {
		call_at(next->run)(at(next->arguments));
	} while (++next != end);
}

static inline int empty(const struct list_of *list) { return list->first == list->behind; }

#endif
