/* The kernels, under the names that tinyol.Program.Ops and kernels.yaml use.
 * Everything is float32, matrices are in rows without padding, and every sum
 * has the order that its Go counterpart states. Where nothing else is said,
 * pointers of one call do not overlap. On a core with an FPU a kernel's time
 * depends on its dimensions and never on the values; without one, libgcc's
 * float routines take what the operands ask for. */
#ifndef KERNELS_H
#define KERNELS_H

#include <stdint.h>

/* Every kernel stays a function of its own: a profile names it, and its cycles
 * are measured alone. */
#define KERNEL __attribute__((noinline))

/* ingest */

/* Sum over n channels of axis[i] * (row[i] - mean[i]), from zero. */
float project(const float *row, const float *mean, const float *axis, uint32_t n);

/* Copies a row of n values. */
void store(float *to, const float *row, uint32_t n);

/* front end */

/* Copies the ring of n values to the window so that its value number `oldest`
 * comes first. */
void window(float *to, const float *ring, uint32_t oldest, uint32_t n);

/* Subtracts from each of the channels its mean over the rows. Source
 * [rows][from_stride], destination [rows][to_stride]. */
void demean(float *to, uint32_t to_stride, const float *from, uint32_t from_stride, uint32_t rows, uint32_t channels);

/* x[i] = x[i] * table[i], the window function. */
void hann(float *x, const float *table, uint32_t n);

/* Transforms n real values in place, n a power of two from 4; twiddles [n] and
 * the packed result are those of stream.realFFT. */
void rfft(float *x, const float *twiddles, uint32_t n);

/* Half the logarithm of the power of bins 1 to n of a packed spectrum [2n]; n is
 * even. */
void log_magnitude(float *to, const float *spectrum, uint32_t n);

/* x[i] = (x[i] - low) * factor, with bounds repeated every `bounds` values, a
 * divisor of n. */
void scale(float *x, const float *low, const float *factor, uint32_t n, uint32_t bounds);

/* base network and online layer */

/* y[o] = bias[o] + x[0]*w[0][o] + x[1]*w[1][o] + ..., for o below outputs; the
 * rows of the weights are `stride` apart. bias NULL is all zero. */
void dense(float *y, const float *x, const float *weights, const float *bias,
           uint32_t inputs, uint32_t outputs, uint32_t stride);

/* Activations, in place. In C the name tanh is the library's. */
void relu(float *x, uint32_t n);
void sigmoid(float *x, uint32_t n);
void hyperbolic_tangent(float *x, uint32_t n) __asm__("tanh");

/* (1/n) * sum of (y[i] - x[i])^2, equation 1. */
float mse(const float *y, const float *x, uint32_t n);

/* normalise */

/* Takes x into the statistics: count, mean [n], m2 [n]. */
void welford(float *statistics, const float *x, uint32_t n);

/* to[i] = (x[i] - mean[i]) / sqrt(m2[i] / count + 1e-12). */
void standardise(float *to, const float *x, const float *statistics, uint32_t n);

/* predict */

/* Softmax in place, equation 6. n is at least 1. */
void softmax(float *z, uint32_t n);

/* Index of the largest value, the first of equals. n is at least 1. */
uint32_t argmax(const float *y, uint32_t n);

/* update: gradients scaled by the learning rate, for output y and target t */

void gradient_mse(float *gradient, const float *y, const float *t, uint32_t n, float rate);
void gradient_bce(float *gradient, const float *y, const float *t, uint32_t n, float rate);
void gradient_paper_eq5(float *gradient, const float *y, const float *t, uint32_t n, float rate);
void gradient_cross_entropy(float *gradient, const float *y, uint32_t n, uint32_t class, float rate);

/* w[i][o] = w[i][o] - gradient[o] * x[i], rows `stride` apart. */
void outer_update(float *weights, const float *x, const float *gradient,
                  uint32_t inputs, uint32_t outputs, uint32_t stride);

/* bias[o] = bias[o] - gradient[o]. */
void bias_update(float *bias, const float *gradient, uint32_t outputs);

#endif
