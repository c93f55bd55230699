/* Four loops of a few hundred million instructions: DENSE, CRC, SORT, COPY. */
#include <stdint.h>

static void done(void) {
	register uint32_t r0 __asm__("r0") = 0x18;
	register uint32_t r1 __asm__("r1") = 0x20026;
	__asm__ volatile("bkpt 0xab" ::"r"(r0), "r"(r1));
	for (;;) {}
}

static uint32_t seed = 1;
static uint32_t next(void) { return seed = seed * 1664525u + 1013904223u; }

volatile uint32_t sink;

#if defined DENSE
static float w[64 * 64], x[64], y[64];
static void work(void) {
	for (int i = 0; i < 64 * 64; i++) w[i] = (float)(int)(next() >> 16) * 1e-5f - 0.3f;
	for (int i = 0; i < 64; i++) x[i] = (float)i * 0.01f;
	for (int r = 0; r < 10000; r++) {
		for (int o = 0; o < 64; o++) {
			float sum = y[o] * 0.001f;
			for (int i = 0; i < 64; i++) sum += w[o * 64 + i] * x[i];
			y[o] = sum;
		}
	}
	sink = (uint32_t)y[3];
}
#elif defined CRC
static uint8_t data[4096];
static void work(void) {
	for (int i = 0; i < 4096; i++) data[i] = (uint8_t)(next() >> 24);
	uint32_t c = ~0u;
	for (int r = 0; r < 1500; r++)
		for (int i = 0; i < 4096; i++) {
			c ^= data[i];
			for (int k = 0; k < 8; k++) c = c >> 1 ^ (0xEDB88320u & -(c & 1));
		}
	sink = c;
}
#elif defined SORT
static int32_t a[1024];
static void work(void) {
	for (int r = 0; r < 600; r++) {
		for (int i = 0; i < 1024; i++) a[i] = (int32_t)next();
		for (int gap = 364; gap; gap /= 3)
			for (int i = gap; i < 1024; i++) {
				int32_t v = a[i];
				int j = i;
				for (; j >= gap && a[j - gap] > v; j -= gap) a[j] = a[j - gap];
				a[j] = v;
			}
		for (int i = 1; i < 200; i++) {
			int32_t v = a[1023 - i];
			int j = i;
			for (; j > 0 && a[j - 1] > v; j--) a[j] = a[j - 1];
			a[j] = v;
		}
	}
	sink = (uint32_t)a[5];
}
#else
static uint32_t from[2048], to[2048];
static void work(void) {
	for (int i = 0; i < 2048; i++) from[i] = next();
	for (int r = 0; r < 15000; r++) {
		const uint32_t *s = from;
		uint32_t *d = to;
		for (int i = 0; i < 2048; i += 4) {
			d[0] = s[0], d[1] = s[1], d[2] = s[2], d[3] = s[3];
			d += 4, s += 4;
			__asm__ volatile("" ::: "memory");
		}
		from[r & 2047] ^= to[5];
	}
	sink = to[7];
}
#endif

void reset(void) {
	*(volatile uint32_t *)0xE000ED88 |= 15u << 20;
	__asm__ volatile("dsb\n isb");
	work();
	done();
}

__attribute__((section(".vectors"), used)) void *const vectors[2] = {(void *)0x20100000, reset};
