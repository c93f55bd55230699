/* The checks of a model image: its header, then operation by operation what the
 * cards of the kernels say of their arguments. */
#include "cards.h"
#include "hw.h"

#include <stddef.h>

#define MAX_CHANNELS 1024u /* a row of the replay port */
#define MAX_WINDOW (1u << 16)
#define FLOAT_BYTES 4u

#define WORD(field) (offsetof(struct image, field) / 4)

static struct verdict good(void) { return (struct verdict){STATUS_OK, 0}; }

static struct verdict bad(uint32_t status, uint32_t detail) { return (struct verdict){status, detail}; }

/* CRC-32 of IEEE 802.3, reflected, a nibble at a time. */
static uint32_t crc32(uint32_t crc, const void *from, uint32_t bytes)
{
	static const uint32_t table[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
		0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
	};
	const unsigned char *data = from;
	crc = ~crc;
	for (uint32_t i = 0; i < bytes; i++) {
		crc ^= data[i];
		crc = crc >> 4 ^ table[crc & 15];
		crc = crc >> 4 ^ table[crc & 15];
	}
	return ~crc;
}

static uint32_t crc_between(uint32_t crc, const struct image *image, uint32_t from, uint32_t to)
{
	return crc32(crc, (const unsigned char *)image + from, to - from);
}

static struct verdict check_bytes(const struct image *image, uint32_t room)
{
	uint32_t links = offsetof(struct image, here);
	if (room < sizeof *image || image->magic != IMAGE_MAGIC)
		return bad(STATUS_BAD_MAGIC, 0);
	if (image->version != IMAGE_VERSION)
		return bad(STATUS_BAD_VERSION, image->version);
	if (image->bytes < sizeof *image || image->bytes > room || image->bytes % 4)
		return bad(STATUS_BAD_SIZE, image->bytes);
	if (image->links_end < sizeof *image || image->links_end > image->bytes || image->links_end % 4)
		return bad(STATUS_BAD_OFFSET, WORD(links_end));
	uint32_t checksum = crc_between(0, image, offsetof(struct image, links_end), links);
	checksum = crc_between(checksum, image, image->links_end, image->bytes);
	if (checksum != image->checksum)
		return bad(STATUS_BAD_CHECKSUM, checksum);
	checksum = crc_between(0, image, links, image->links_end);
	if (image->links_checksum && checksum != image->links_checksum)
		return bad(STATUS_BAD_CHECKSUM, checksum);
	return good();
}

/* Where an image and what it may touch lie. */
struct place {
	const struct image *image;
	uint32_t here, arena; /* addresses */
};

/* Whether bytes from an address on lie inside. */
static int inside(uint32_t address, uint64_t bytes, uint32_t begin, uint32_t end)
{
	return address % 4 == 0 && address >= begin && address - begin <= end - begin && bytes <= end - address;
}

static int in_arena(const struct place *p, uint32_t address, uint64_t values)
{
	return inside(address, FLOAT_BYTES * values, p->arena, p->arena + p->image->arena_bytes);
}

static int in_tables(const struct place *p, uint32_t address, uint64_t values)
{
	return inside(address, FLOAT_BYTES * values, p->here + p->image->links_end, p->here + p->image->bytes);
}

static int empty_list(const struct image *image, enum list list)
{
	return image->list[list].first == image->list[list].behind;
}

static struct verdict check_dimensions(const struct image *image)
{
	if (image->channels < 1 || image->channels > MAX_CHANNELS)
		return bad(STATUS_BAD_DIMENSION, WORD(channels));
	if (image->window < 1 || image->window > MAX_WINDOW)
		return bad(STATUS_BAD_DIMENSION, WORD(window));
	if (image->stride < 1)
		return bad(STATUS_BAD_DIMENSION, WORD(stride));
	if (image->width < 1 || image->width > image->channels)
		return bad(STATUS_BAD_DIMENSION, WORD(width));
	if (image->ring > MAX_DIMENSION || image->ring != image->window * image->width)
		return bad(STATUS_BAD_DIMENSION, WORD(ring));
	if (image->room > MAX_DIMENSION)
		return bad(STATUS_BAD_DIMENSION, WORD(room));
	if (image->open > 1)
		return bad(STATUS_BAD_DIMENSION, WORD(open));
	if (image->gated > (image->alarm != 0))
		return bad(STATUS_BAD_DIMENSION, WORD(gated));
	if (!(image->rise >= 0.0f) || (image->moving == 0) != (image->rise == 0.0f))
		return bad(STATUS_BAD_DIMENSION, WORD(rise));
	if (image->learned_count && empty_list(image, LIST_UPDATE))
		return bad(STATUS_BAD_DIMENSION, WORD(learned_count));
	if (!(image->fall <= 0.0f))
		return bad(STATUS_BAD_DIMENSION, WORD(fall));
	return good();
}

static struct verdict check_addresses(const struct place *p, uint32_t arena_bytes)
{
	const struct image *image = p->image;
	if (image->here != p->here)
		return bad(STATUS_BAD_OFFSET, WORD(here));
	if (image->arena != p->arena)
		return bad(STATUS_BAD_OFFSET, WORD(arena));
	if (image->arena_bytes % 4)
		return bad(STATUS_BAD_DIMENSION, WORD(arena_bytes));
	if (image->arena_bytes > arena_bytes)
		return bad(STATUS_ARENA_TOO_SMALL, image->arena_bytes - arena_bytes);
	if (!in_arena(p, image->score, 1))
		return bad(STATUS_BAD_OFFSET, WORD(score));
	if (!in_arena(p, image->decider, 1))
		return bad(STATUS_BAD_OFFSET, WORD(decider));
	if (image->room && !in_arena(p, image->labels, image->room))
		return bad(STATUS_BAD_OFFSET, WORD(labels));
	if (image->moving && !in_arena(p, image->moving, 1))
		return bad(STATUS_BAD_OFFSET, WORD(moving));
	if (image->alarm && !in_arena(p, image->alarm, 2))
		return bad(STATUS_BAD_OFFSET, WORD(alarm));
	return good();
}

static uint32_t named(const uint32_t *words, uint32_t word) { return word == ONE ? 1 : words[word]; }

/* Of dimensions that have been checked. */
static uint64_t values(const struct parameter *p, const uint32_t *words)
{
	uint64_t rows = (uint64_t)(named(words, p->rows) - 1) * named(words, p->stride);
	return rows + (uint64_t)(p->times * named(words, p->columns)) * named(words, p->by) + p->plus;
}

static int dimension_holds(const struct image *image, const struct parameter *p, const uint32_t *words, uint32_t n)
{
	uint32_t other = named(words, p->other);
	if (n > MAX_DIMENSION || n < p->least)
		return 0;
	if (p->live == LIVE_PLACE)
		return n == image->ring;
	if (p->live != LIVE_FIXED && n != image->room)
		return 0;
	switch (p->rule) {
	case RULE_POWER_OF_TWO:
		return (n & (n - 1)) == 0;
	case RULE_EVEN:
		return n % 2 == 0;
	case RULE_NOT_BELOW:
		return n >= other;
	case RULE_DIVIDING:
		return n && other % n == 0;
	case RULE_WHOLE_RING:
		return n == image->ring;
	case RULE_TRIANGLE:
		return n == (uint64_t)other * (other + 1) / 2;
	}
	return 1;
}

static int writes(uint32_t kind)
{
	return kind == KIND_WRITE || kind == KIND_UPDATE || kind == KIND_SLOT;
}

static int vector_holds(const struct place *p, const struct parameter *q, const uint32_t *words, uint32_t address)
{
	uint64_t n = values(q, words);
	if (q->kind == KIND_ROW)
		return n <= p->image->channels && address == address_of(hw_row());
	if (q->kind == KIND_SLOT)
		return n <= p->image->width && in_arena(p, address, p->image->ring);
	if (writes(q->kind))
		return in_arena(p, address, n);
	return (q->optional && address == 0) || in_arena(p, address, n) || in_tables(p, address, n);
}

/* Whether a vector that the call writes lies apart from its others. */
static int apart(const struct card *card, const uint32_t *words, uint32_t number, uint32_t word)
{
	const struct parameter *q = &parameters[card->first], *mine = &q[number];
	uint64_t begin = words[word], end = begin + FLOAT_BYTES * values(mine, words);
	for (uint32_t i = 0, at_word = 0; i < card->count; i++) {
		if (q[i].kind == KIND_WINNER)
			continue;
		uint32_t other = at_word++;
		if (i == number || q[i].kind == KIND_DIMENSION || q[i].kind == KIND_CONSTANT)
			continue;
		if (begin < words[other] + FLOAT_BYTES * values(&q[i], words) && words[other] < end)
			return 0;
	}
	return 1;
}

static const struct card *card_of(uint32_t address)
{
	for (uint32_t k = 0; k < CALL_COUNT; k++)
		if (address_of_call(cards[k].run, k) == address)
			return &cards[k];
	return NULL;
}

/* Words of a call's arguments. */
static uint32_t words_of(const struct card *card)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < card->count; i++)
		n += parameters[card->first + i].kind != KIND_WINNER;
	return n;
}

/* Dimensions first: the sizes of vectors are made of them. */
static struct verdict check_call(const struct place *p, const struct card *card, uint32_t arguments)
{
	const struct parameter *q = &parameters[card->first];
	const uint32_t *words = at(arguments);
	uint32_t first = (arguments - p->here) / 4;
	for (uint32_t i = 0, word = 0; i < card->count; i++) {
		if (q[i].kind == KIND_WINNER)
			continue;
		if (q[i].kind == KIND_DIMENSION && !dimension_holds(p->image, &q[i], words, words[word]))
			return bad(STATUS_BAD_DIMENSION, first + word);
		word++;
	}
	for (uint32_t i = 0, word = 0; i < card->count; i++) {
		if (q[i].kind == KIND_WINNER)
			continue;
		if (q[i].kind != KIND_DIMENSION && q[i].kind != KIND_CONSTANT) {
			if (!vector_holds(p, &q[i], words, words[word]))
				return bad(STATUS_BAD_OFFSET, first + word);
			if (writes(q[i].kind) && q[i].kind != KIND_SLOT && !apart(card, words, i, word))
				return bad(STATUS_BAD_OFFSET, first + word);
		}
		word++;
	}
	return good();
}

static struct verdict check_link(const struct place *p, uint32_t address)
{
	const struct link *link = at(address);
	uint32_t word = (address - p->here) / 4, end = p->here + p->image->links_end;
	const struct card *card = card_of(link->run);
	if (card == NULL)
		return bad(STATUS_UNKNOWN_CALL, word + 1);
	if (!inside(link->arguments, FLOAT_BYTES * words_of(card), p->here + sizeof *p->image, end))
		return bad(STATUS_BAD_OFFSET, word);
	return check_call(p, card, link->arguments);
}

static struct verdict check_list(const struct place *p, uint32_t number)
{
	const struct list_of *list = &p->image->list[number];
	uint32_t word = WORD(list) + 2 * number;
	uint32_t begin = p->here + sizeof *p->image, end = p->here + p->image->links_end;
	if (!inside(list->first, 0, begin, end))
		return bad(STATUS_BAD_OFFSET, word);
	if (number == LIST_INGEST && list->behind != list->first + sizeof(struct link))
		return bad(STATUS_BAD_OFFSET, word + 1);
	if (list->behind < list->first || (list->behind - list->first) % sizeof(struct link) || list->behind > end)
		return bad(STATUS_BAD_OFFSET, word + 1);
	struct verdict v = good();
	for (uint32_t link = list->first; link != list->behind && v.status == STATUS_OK; link += sizeof(struct link))
		v = check_link(p, link);
	return v;
}

struct verdict image_check(const struct image *image, uint32_t room, const void *arena, uint32_t arena_bytes)
{
	const struct place place = {image, address_of(image), address_of(arena)};
	struct verdict v = check_bytes(image, room);
	if (v.status == STATUS_OK)
		v = check_dimensions(image);
	if (v.status == STATUS_OK)
		v = check_addresses(&place, arena_bytes);
	for (uint32_t l = 0; l < LIST_COUNT && v.status == STATUS_OK; l++)
		v = check_list(&place, l);
	return v;
}
