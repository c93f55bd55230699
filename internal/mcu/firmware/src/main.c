/* The main loop: one command after the other. */
#include <stddef.h>

#include "device.h"
#include "hw.h"

static void initialise(void)
{
	const struct image *image = hw_image();
	struct verdict v = image_check(image, hw_image_room(), hw_arena(), hw_arena_bytes());
	if (v.status == STATUS_OK)
		device_init(image);
	else
		device.image = NULL;
	hw_status(v.status, v.detail);
}

static void step(int32_t label)
{
	struct outcome o;
	device_step(label, &o);
	hw_report(o.score, o.class, o.flags);
	hw_status(STATUS_OK, 0);
}

static void obey(uint32_t command, int32_t argument)
{
	if (command == COMMAND_INIT) {
		initialise();
		return;
	}
	if (command < COMMAND_INIT || command > COMMAND_RESET) {
		hw_status(STATUS_UNKNOWN_COMMAND, command);
		return;
	}
	if (device.image == NULL) {
		hw_status(STATUS_NOT_INITIALISED, 0);
		return;
	}
	switch (command) {
	case COMMAND_ROW:
		hw_status(device_push() ? STATUS_DUE : STATUS_OK, 0);
		return;
	case COMMAND_STEP:
		step(argument);
		return;
	}
	device_reset();
	hw_status(STATUS_OK, 0);
}

int main(void)
{
	hw_status(STATUS_OK, 0); /* ready */
	for (;;) {
		int32_t argument;
		uint32_t command = hw_command(&argument);
		obey(command, argument);
	}
}
