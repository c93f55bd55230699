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

/* Index of the largest value, the first of equals. */
void argmax(uint32_t *winner, const float *y, uint32_t n);

/* to[i] = sum of weights[i][o] * gradient[o] over the outputs in order from
 * zero; rows `stride` apart. */
void backward(float *to, const float *weights, const float *gradient, uint32_t inputs, uint32_t outputs, uint32_t stride);

/* bias[o] = bias[o] - gradient[o]. */
void bias_update(float *bias, const float *gradient, uint32_t outputs);

/* Takes x into mean and covariance C = L D L' with the weight a, 1/count or the
 * rate where that is more: z = x - mean, mean = mean + a*z, C = (1-a) * (C +
 * a*z*z'). */
void covariance_update(float *factor, float *statistics, float *z, const float *x, uint32_t n, uint32_t size, float rate);

/* Subtracts from each of the channels its mean over the rows; the sum runs in
 * order of time from zero. Source [rows][from_stride], destination
 * [rows][to_stride]. */
void demean(float *to, uint32_t to_stride, const float *from, uint32_t from_stride, uint32_t rows, uint32_t channels);

/* y[o] = bias[o] + x[0]*w[0][o] + x[1]*w[1][o] + ..., for o below outputs; the
 * rows of the weights are `stride` apart. bias NULL is all zero. */
void dense(float *y, const float *x, const float *weights, const float *bias, uint32_t inputs, uint32_t outputs, uint32_t stride);

/* Takes x into the moments with the weight a, 1/count or the rate where that is
 * more: d = x[i] - mean[i], mean[i] = mean[i] + a*d, variance[i] = (1-a) *
 * (variance[i] + d*(a*d)). */
void ewma(float *moments, const float *x, uint32_t n, float rate);

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

/* Squared Mahalanobis distance / n of x from the mean. For j from 0: to +=
 * z[j]^2 / d[j], then z[r] = z[r] - l[r][j]*z[j] for r above j; z begins as x -
 * mean. Statistics are count, mean [n]; a d below 1e-4 counts as that. */
void mahalanobis(float *to, float *z, const float *x, const float *statistics, const float *factor, uint32_t n, uint32_t size);

/* (1/n) * sum of (x[i] - mean[i])^2 / v in order from zero, v the variance[i]
 * or 1e-4 where that is less; moments are count, mean [n], variance [n]. */
void mean_square_z(float *to, const float *x, const float *moments, uint32_t n);

/* velocity[i][o] = momentum * velocity[i][o] + gradient[o] * x[i], w[i][o] =
 * w[i][o] - velocity[i][o]; rows `stride` apart. */
void momentum_update(float *weights, float *velocity, const float *x, const float *gradient, uint32_t inputs, uint32_t outputs, uint32_t stride, float momentum);

/* (1/n) * sum of (y[i] - x[i])^2 in order from zero, equation 1. */
void mse(float *to, const float *y, const float *x, uint32_t n);

/* Mean of the distances of x to the three nearest of k vectors, each the root
 * of (1/n) * sum of squared differences in order from zero. State is the next
 * place and how many are taken; one that is not has the largest sum that is
 * finite. */
void nearest(float *to, const float *x, const float *remembered, const float *state, uint32_t n, uint32_t k);

/* w[i][o] = w[i][o] - gradient[o] * x[i], rows `stride` apart. */
void outer_update(float *weights, const float *x, const float *gradient, uint32_t inputs, uint32_t outputs, uint32_t stride);

/* Sum over n channels of axis[i] * (row[i] - mean[i]), from zero in their
 * order; the projection is mean [n], then axis [n]. */
void project(float *to, const float *row, const float *projection, uint32_t n);

/* Zero for every negative value; NaN and -0 stay. */
void relu(float *x, uint32_t n);

/* Puts x into the next place of k, which is the oldest one's when all are
 * taken. */
void remember(float *remembered, float *state, const float *x, uint32_t n, uint32_t k);

/* Transforms n real values in place; twiddles [n] and the packed result are
 * those of kernel.realFFT. */
void rfft(float *x, const float *twiddles, uint32_t n);

/* The gain P*x / (1 + x'*P*x) of recursive least squares; then P without what x
 * has told, divided by the forgetting unless its trace went above 100*n. P = U
 * D U', U unit upper triangular, kept column by column: u[0][j], ...,
 * u[j-1][j], d[j]. */
void rls_gain(float *gain, float *factor, const float *x, uint32_t n, uint32_t size, float forgetting);

/* x[i] = (x[i] - low) * factor, with one pair of bounds. */
void scale(float *x, const float *low, const float *factor, uint32_t n);

/* The same with bounds that repeat every `bounds` values. */
void scale_each(float *x, const float *low, const float *factor, uint32_t n, uint32_t bounds);

/* x[0] = value. */
void set(float *x, float value);

/* 1/(1+exp(-x)), in place. */
void sigmoid(float *x, uint32_t n);

/* gradient[i], or 0 where y[i] is 0. */
void slope_relu(float *gradient, const float *y, uint32_t n);

/* gradient[i] * (y[i] * (1 - y[i])). */
void slope_sigmoid(float *gradient, const float *y, uint32_t n);

/* gradient[i] * (1 - y[i]*y[i]). */
void slope_tanh(float *gradient, const float *y, uint32_t n);

/* Softmax in place, equation 6; the largest is subtracted, the sum runs in
 * order from zero. */
void softmax(float *z, uint32_t n);

/* to[i] = (x[i] - mean[i]) / sqrt(m2[i] / count + 1e-12). */
void standardise(float *to, const float *x, const float *statistics, uint32_t n);

/* Copies n values. */
void store(float *to, const float *from, uint32_t n);

/* Of each channel of a window [rows][channels] its mean, half the logarithm of
 * its variance + 1e-12, and the logarithm of the mean absolute difference of
 * rows that follow one another + 1e-6; sums run in order of time from zero. */
void summary(float *to, const float *from, uint32_t rows, uint32_t channels);

/* The hyperbolic tangent, in place. */
void hyperbolic_tangent(float *x, uint32_t n) __asm__("tanh");

/* Takes x into the statistics: count, mean [n], m2 [n]. */
void welford(float *statistics, const float *x, uint32_t n);

/* Copies the ring of n values so that its value number `oldest` comes first. */
void window(float *to, const float *ring, uint32_t oldest, uint32_t n);

#endif
