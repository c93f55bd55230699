/* Written by go generate from internal/kernel. */
/* The kernels. Everything is float32, matrices are in rows without padding, and
 * every sum has the order that its Go counterpart states. Where nothing else is
 * said, pointers of one call do not overlap. On a core with an FPU a kernel's time
 * depends on its dimensions and never on the values; without one, libgcc's float
 * routines take what the operands ask for. */
#ifndef KERNELS_H
#define KERNELS_H

#include <stdint.h>

/* Every kernel stays a function of its own: a profile names it, and its cycles
 * are measured alone. */
#define KERNEL __attribute__((noinline))

/* The turn passes to the next of so many slots. */
void advance(float *turn, uint32_t slots);

/* Index of the largest value, the first of equals. */
void argmax(uint32_t *winner, const float *y, uint32_t n);

/* bias[o] = bias[o] - gradient[o]. */
void bias_update(float *bias, const float *gradient, uint32_t outputs);

/* Subtracts from each of the channels its mean over the rows; the sum runs in
 * order of time from zero. Source [rows][from_stride], destination
 * [rows][to_stride]. */
void demean(float *to, uint32_t to_stride, const float *from, uint32_t from_stride, uint32_t rows, uint32_t channels);

/* y[o] = bias[o] + x[0]*w[0][o] + x[1]*w[1][o] + ..., for o below outputs; the
 * rows of the weights are `stride` apart. bias NULL is all zero. */
void dense(float *y, const float *x, const float *weights, const float *bias, uint32_t inputs, uint32_t outputs, uint32_t stride);

/* Exchanges x [n] with the slot whose turn it is; turn is a whole number, not a
 * float. */
void exchange(float *memory, float *x, const float *turn, uint32_t slots, uint32_t n);

/* rate * (y - t). */
void gradient_bce(float *gradient, const float *y, const float *t, uint32_t n, float rate);

/* rate * y, and rate * (y - 1) at the class, equation 8. */
void gradient_cross_entropy(float *gradient, const float *y, uint32_t n, uint32_t class, float rate);

/* rate * ((y - t) * (y * (1 - y))). */
void gradient_mse(float *gradient, const float *y, const float *t, uint32_t n, float rate);

/* rate * ((y - t) * (s(y) * (1 - s(y)))), equation 5 as printed. */
void gradient_paper_eq5(float *gradient, const float *y, const float *t, uint32_t n, float rate);

/* x[i] = x[i] * table[i], the window function. */
void hann(float *x, const float *table, uint32_t n);

/* Half the logarithm of the power of bins 1 to n of a packed spectrum [2n]. */
void log_magnitude(float *to, const float *spectrum, uint32_t n);

/* (1/n) * sum of (y[i] - x[i])^2 in order from zero, equation 1. */
void mse(float *to, const float *y, const float *x, uint32_t n);

/* w[i][o] = w[i][o] - gradient[o] * x[i], rows `stride` apart. */
void outer_update(float *weights, const float *x, const float *gradient, uint32_t inputs, uint32_t outputs, uint32_t stride);

/* Sum over n channels of axis[i] * (row[i] - mean[i]), from zero in their
 * order; the projection is mean [n], then axis [n]. */
void project(float *to, const float *row, const float *projection, uint32_t n);

/* Zero for every negative value; NaN and -0 stay. */
void relu(float *x, uint32_t n);

/* Transforms n real values in place; twiddles [n] and the packed result are
 * those of kernel.realFFT. */
void rfft(float *x, const float *twiddles, uint32_t n);

/* x[i] = (x[i] - low) * factor, with one pair of bounds. */
void scale(float *x, const float *low, const float *factor, uint32_t n);

/* The same with bounds that repeat every `bounds` values. */
void scale_each(float *x, const float *low, const float *factor, uint32_t n, uint32_t bounds);

/* 1/(1+exp(-x)), in place. */
void sigmoid(float *x, uint32_t n);

/* Softmax in place, equation 6; the largest is subtracted, the sum runs in
 * order from zero. */
void softmax(float *z, uint32_t n);

/* to[i] = (x[i] - mean[i]) / sqrt(m2[i] / count + 1e-12). */
void standardise(float *to, const float *x, const float *statistics, uint32_t n);

/* Copies n values. */
void store(float *to, const float *from, uint32_t n);

/* The hyperbolic tangent, in place. */
void hyperbolic_tangent(float *x, uint32_t n) __asm__("tanh");

/* Takes x into the statistics: count, mean [n], m2 [n]. */
void welford(float *statistics, const float *x, uint32_t n);

/* Copies the ring of n values so that its value number `oldest` comes first. */
void window(float *to, const float *ring, uint32_t oldest, uint32_t n);

#endif
