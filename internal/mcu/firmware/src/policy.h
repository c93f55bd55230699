/* tinyol.Policy. */
#ifndef POLICY_H
#define POLICY_H

#include "device.h"

/* Values of a window's label that are none, as in package stream. */
#define NO_LABEL -1
#define MIXED -2

/* Derives from the image which labels teach and which move the threshold. */
void policy_init(struct device *d);

/* Whether a window may be learned from, by the threshold in force; only then a
 * running threshold moves. */
int policy_decide(struct device *d, int32_t label, float score);

#endif
