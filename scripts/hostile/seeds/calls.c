/* A program with debug information that calls, loops and ends in a fault, as a
 * seed for broken files: symbols, line tables, inlined calls and call frames are
 * all read for it. For V in 4 and 5, and for 5 again with -gz as calls-z.elf:
 *
 *   arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -Os -gdwarf-V -ffile-prefix-map=$PWD=. -nostdlib -ffreestanding \
 *       -Wl,--build-id=none,-z,max-page-size=4,--section-start=.vectors=0,-Ttext=8,-Tbss=0x20000000,-estart \
 *       calls.c -o calls-V.elf
 */
void start(void);

__attribute__((section(".vectors"), used)) const void *const vectors[] = {(void *)0x20001000, start};

static volatile unsigned table[64];

static inline unsigned mix(unsigned a) { return a * 2654435761u ^ table[a & 63]; }

__attribute__((noinline)) unsigned leaf(unsigned n) {
	if (n > 40)
		__builtin_trap();
	return table[n] = mix(n) + 1;
}

__attribute__((noinline)) unsigned deeper(unsigned n) {
	unsigned sum = 0;
	for (unsigned i = 0; i < n; i++)
		sum += leaf(i + n);
	return sum ^ leaf(n);
}

__attribute__((used)) void start(void) {
	for (unsigned n = 1;; n++)
		table[0] = deeper(n) + mix(n);
}
