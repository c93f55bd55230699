/* tinyol.Policy and tinyol.Device.decide. */
#include "policy.h"

#include <stddef.h>

static int allows(const struct device *d, int32_t label, float score, float threshold)
{
	const struct image *image = d->image;
	if (image->limit > 0 && d->updates >= image->limit)
		return 0;
	if (image->mode == MODE_SUPERVISED) /* equation 8 needs a label whatever the gate */
		return label >= 0 && (image->gate != GATE_BELOW || score <= threshold);
	switch (image->gate) {
	case GATE_LABELLED:
		return label == image->normal;
	case GATE_BELOW:
		return score <= threshold;
	}
	return 1;
}

int policy_decide(struct device *d, int32_t label, float score)
{
	const struct image *image = d->image;
	if (label == MIXED)
		return 0;
	if (d->threshold == NULL)
		return allows(d, label, score, image->threshold);

	float threshold = *d->threshold;
	/* A quantile by stochastic approximation; NaN counts as above. Indexed, for a
	 * branch would let the time depend on the score. */
	if (image->gate != GATE_LABELLED || label == image->normal)
		*d->threshold = threshold + image->move[score <= threshold];
	return allows(d, label, score, threshold);
}
