/* Written by go generate from internal/plan. */
/* The model image in flash: little endian 32-bit words, written by the host.
 * Nothing in it is trusted before image_check. */
#ifndef IMAGE_H
#define IMAGE_H

#include <stdint.h>

#define IMAGE_MAGIC 0x4C4F5954u /* "TYOL" */
#define IMAGE_VERSION 5u
#define MAX_DIMENSION 0x100000u

/* Parts of the work between two marks of the cycle counter. */
enum phase { PHASE_INGEST, PHASE_FRONT_END, PHASE_BASE, PHASE_NORMALISE, PHASE_PREDICT, PHASE_UPDATE, PHASE_IDLE };

/* Lists of operations: those of the phases, and three more. */
enum list { LIST_INGEST, LIST_FRONT_END, LIST_BASE, LIST_NORMALISE, LIST_PREDICT, LIST_UPDATE, LIST_START, LIST_GROWTH, LIST_RESET, LIST_COUNT };

/* An operation: the addresses of its arguments and of the call. */
struct link {
	uint32_t arguments, run;
};

/* The addresses of the first link and of the word behind the last. */
struct list_of {
	uint32_t first, behind;
};

struct image {
	uint32_t magic;
	uint32_t version;
	uint32_t bytes; /* of the whole image */
	uint32_t checksum; /* CRC-32 of everything behind the words of checksums but the links */
	uint32_t links_checksum; /* CRC-32 of the links; 0 where a linker made them */
	uint32_t links_end; /* offset behind the links, which begin with `here`; tables follow */
	uint32_t channels; /* of a row */
	uint32_t window; /* rows */
	uint32_t stride; /* rows */
	uint32_t width; /* values that the ring keeps of a row */
	uint32_t ring; /* values of the ring */
	uint32_t room; /* neurons that a layer which grows has room for, else 0 */
	uint32_t limit; /* updates after which learning stops; 0: never */
	float threshold; /* where it is fixed */
	float rise; /* of a running threshold, by a score above it; 0: fixed */
	float fall; /* the same for scores at or below it, not above 0 */
	int32_t learned_first; /* labels from here on, so many, may be learned from */
	uint32_t learned_count;
	int32_t followed_first; /* labels that move the threshold */
	uint32_t followed_count;
	uint32_t open; /* 1: scores above the threshold teach as well */
	uint32_t gated; /* 1: only windows teach that come so soon after a drift detector has fired */
	uint32_t arena_bytes;
	uint32_t here; /* address of the image */
	uint32_t arena; /* address of the RAM that the program may use */
	uint32_t score; /* address of the float that is reported */
	uint32_t decider; /* address of the score that decides */
	uint32_t labels; /* address of the class table [room], 0 without one */
	uint32_t moving; /* address of the running threshold, 0 where it is fixed */
	uint32_t alarm; /* address of two words, 0 without drift detectors: a bit for each that fired, and windows for which the gate stays open */
	struct list_of list[LIST_COUNT];
};

_Static_assert(sizeof(struct image) == 48 * 4, "the header's words");

/* What a command is answered with. */
enum status {
	STATUS_OK = 0x0,
	STATUS_DUE = 0x1, /* detail: the row completes a window */
	STATUS_BAD_MAGIC = 0x101,
	STATUS_BAD_VERSION = 0x102, /* detail: the version */
	STATUS_BAD_SIZE = 0x103, /* detail: the size in the header */
	STATUS_BAD_CHECKSUM = 0x104, /* detail: the checksum as computed */
	STATUS_BAD_DIMENSION = 0x105, /* detail: the image's word */
	STATUS_BAD_OFFSET = 0x106, /* detail: the same */
	STATUS_ARENA_TOO_SMALL = 0x107, /* detail: the missing bytes */
	STATUS_UNKNOWN_COMMAND = 0x108, /* detail: the command */
	STATUS_NOT_INITIALISED = 0x109,
	STATUS_UNKNOWN_CALL = 0x10a, /* detail: the image's word */
};

struct verdict {
	uint32_t status, detail;
};

/* Checks an image in `room` bytes of flash for an arena of `arena_bytes` bytes: with
 * STATUS_OK every access of the program stays inside both. */
struct verdict image_check(const struct image *image, uint32_t room, const void *arena, uint32_t arena_bytes);

#endif
