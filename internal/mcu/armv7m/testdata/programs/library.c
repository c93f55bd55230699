/* What compilers and newlib make of C: printf of integers and doubles, qsort,
 * strtod, 64-bit and double arithmetic, float loops, recursion, switches. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_value(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static uint32_t crc(const uint8_t *p, int n) {
	uint32_t c = ~0u;
	while (n--) {
		c ^= *p++;
		for (int k = 0; k < 8; k++) c = c >> 1 ^ (0xEDB88320u & -(c & 1));
	}
	return ~c;
}

static int ackermann(int m, int n) {
	return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

static const char *name(int v) {
	switch (v) {
	case 0: return "zero";
	case 1: return "one";
	case 2: return "two";
	case 3: return "three";
	case 4: return "four";
	case 5: return "five";
	}
	return "many";
}

int main(void) {
	double list[] = {3.25, -1e300, 0.1, 1e-310, 42, -0.0, 7e7};
	qsort(list, sizeof list / sizeof *list, sizeof *list, by_value);
	for (unsigned i = 0; i < sizeof list / sizeof *list; i++) printf("%g ", list[i]);
	printf("\n%.17g %a\n", strtod("2.718281828459045235360287", 0), strtod("0x1.8p-3", 0));
	int64_t a = 0x123456789ABCDEF, b = -987654321;
	uint64_t u = 0xFEDCBA9876543210u;
	printf("%lld %lld %llu %llu\n", (long long)(a / b), (long long)(a % b), (unsigned long long)(u / 12345), (unsigned long long)(u * 7));
	printf("%d %d %lu\n", (int)(a >> 40), (int)b / 7, (unsigned long)u % 1000);
	float sum = 0, product = 1;
	for (int i = 1; i < 200; i++) {
		sum += 1.0f / (float)i;
		product *= 1.0f + 0.01f * (float)(i % 7);
	}
	printf("%.9g %.9g %d %u\n", sum, product, (int)(sum * -1000), (unsigned)(product * 3));
	double d = 1;
	for (int i = 1; i < 30; i++) d = d * 1.7 - 1 / (d + i);
	printf("%.15g\n", d);
	char text[64];
	memset(text, 'x', sizeof text);
	strcpy(text + 3, "moved by an odd distance");
	memmove(text + 1, text, 40);
	printf("%.40s %08lx %d\n", text, (unsigned long)crc((const uint8_t *)text, sizeof text), ackermann(2, 3));
	for (int i = 0; i < 8; i++) printf("%s ", name(i));
	char *heap = malloc(100);
	snprintf(heap, 100, "%5.2f|%-8s|%+d|%x", 3.14159, "left", 5, 0xBEEF);
	puts(heap);
	free(heap);
	return 0;
}
