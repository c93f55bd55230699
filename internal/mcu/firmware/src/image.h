/* The model image in flash: little endian 32-bit words, written by the host
 * from a tinyol.Program. Nothing in it is trusted before image_check. */
#ifndef IMAGE_H
#define IMAGE_H

#include <stdint.h>

#define IMAGE_MAGIC 0x4C4F5954u /* "TYOL" */
#define IMAGE_VERSION 2u
#define IMAGE_ABSENT 0xFFFFFFFFu /* arena offset of a region that there is not */

enum mode { MODE_FROZEN, MODE_UNSUPERVISED, MODE_SUPERVISED };
enum front_end { FRONT_END_RAW, FRONT_END_DEMEAN, FRONT_END_SPECTRUM };
enum activation { ACTIVATION_LINEAR, ACTIVATION_RELU, ACTIVATION_SIGMOID, ACTIVATION_TANH };
enum loss { LOSS_MSE, LOSS_BCE, LOSS_PAPER_EQ5, LOSS_CROSS_ENTROPY };
enum gate { GATE_ALWAYS, GATE_LABELLED, GATE_BELOW };

/* Regions of the arena, in the order of the header. */
enum region {
	REGION_INPUT_RING,     /* [window][ring width] */
	REGION_WINDOW,         /* the same, in order of time */
	REGION_SCRATCH,        /* [window], spectrum only */
	REGION_FEATURES,       /* [features] x */
	REGION_ACTIVATIONS,    /* outputs of the layers in flash, one after the other */
	REGION_ONLINE_LAYER,   /* [in][out] weights, then [out] biases; supervised: [in][classes] */
	REGION_CLASS_TABLE,    /* [classes] labels */
	REGION_STATISTICS,     /* count, mean [n], m2 [n] */
	REGION_STANDARDISED,   /* x' [n], then x'' [n] */
	REGION_ONLINE_OUTPUT,  /* [out] y' */
	REGION_GRADIENT,       /* [out] rate * delta */
	REGION_THRESHOLD,      /* [1], running only */
	REGION_COUNT
};

struct image_layer {
	uint32_t inputs, outputs;
	uint32_t activation;
	uint32_t weights; /* offset in the image: [inputs][outputs], then biases [outputs] */
};

struct image {
	uint32_t magic, version;
	uint32_t bytes;    /* of the whole image */
	uint32_t checksum; /* CRC-32 of everything behind it */
	uint32_t mode, front_end;
	uint32_t channels, window, stride, features;
	uint32_t layers, embedding; /* number of layers, index of the embedding's */
	uint32_t loss, gate;
	uint32_t limit; /* updates after which learning stops; 0: never */
	float threshold;
	int32_t normal;
	float learning_rate;
	uint32_t classes; /* neurons there is room for */
	uint32_t arena_bytes;
	uint32_t arena[REGION_COUNT]; /* offsets */
	uint32_t constants;           /* offset in the image of the front end's */
	float move[2]; /* of a running threshold, by a score above it and one that is not; 0: fixed */
	uint32_t reserved;
	struct image_layer layer[];
};

/* What a command is answered with; the host has the same list. */
enum status {
	STATUS_OK = 0,
	STATUS_DUE = 1, /* the row completes a window */
	STATUS_BAD_MAGIC = 0x101,
	STATUS_BAD_VERSION = 0x102,    /* detail: the version */
	STATUS_BAD_SIZE = 0x103,       /* detail: the size in the header */
	STATUS_BAD_CHECKSUM = 0x104,   /* detail: the checksum as computed */
	STATUS_BAD_DIMENSION = 0x105,  /* detail: the header's word, or the layer table's */
	STATUS_BAD_OFFSET = 0x106,     /* detail: the same */
	STATUS_ARENA_TOO_SMALL = 0x107, /* detail: the missing bytes */
	STATUS_UNKNOWN_COMMAND = 0x108, /* detail: the command */
	STATUS_NOT_INITIALISED = 0x109
};

/* Word of the image's header or layer table, for a status' detail. */
#define IMAGE_WORD(field) (__builtin_offsetof(struct image, field) / 4)

struct verdict {
	uint32_t status, detail;
};

/* Whether the threshold moves. */
int image_running(const struct image *image);

/* Values that the front end keeps of each row. */
uint32_t image_ring_width(const struct image *image);

/* Values in z and the reconstruction error together: what the online layer
 * sees in supervised mode. */
uint32_t image_online_inputs(const struct image *image);

/* Checks an image in `room` bytes of flash for an arena of `arena` bytes: with
 * STATUS_OK every access of the program stays inside both. */
struct verdict image_check(const struct image *image, uint32_t room, uint32_t arena);

#endif
