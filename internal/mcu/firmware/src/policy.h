/* tinyol.Policy. */
#ifndef POLICY_H
#define POLICY_H

#include "image.h"

/* Values of a window's label that are none, as in package stream. */
#define NO_LABEL -1
#define MIXED -2

/* Whether a window may be learned from, after so many updates. */
int policy_allows(const struct image *image, int32_t label, float score, uint32_t updates);

#endif
