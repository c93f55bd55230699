/* The device program as the sketch sees it. The firmware's own headers are C:
 * they use names that C++ reserves. */
#ifndef TINYOL_H
#define TINYOL_H

#include <stdint.h>

#include "model.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Labels beside 0, 1, 2, ... that a step takes. */
#define TINYOL_NO_LABEL (-1)
#define TINYOL_NOT_LEARNING (-2) /* of a window that must not teach */

struct tinyol_outcome {
	float score;       /* reconstruction error, equation 1 of the paper */
	int32_t predicted; /* class, TINYOL_NO_LABEL where there is none yet */
	uint8_t updated;   /* the weights have changed */
	uint8_t grown;     /* the label was new and has a neuron now */
	uint8_t full;      /* the label was new and there is no room for it */
};

/* Checks the model image and begins as it was flashed, all learning forgotten.
 * Returns 0, or the status of image.h that says what is wrong. */
uint32_t tinyol_begin(void);

/* Runs MODEL_TEST_STEPS steps on rows made for the purpose and returns how many
 * scores differ from those of the computer that exported the project; then
 * begins anew. */
uint32_t tinyol_self_test(void);

/* Takes a row [MODEL_CHANNELS]; returns whether a step is due. */
int tinyol_push(const float *row);

/* One pass of Algorithm 1 over the window that is due. */
struct tinyol_outcome tinyol_step(int32_t label);

/* The score of the last step is an anomaly above it. */
float tinyol_threshold(void);

#ifdef __cplusplus
}
#endif

#endif
