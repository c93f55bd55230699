/* stream.logMagnitude: log(sqrt(p)) = log(p)/2. */
#include "kernels.h"
#include "log.h"

#define LEAST_POWER 1e-12f

KERNEL void log_magnitude(float *to, const float *spectrum, uint32_t n)
{
	for (uint32_t k = 1; k < n; k++) {
		float re = spectrum[2 * k], im = spectrum[2 * k + 1];
		float power = re * re + im * im;
		to[k - 1] = 0.5f * f32_log(power + LEAST_POWER);
	}
	float nyquist = spectrum[1];
	to[n - 1] = 0.5f * f32_log(nyquist * nyquist + LEAST_POWER);
}
