/* Vector table and start-up for newlib with semihosting (rdimon). */
#include <stdint.h>
extern void _start(void);
extern uint32_t __stack;

static void fault(void) {
	for (;;) __asm__ volatile("udf 0");
}

__attribute__((naked)) void reset(void) {
	__asm__ volatile(
#ifdef __ARM_FP
		"ldr r0, =0xE000ED88\n ldr r1, =0xF00000\n str r1, [r0]\n dsb\n isb\n"
#endif
		"ldr r0, =_start\n bx r0\n .ltorg\n");
}

__attribute__((section(".vectors"), used)) void *const vectors[16] = {
	&__stack, reset, fault, fault, fault, fault, fault,
};
