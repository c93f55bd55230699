/* tinyol.Policy. */
#ifndef POLICY_H
#define POLICY_H

#include "device.h"

/* Values of a window's label that are none, as in package stream. */
#define NO_LABEL -1
#define MIXED -2

/* Whether a window may be learned from, by the threshold in force; only then a
 * running threshold moves. */
int policy_decide(int32_t label, float score);

#endif
