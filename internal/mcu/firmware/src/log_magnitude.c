/* stream.logMagnitude: log(sqrt(p)) = log(p)/2. */
#include "kernels.h"
#include "log.h"

#define LEAST_POWER 1e-12f

static inline float magnitude(float re, float im)
{
	float power = re * re + im * im;
	return 0.5f * f32_log(power + LEAST_POWER);
}

/* Two bins at a time, so that one computes while the other waits: n is even.
 * The last has no imaginary part and lies where bin 0 has its own. */
KERNEL void log_magnitude(float *restrict to, const float *restrict spectrum, uint32_t n)
{
	const float nyquist[2] = {spectrum[1], 0.0f};
	for (uint32_t pairs = n / 2; pairs > 0; pairs--, to += 2) {
		spectrum += 4;
		const float *second = pairs > 1 ? spectrum : nyquist;
		float a = magnitude(spectrum[-2], spectrum[-1]), b = magnitude(second[0], second[1]);
		to[0] = a;
		to[1] = b;
	}
}
