/* The hardware layer for a test on the host: words on standard input and
 * output, in the machine's byte order. Memory is allocated to the byte, so that
 * an address sanitizer sees every access outside. Beside the firmware's
 * commands there are three of the test's own:
 *
 *   IMAGE  n, arena bytes, then n bytes (padded to words): replaces both memories
 *   STATE  answers with the arena
 *   CALL   n, then n floats: the math functions, see compute()
 *
 * Addresses in the image are those of a machine that has the image, the arena and
 * the calls where the definitions below say.
 *
 * A command is two words, command and argument; ROW is followed by its count of
 * channels and as many words. Each of the firmware's commands is answered by six
 * words: status, detail, score, class, flags and the sequence of phase marks, a
 * hexadecimal digit each. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../src/cards.h"
#include "../src/exp.h"
#include "../src/hw.h"
#include "../src/log.h"
#include "../src/sigmoid.h"
#include "../src/sqrt.h"
#include "../src/tanh.h"

enum { COMMAND_IMAGE = 100, COMMAND_STATE, COMMAND_CALL };

#define ROW_CHANNELS 1024
#define IMAGE_ADDRESS 0x00010000u
#define ARENA_ADDRESS 0x20000000u
#define ROW_ADDRESS 0x30000000u
#define FIRST_CALL 0x00001001u

static void *image, *arena;
static uint32_t image_bytes, arena_bytes;
static float *row;
static uint32_t marks;
static struct { float score; int32_t class; uint32_t flags; } last = {0, 0, 0};

static void take(void *to, size_t bytes)
{
	if (bytes && fread(to, 1, bytes, stdin) != bytes)
		exit(0);
}

static void give(const void *from, size_t bytes)
{
	if (bytes)
		fwrite(from, 1, bytes, stdout);
}

static uint32_t word(void)
{
	uint32_t w;
	take(&w, sizeof w);
	return w;
}

/* malloc's alignment and exact size. */
static void *memory(void *old, size_t bytes)
{
	free(old);
	void *new = malloc(bytes);
	if (new == NULL && bytes)
		abort();
	return new;
}

static void load(uint32_t bytes)
{
	uint32_t padding;
	image_bytes = bytes;
	arena_bytes = word();
	image = memory(image, image_bytes);
	arena = memory(arena, arena_bytes);
	row = memory(row, ROW_CHANNELS * sizeof *row);
	take(image, image_bytes);
	take(&padding, (4 - image_bytes % 4) % 4);
}

/* Five results for each float: exp, log, sigmoid, sqrt, tanh. */
static void compute(uint32_t n)
{
	while (n--) {
		float x, y[5];
		take(&x, sizeof x);
		uint32_t bits = f32_bits(x);
		y[0] = bits & SIGN_MASK ? f32_exp_negative(bits) : f32_exp_bracketed(x > 89.0f ? 89.0f : x);
		y[1] = f32_log(x);
		y[2] = f32_sigmoid(x);
		y[3] = f32_sqrt(x);
		y[4] = f32_tanh(x);
		give(y, sizeof y);
	}
}

static void take_row(uint32_t channels)
{
	if (channels > ROW_CHANNELS)
		abort();
	take(row, channels * sizeof *row);
}

void *at(uint32_t address)
{
	if (address >= ROW_ADDRESS)
		return (unsigned char *)row + (address - ROW_ADDRESS);
	if (address >= ARENA_ADDRESS)
		return (unsigned char *)arena + (address - ARENA_ADDRESS);
	return address >= IMAGE_ADDRESS ? (unsigned char *)image + (address - IMAGE_ADDRESS) : NULL;
}

call call_at(uint32_t address) { return cards[(address - FIRST_CALL) / 4].run; }

uint32_t address_of(const void *p) { return p == image ? IMAGE_ADDRESS : p == row ? ROW_ADDRESS : ARENA_ADDRESS; }

uint32_t address_of_call(call c, uint32_t number)
{
	(void)c;
	return FIRST_CALL + 4 * number;
}

const struct image *hw_image(void) { return image; }

uint32_t hw_image_room(void) { return image_bytes; }

void *hw_arena(void) { return arena; }

uint32_t hw_arena_bytes(void) { return arena_bytes; }

uint32_t hw_command(int32_t *argument)
{
	for (;;) {
		fflush(stdout);
		uint32_t command = word();
		uint32_t value = word();
		switch (command) {
		case COMMAND_IMAGE:
			load(value);
			continue;
		case COMMAND_STATE:
			give(arena, arena_bytes);
			continue;
		case COMMAND_CALL:
			compute(value);
			continue;
		case COMMAND_ROW:
			take_row(value);
			break;
		}
		*argument = (int32_t)value;
		marks = 0;
		return command;
	}
}

const float *hw_row(void) { return row; }

void hw_phase(enum phase phase) { marks = marks << 4 | (uint32_t)phase; }

void hw_report(float score, int32_t class, uint32_t flags)
{
	last.score = score;
	last.class = class;
	last.flags = flags;
}

void hw_status(uint32_t status, uint32_t detail)
{
	give(&status, sizeof status);
	give(&detail, sizeof detail);
	give(&last, sizeof last);
	give(&marks, sizeof marks);
}
