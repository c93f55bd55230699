/* The beginning, and the window. */
#include "device.h"

#include <stddef.h>

#include "hw.h"

struct device device;
struct live live;

void device_init(const struct image *image)
{
	uint32_t *words = at(image->arena);
	for (uint32_t i = 0; i < image->arena_bytes / 4; i++)
		words[i] = 0;
	device.image = image;
	device.width = image->width;
	device.ring = image->ring;
	device.window = image->window;
	device.stride = image->stride;
	device.updates = 0;
	device.learned = (struct labels){image->learned_first, image->learned_count};
	device.followed = (struct labels){image->followed_first, image->followed_count};
	const struct link *row = at(image->list[LIST_INGEST].first);
	const uint32_t *from = at(row->arguments);
	device.row.run = call_at(row->run);
	for (uint32_t i = 0; i < ROW_WORDS && (const unsigned char *)(from + i) < (const unsigned char *)image + image->bytes; i++)
		device.row.words[i] = from[i];
	live = (struct live){0, 0, 0, NONE};
	if (!empty(&image->list[LIST_START]))
		run(image->list[LIST_START].first, image->list[LIST_START].behind);
	device_reset();
}

void device_reset(void)
{
	live.place = 0;
	device.filled = 0;
}

/* Takes the row's place in the ring as written; whether a window is due: at the
 * first full one, and every stride rows after it. */
static int advance(void)
{
	uint32_t place = live.place + device.width;
	live.place = place == device.ring ? 0 : place;
	if (device.filled < device.window) {
		if (++device.filled < device.window)
			return 0;
	} else if (--device.wait > 0) {
		return 0;
	}
	device.wait = device.stride;
	return 1;
}

int device_push(void)
{
	hw_phase(PHASE_INGEST);
	device.row.run(device.row.words);
	int due = advance();
	hw_phase(PHASE_IDLE);
	return due;
}
