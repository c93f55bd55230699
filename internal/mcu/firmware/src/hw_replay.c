/* The hardware layer over the simulator's replay port. */
#include "hw.h"

/* Registers, one 32-bit word each. The host takes over at a write of STATUS and
 * the program goes on behind it with the next command. */
struct replay_port {
	uint32_t id;
	uint32_t ram_end;  /* one past the last byte of RAM */
	uint32_t command;
	int32_t argument;
	uint32_t status;
	uint32_t phase;
	uint32_t detail;
	uint32_t flash_end; /* one past the last byte of flash */
	float score;
	int32_t class;
	uint32_t flags;
	uint32_t reserved[1013];
	float row[1024];
};

_Static_assert(__builtin_offsetof(struct replay_port, row) == 0x1000, "rows begin at 0x1000");

#define PORT ((volatile struct replay_port *)0x4F000000)

/* From the linker script. */
extern const struct image model_image;
extern unsigned char arena_start[];
extern const float sensor_row[];

const struct image *hw_image(void) { return &model_image; }

/* Bytes from `begin` to `end`, none where the memory ends before it begins. */
static uint32_t room(const void *begin, uint32_t end)
{
	return end > (uint32_t)begin ? end - (uint32_t)begin : 0;
}

uint32_t hw_image_room(void) { return room(&model_image, PORT->flash_end); }

void *hw_arena(void) { return arena_start; }

uint32_t hw_arena_bytes(void) { return room(arena_start, PORT->ram_end); }

uint32_t hw_command(int32_t *argument)
{
	*argument = PORT->argument;
	return PORT->command;
}

/* The row does not change while a command runs. */
const float *hw_row(void) { return sensor_row; }

void hw_phase(enum phase phase) { PORT->phase = phase; }

void hw_report(float score, int32_t class, uint32_t flags)
{
	PORT->score = score;
	PORT->class = class;
	PORT->flags = flags;
}

void hw_status(uint32_t status, uint32_t detail)
{
	PORT->detail = detail;
	PORT->status = status;
}
