/* Runs blocks of instructions in thread mode and writes out the state after
 * each: registers, flags, status, floating point, a piece of memory. A block
 * ends with SVC or a fault. The same image runs on QEMU and on armv7m. */
#include <stdint.h>

#define SCRATCH ((volatile uint32_t *)0x20002000)
#define PROCESS_STACK 0x20001800u
#define SCB_CFSR (*(volatile uint32_t *)0xE000ED28)
#define SCB_SHCSR (*(volatile uint32_t *)0xE000ED24)
#define SCB_CPACR (*(volatile uint32_t *)0xE000ED88)

struct block { /* filled by difftest_test.go */
	uint32_t frame[8]; /* r0-r3 r12 lr pc xpsr */
	uint32_t high[8];  /* r4-r11 */
	uint32_t fpscr;
	uint32_t s[32];
	const struct block *next;
};

struct record {
	uint32_t frame[8], high[8], psp, ipsr, cfsr, fpscr, s[32], scratch[64];
};

struct { uint32_t high[8]; uint32_t s[32]; } saved;
static const struct block *current;
static struct record out[4];
static uint32_t filled;

static uint32_t semihost(uint32_t call, const void *arg) {
	register uint32_t r0 __asm__("r0") = call;
	register const void *r1 __asm__("r1") = arg;
	__asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
	return r0;
}

static void flush(void) {
	static const char name[] = ":tt";
	static uint32_t handle;
	if (!handle) {
		uint32_t open[3] = {(uint32_t)name, 5, 3};
		handle = semihost(1, open);
	}
	uint32_t write[3] = {handle, (uint32_t)out, filled * sizeof out[0]};
	semihost(5, write);
	filled = 0;
}

static void keep(const uint32_t *psp) {
	struct record *r = &out[filled++];
	for (int i = 0; i < 8; i++) r->frame[i] = psp[i], r->high[i] = saved.high[i];
	r->psp = (uint32_t)psp;
	__asm__ volatile("mrs %0, ipsr" : "=r"(r->ipsr));
	r->cfsr = 0, r->fpscr = 0;
#if __ARM_ARCH >= 7
	r->cfsr = SCB_CFSR;
	SCB_CFSR = r->cfsr;
#endif
#ifdef FLOAT
	r->fpscr = psp[24];
#endif
	for (int i = 0; i < 32; i++) r->s[i] = saved.s[i];
	for (int i = 0; i < 64; i++) r->scratch[i] = SCRATCH[i];
	if (filled == sizeof out / sizeof out[0]) flush();
}

void next(const uint32_t *psp) {
	if (!current) {
		current = (const struct block *)0x4000;
	} else {
		keep(psp);
		current = current->next;
	}
	if (!current) {
		if (filled) flush();
		semihost(0x18, (void *)0x20026);
	}
#ifdef FLOAT
	uint32_t *frame = (uint32_t *)(PROCESS_STACK - 104);
	for (int i = 0; i < 16; i++) frame[8 + i] = current->s[i];
	frame[24] = current->fpscr;
#else
	uint32_t *frame = (uint32_t *)(PROCESS_STACK - 32);
#endif
	for (int i = 0; i < 8; i++) frame[i] = current->frame[i], saved.high[i] = current->high[i];
	for (int i = 0; i < 32; i++) saved.s[i] = current->s[i];
	__asm__ volatile("msr psp, %0" ::"r"(frame));
}

__attribute__((naked)) void handler(void) {
	__asm__ volatile(
		".syntax unified\n"
		"ldr r0, =saved\n"
		"stmia r0!, {r4-r7}\n"
		"mov r4, r8\n mov r5, r9\n mov r6, r10\n mov r7, r11\n"
		"stmia r0!, {r4-r7}\n"
#ifdef FLOAT
		"vstmia r0!, {s0-s31}\n"
#endif
		"mrs r0, psp\n"
		"bl next\n"
		"ldr r0, =saved\n"
		"adds r0, #16\n"
		"ldmia r0!, {r4-r7}\n"
		"mov r8, r4\n mov r9, r5\n mov r10, r6\n mov r11, r7\n"
#ifdef FLOAT
		"vldmia r0!, {s0-s31}\n"
#endif
		"ldr r0, =saved\n"
		"ldmia r0!, {r4-r7}\n"
#ifdef FLOAT
		"ldr r0, =0xffffffed\n"
#else
		"ldr r0, =0xfffffffd\n"
#endif
		"bx r0\n"
		".ltorg\n");
}

void reset(void) {
	current = 0, filled = 0;
	for (int i = 0; i < 64; i++) SCRATCH[i] = 0x01020408u * (uint32_t)i;
#if __ARM_ARCH >= 7
	SCB_SHCSR |= 7u << 16;
#endif
#ifdef FLOAT
	SCB_CPACR |= 15u << 20;
#endif
	__asm__ volatile("svc 0");
	for (;;) {}
}

__attribute__((section(".vectors"), used)) void *const vectors[16] = {
	(void *)0x20004000, reset, handler, handler, handler, handler, handler, handler,
	handler, handler, handler, handler, handler, handler, handler, handler,
};
