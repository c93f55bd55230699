/* tinyol.Policy.allows. */
#include "policy.h"

int policy_allows(const struct image *image, int32_t label, float score, uint32_t updates)
{
	if (image->mode == MODE_FROZEN || label == MIXED)
		return 0;
	if (image->limit > 0 && updates >= image->limit)
		return 0;
	if (image->mode == MODE_SUPERVISED) /* equation 8 needs a label whatever the gate */
		return label >= 0 && (image->gate != GATE_BELOW || score <= image->threshold);
	switch (image->gate) {
	case GATE_LABELLED:
		return label == image->normal;
	case GATE_BELOW:
		return score <= image->threshold;
	}
	return 1;
}
