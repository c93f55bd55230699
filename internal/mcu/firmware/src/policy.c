/* tinyol.Policy and tinyol.Device.decide. What depends on the window has no
 * branches, so that a decision takes as long whatever it is. */
#include "policy.h"

#include <stddef.h>

#define ANY 0x80000000u /* labels from zero on */

void policy_init(struct device *d)
{
	const struct image *image = d->image;
	const struct labels one = {image->normal, 1}, known = {0, ANY}, all = {NO_LABEL, ANY + 1};
	/* Equation 8 needs a label whatever the gate. */
	d->learned = image->mode == MODE_SUPERVISED ? known : image->gate == GATE_LABELLED ? one : all;
	d->followed = image->gate == GATE_LABELLED ? one : all;
}

static uint32_t among(int32_t label, struct labels labels)
{
	return (uint32_t)label - (uint32_t)labels.first < labels.count;
}

/* A quantile by stochastic approximation. */
static void follow(struct device *d, int32_t label, float threshold, uint32_t below)
{
	float either[] = {threshold, threshold + d->image->move[below]};
	*d->threshold = either[among(label, d->followed)];
}

int policy_decide(struct device *d, int32_t label, float score)
{
	const struct image *image = d->image;
	float threshold = d->threshold ? *d->threshold : image->threshold;
	uint32_t below = score <= threshold; /* not so if NaN */
	if (d->threshold)
		follow(d, label, threshold, below);
	uint32_t open = below | (image->gate != GATE_BELOW);
	uint32_t left = d->updates <= image->limit - 1; /* a limit of 0 is none */
	return (int)(among(label, d->learned) & open & left);
}
