/* Uses as much stack as it is told to, in several ways, above a table that it
 * may not touch. DEPTH is the depth of the recursion. */
#include <stdint.h>

#define NOINLINE __attribute__((noinline, noclone))
#define EXIT(reason) do { register int r0 __asm__("r0") = 0x18; register int r1 __asm__("r1") = (reason); \
	__asm__ volatile("bkpt 0xab" :: "r"(r0), "r"(r1) : "memory"); } while (0)

extern uint32_t __stack;
volatile uint8_t first[64];
volatile uint8_t table[256];

NOINLINE static int frame(int n) {
	volatile uint8_t room[200];
	room[n] = 1;
	return room[n];
}

NOINLINE static int variable(int n) {
	volatile uint8_t room[n];
	room[n - 1] = 1;
	return room[n - 1] + frame(1);
}

NOINLINE static int recurse(int n) {
	int v = n == 0 ? variable(100) : recurse(n - 1);
	__asm__ volatile("" ::: "memory");
	return v + n;
}

void reset(void) {
	for (unsigned i = 0; i < sizeof table; i++) table[i] = 0x5A;
	first[0] = recurse(DEPTH);
	for (unsigned i = 0; i < sizeof table; i++)
		if (table[i] != 0x5A) EXIT(0);
	EXIT(0x20026);
	for (;;) {}
}

__attribute__((section(".vectors"), used)) void *const vectors[16] = {&__stack, reset};
