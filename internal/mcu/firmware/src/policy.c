/* tinyol.Policy and tinyol.Device.decide. What depends on the window has no
 * branches, so that a decision takes as long whatever it is. */
#include "policy.h"

static uint32_t among(int32_t label, struct labels labels)
{
	return (uint32_t)label - (uint32_t)labels.first < labels.count;
}

/* A quantile by stochastic approximation. */
static void follow(const struct image *image, int32_t label, float threshold, uint32_t below)
{
	const float *move = &image->rise;
	float either[] = {threshold, threshold + move[below]};
	*(float *)at(image->moving) = either[among(label, device.followed)];
}

int policy_decide(int32_t label, float score)
{
	const struct image *image = device.image;
	float threshold = image->moving ? *(const float *)at(image->moving) : image->threshold;
	uint32_t below = score <= threshold; /* not so if NaN */
	if (image->moving)
		follow(image, label, threshold, below);
	uint32_t left = device.updates <= image->limit - 1; /* a limit of 0 is none */
	return (int)(among(label, device.learned) & (below | image->open) & left);
}
