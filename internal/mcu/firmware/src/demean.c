/* stream.demean: the sum runs in order of time from zero. */
#include "kernels.h"

KERNEL void demean(float *to, uint32_t to_stride, const float *from, uint32_t from_stride, uint32_t rows, uint32_t channels)
{
	for (uint32_t c = 0; c < channels; c++) {
		const float *source = from + c;
		float sum = 0.0f;
		for (uint32_t t = 0; t < rows; t++, source += from_stride)
			sum = sum + *source;
		float mean = sum / (float)rows;
		source = from + c;
		float *sink = to + c;
		for (uint32_t t = 0; t < rows; t++, source += from_stride, sink += to_stride)
			*sink = *source - mean;
	}
}
