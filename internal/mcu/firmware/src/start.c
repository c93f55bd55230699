/* From reset to main, and what exceptions do: nothing, the program has none. */
#include <stdint.h>

int main(void);
void reset(void);

/* From the linker script. */
extern uint32_t stack_top[];
extern uint32_t data_start[], data_end[], bss_end[];
extern const uint32_t data_load[];

#define CPACR (*(volatile uint32_t *)0xE000ED88)
#define FPU_FULL_ACCESS (0xFu << 20) /* coprocessors 10 and 11 */

static void trap(void)
{
	for (;;)
		;
}

void reset(void)
{
#if defined(__ARM_FP)
	CPACR |= FPU_FULL_ACCESS;
	__asm__ volatile("dsb\n\tisb" ::: "memory");
#endif
	const uint32_t *from = data_load;
	uint32_t *to = data_start;
	while (to < data_end)
		*to++ = *from++;
	while (to < bss_end)
		*to++ = 0;
	main();
	trap();
}

union vector {
	uint32_t *stack;
	void (*handler)(void);
};

__attribute__((section(".vectors"), used)) static const union vector vectors[16] = {
	[0] = {.stack = stack_top},
	[1] = {.handler = reset},
	[2 ... 15] = {.handler = trap},
};
