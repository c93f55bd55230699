/* All that the program asks of the machine it runs on. hw_replay.c is the
 * simulator's replay port; a board implements the same few calls over a serial
 * port or with its own sensor. */
#ifndef HW_H
#define HW_H

#include <stdint.h>

#include "image.h"

enum command { COMMAND_INIT = 1, COMMAND_ROW, COMMAND_STEP, COMMAND_RESET };

/* FLAG_SHUT: drift detectors let the window teach nothing. From FLAG_DRIFT on there is a bit for each drift detector that fired. */
enum { FLAG_UPDATED = 1, FLAG_GROWN = 2, FLAG_FULL = 4, FLAG_SHUT = 8, FLAG_DRIFT = 16 };

/* The model image, 4-aligned, and the bytes from there to the end of flash. */
const struct image *hw_image(void);
uint32_t hw_image_room(void);

/* Memory for the arena, 4-aligned. */
void *hw_arena(void);
uint32_t hw_arena_bytes(void);

/* Waits for the next command; the argument of STEP is the label. */
uint32_t hw_command(int32_t *argument);

/* Where the channels of the current row lie, always the same place. */
const float *hw_row(void);

/* Cycles from here on belong to the phase. */
void hw_phase(enum phase phase);

/* What a step found; comes before the status. */
void hw_report(float score, int32_t class, uint32_t flags);

/* Ends the current command. */
void hw_status(uint32_t status, uint32_t detail);

#endif
