/* Calls of different kinds that end in an undefined instruction: with and
 * without a frame on the stack, through a pointer, with arguments on the stack,
 * with a frame of variable size, in a handler. */
#include <stdint.h>

#define NOINLINE __attribute__((noinline, noclone))
#define AFTER(x) ({ int r_ = (x); __asm__ volatile("" ::: "memory"); r_; })

extern uint32_t __stack;
static volatile int sink;

NOINLINE static int leaf(int x) {
	__asm__ volatile("udf 1");
	return x + 1;
}

NOINLINE static int many(int a, int b, int c, int d, int e, int f, int g) {
	volatile int room[12];
	room[3] = a + b + c + d + e + f + g;
	return AFTER(leaf(room[3])) + room[3];
}

static int (*volatile pointer)(int);

NOINLINE static int through(int x) {
	return AFTER(many(x, 1, 2, 3, 4, 5, 6)) * 3;
}

NOINLINE static int variable(int n) {
	volatile char room[n];
	room[n - 1] = 7;
	return AFTER(pointer(n)) + room[n - 1];
}

NOINLINE static int recursive(int n) {
	return n == 0 ? AFTER(variable(33)) : AFTER(recursive(n - 1)) + n;
}

#ifdef HANDLER
void handler(void) {
	sink = AFTER(recursive(2));
}

NOINLINE static int thread(float x) {
	volatile float kept = x * 2.0f;
	__asm__ volatile("svc 0");
	return kept + x;
}
#else
#define handler 0
#define thread(x) recursive(2)
#endif

#ifdef TABLES /* nothing is thrown here, so nobody calls the routines behind the tables */
void __aeabi_unwind_cpp_pr0(void) {}
void __aeabi_unwind_cpp_pr1(void) {}
#endif

int main(void) {
	pointer = through;
	sink = AFTER(thread(3));
	for (;;) {}
}

void reset(void) {
#ifdef __ARM_FP
	*(volatile uint32_t *)0xE000ED88 = 0xF << 20;
	__asm__ volatile("dsb\n isb");
#endif
	AFTER(main());
	__asm__ volatile("bkpt 1");
}

__attribute__((section(".vectors"), used)) void *const vectors[16] = {
	&__stack, reset, 0, 0, 0, 0, 0, 0, 0, 0, 0, handler,
};
