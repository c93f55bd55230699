/* The hardware layer over semihosting, for QEMU, which has no replay port: words
 * from the file "commands" and into the file "results", in the folder where QEMU
 * runs.
 *
 * The commands begin with the bytes of the arena and those there are for the
 * model image. Each is two words, command and argument; ROW has the number of
 * channels there and their values behind it. Each is answered by six words:
 * status, detail, score, class, flags, and of INIT and STEP the CRC-32 of the
 * arena. */
#include <stdint.h>

#include "../src/hw.h"

/* Arm semihosting, version 2.0. */
enum { SYS_OPEN = 1, SYS_WRITE = 5, SYS_READ = 6, SYS_EXIT = 0x18 };
enum { MODE_RB = 1, MODE_WB = 5 };
#define STOPPED_APPLICATION_EXIT 0x20026
#define STOPPED_RUNTIME_ERROR 0x20023

#define ROW_CHANNELS 1024
#define BUFFER_WORDS 1536 /* whole answers */

extern const struct image model_image;
extern unsigned char arena_start[];

static struct {
	uintptr_t file;
	uint32_t next, end; /* words of the buffer */
	uint32_t words[BUFFER_WORDS];
} commands, results;

float sensor_row[ROW_CHANNELS];
static uint32_t arena_bytes, image_room, command;
static struct {
	uint32_t status, detail;
	float score;
	int32_t class;
	uint32_t flags, checksum;
} answer;

static uintptr_t semihosting(uintptr_t operation, const void *parameters)
{
	register uintptr_t r0 __asm__("r0") = operation;
	register const void *r1 __asm__("r1") = parameters;
	__asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
	return r0;
}

static void leave(uintptr_t reason)
{
	semihosting(SYS_EXIT, (const void *)reason);
	for (;;)
		;
}

static uintptr_t file(const char *name, uintptr_t length, uintptr_t mode)
{
	uintptr_t parameters[3] = {(uintptr_t)name, mode, length};
	uintptr_t handle = semihosting(SYS_OPEN, parameters);
	if (handle == (uintptr_t)-1)
		leave(STOPPED_RUNTIME_ERROR);
	return handle;
}

static void flush(void)
{
	uintptr_t parameters[3] = {results.file, (uintptr_t)results.words, results.end * sizeof(uint32_t)};
	if (results.end && semihosting(SYS_WRITE, parameters) != 0) /* bytes that were not written */
		leave(STOPPED_RUNTIME_ERROR);
	results.end = 0;
}

static void put(uint32_t word)
{
	if (results.end == BUFFER_WORDS)
		flush();
	results.words[results.end++] = word;
}

/* The next word; the end of the commands ends the program. */
static uint32_t take(void)
{
	if (commands.next == commands.end) {
		uintptr_t parameters[3] = {commands.file, (uintptr_t)commands.words, sizeof commands.words};
		uintptr_t missing = semihosting(SYS_READ, parameters);
		commands.next = 0;
		commands.end = (sizeof commands.words - missing) / sizeof(uint32_t);
		if (commands.end == 0) {
			flush();
			leave(STOPPED_APPLICATION_EXIT);
		}
	}
	return commands.words[commands.next++];
}

static uint32_t crc32(const unsigned char *data, uint32_t bytes)
{
	uint32_t crc = 0xFFFFFFFFu;
	for (uint32_t i = 0; i < bytes; i++) {
		crc ^= data[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (0xEDB88320u & (0u - (crc & 1)));
	}
	return ~crc;
}

const struct image *hw_image(void) { return &model_image; }

uint32_t hw_image_room(void) { return image_room; }

void *hw_arena(void) { return arena_start; }

uint32_t hw_arena_bytes(void) { return arena_bytes; }

static void take_row(uint32_t channels)
{
	if (channels > ROW_CHANNELS)
		leave(STOPPED_RUNTIME_ERROR);
	for (uint32_t c = 0; c < channels; c++)
		((uint32_t *)sensor_row)[c] = take();
}

uint32_t hw_command(int32_t *argument)
{
	command = take();
	*argument = (int32_t)take();
	if (command == COMMAND_ROW)
		take_row((uint32_t)*argument);
	return command;
}

const float *hw_row(void) { return sensor_row; }

void hw_phase(enum phase phase) { (void)phase; }

void hw_report(float score, int32_t class, uint32_t flags)
{
	answer.score = score;
	answer.class = class;
	answer.flags = flags;
}

void hw_status(uint32_t status, uint32_t detail)
{
	if (commands.file == 0) { /* ready */
		commands.file = file("commands", 8, MODE_RB);
		results.file = file("results", 7, MODE_WB);
		arena_bytes = take();
		image_room = take();
		return;
	}
	answer.status = status;
	answer.detail = detail;
	answer.checksum = 0;
	if (command == COMMAND_INIT || command == COMMAND_STEP)
		answer.checksum = crc32(arena_start, arena_bytes);
	for (uint32_t i = 0; i < sizeof answer / sizeof(uint32_t); i++)
		put(((const uint32_t *)&answer)[i]);
}
