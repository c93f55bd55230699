/* What a call works with: words of the image, numbers that change while the
 * device runs, and addresses. */
#ifndef CALLS_H
#define CALLS_H

#include <stdint.h>

#define NONE 0xFFFFFFFFu /* a winner that there is not */

struct live {
	uint32_t neurons; /* of a layer that grows */
	uint32_t place;   /* value of the ring that the next row goes to */
	uint32_t target;  /* neuron of the window's label */
	uint32_t winner;  /* neuron with the largest output */
};

extern struct live live;

/* Carries an operation out. */
typedef void (*call)(const uint32_t *words);

#if defined(__arm__)
/* Words of the image are the addresses themselves. */
static inline void *at(uint32_t address) { return (void *)address; }
static inline call call_at(uint32_t address) { return (call)address; }
static inline uint32_t address_of(const void *p) { return (uint32_t)p; }
static inline uint32_t address_of_call(call c, uint32_t number)
{
	(void)number;
	return (uint32_t)c;
}
#else
/* Where pointers are longer the machine says what its addresses stand for. */
void *at(uint32_t address);
call call_at(uint32_t address);
uint32_t address_of(const void *p);
uint32_t address_of_call(call c, uint32_t number);
#endif

#endif
