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

/* to[i] = sum of weights[i][o] * gradient[o] over the outputs in order from
 * zero; rows `stride` apart. */
void backward(float *to, const float *weights, const float *gradient, uint32_t inputs, uint32_t outputs, uint32_t stride);

/* Takes x into a class's record by Welford's recurrence, and computes anew what
 * its score begins with: log(count+1) - sum of log((m2[i]+1)/(count+1)) / 2,
 * the sum in order from zero. */
void bayes_learn(float *records, const float *x, uint32_t n, uint32_t width, uint32_t classes, uint32_t class);

/* For each class its beginning - (count+1) * (sum of (x[i]-mean[i])^2 /
 * (m2[i]+1)) / 2, the sum in order from zero. */
void bayes_scores(float *y, const float *records, const float *x, uint32_t n, uint32_t width, uint32_t classes);

/* bias[o] = bias[o] - gradient[o]. */
void bias_update(float *bias, const float *gradient, uint32_t outputs);

/* recent[i] = recent[i] + w * (x[i] - recent[i]) with w the weight; the
 * statistic is (1/n) * sum of |recent[i] - reference[i]| in order from zero.
 * After a firing recent is the mean of the next span windows, and the reference
 * that. State is statistic, windows left for the reference, reference [n],
 * recent [n]; settings are weight, limit, span. */
void centroid(float *state, float *alarm, const float *x, const float *settings, uint32_t n, uint32_t mark);

/* Takes x into mean and covariance C = L D L' with the weight a, 1/count or the
 * rate where that is more: z = x - mean, mean = mean + a*z, C = (1-a) * (C +
 * a*z*z'). */
void covariance_update(float *factor, float *statistics, float *z, const float *x, uint32_t n, uint32_t size, float rate);

/* Page's cumulative sums, both ways: up = max(0, up + (d - allowance)), down =
 * max(0, down - (d + allowance)); the statistic is the larger. z = (score -
 * mean) * scale; d is its distance from m in deviations. After a firing m and
 * the deviation, sqrt(m2 / span) and at least 1, are those of the next span
 * windows, in which the statistic stays 0. State is statistic, windows left, m,
 * m2, up, down; settings are mean, scale, allowance, limit, span. */
void cusum(float *state, float *alarm, const float *score, const float *settings, uint32_t mark);

/* At a batch's end (consolidated * count + training) * (1/(count+1)) for the
 * classes that were in it, and the consolidated weights of all in the place of
 * training ones; else nothing changes. */
void cwr_consolidate(float *consolidated, float *training, const float *counts, const float *shares, uint32_t inputs, uint32_t classes, uint32_t stride);

/* Counts a window in a batch: counts are the batch's windows, whether it has
 * ended, then those of each class. shares are for each class the factor of its
 * consolidated weights, its count or -1 where they stay, and 1/(count+1);
 * ended, counts begin anew. */
void cwr_count(float *counts, float *shares, uint32_t classes, uint32_t class, float batch);

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

/* Roberts's chart: average = average + weight * (d - average); the statistic is
 * its distance from 0. z = (score - mean) * scale; d is its distance from m in
 * deviations. After a firing m and the deviation, sqrt(m2 / span) and at least
 * 1, are those of the next span windows, in which the statistic stays 0. State
 * is statistic, windows left, m, m2, average; settings are mean, scale, weight,
 * limit, span. */
void ewma_chart(float *state, float *alarm, const float *score, const float *settings, uint32_t mark);

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

/* rate * (y - target), of a softmax and probabilities. */
void gradient_target(float *gradient, const float *y, const float *target, uint32_t classes, float rate);

/* x[i] = x[i] * table[i], the window function. */
void hann(float *x, const float *table, uint32_t n);

/* Counts an input, and makes R the factor of R'R + v v': row by row a rotation
 * takes v[j] into the diagonal (Gill, Golub, Murray and Saunders 1974). What is
 * left of v is no use. */
void lda_factor(float *factor, float *v, uint32_t n);

/* Takes x into the running means of a class, sets its beginning to
 * log(count+1), and deviation to the vector whose outer product the scatter
 * grows by: sqrt((count-1)/count) * (x - mean before). */
void lda_learn(float *records, float *deviation, const float *x, uint32_t n, uint32_t width, uint32_t classes, uint32_t class);

/* For each class its beginning - (count of all + 1) * (sum of z[j]^2) / 2,
 * where R' z = x - mean is solved forwards: what z[j] contributes is taken from
 * the others in order of j, and so runs the sum from zero. */
void lda_scores(float *y, float *z, const float *records, const float *factor, const float *x, uint32_t n, uint32_t width, uint32_t classes);

/* Half the logarithm of the power of bins 1 to n of a packed spectrum [2n]. */
void log_magnitude(float *to, const float *spectrum, uint32_t n);

/* Copies weights where the clock says that a batch has ended, else nothing
 * changes. */
void lwf_refresh(float *copy, const float *weights, const float *clock, uint32_t inputs, uint32_t classes, uint32_t stride);

/* Counts an update and mixes what the copy says, target, with the label: lambda
 * * target, and + (1 - lambda) at the class, where lambda is batch / max(count,
 * batch). The clock is count, updates of the batch, and whether it has ended. */
void lwf_target(float *target, float *clock, uint32_t classes, uint32_t class, float batch);

/* Squared Mahalanobis distance / n of x from the mean. For j from 0: to +=
 * z[j]^2 / d[j], then z[r] = z[r] - l[r][j]*z[j] for r above j; z begins as x -
 * mean. Statistics are count, mean [n]; a d below 1e-4 counts as that. */
void mahalanobis(float *to, float *z, const float *x, const float *statistics, const float *factor, uint32_t n, uint32_t size);

/* (1/n) * sum of (x[i] - mean[i])^2 / v in order from zero, v the variance[i]
 * or 1e-4 where that is less; moments are count, mean [n], variance [n]. */
void mean_square_z(float *to, const float *x, const float *moments, uint32_t n);

/* Takes x into the running means of a class: mean[i] = mean[i] + (x[i] -
 * mean[i]) / count. */
void means_learn(float *records, const float *x, uint32_t n, uint32_t width, uint32_t classes, uint32_t class);

/* For each class minus half the squared distance from its mean; the sum of
 * squares in order from zero. */
void means_scores(float *y, const float *records, const float *x, uint32_t n, uint32_t width, uint32_t classes);

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

/* left is the windows where the alarm has a mark, else one less than it was and
 * not below 0; both are whole numbers. */
void open_gate(float *left, const float *alarm, uint32_t windows);

/* w[i][o] = w[i][o] - gradient[o] * x[i], rows `stride` apart. */
void outer_update(float *weights, const float *x, const float *gradient, uint32_t inputs, uint32_t outputs, uint32_t stride);

/* Page and Hinkley's test, both ways: up = max(0, up + (d - allowance)), down =
 * max(0, down - (d + allowance)); the statistic is the larger. m is the mean of
 * all windows since the last firing, this one among them. z = (score - mean) *
 * scale; d is its distance from m in deviations. After a firing m and the
 * deviation, sqrt(m2 / span) and at least 1, are those of the next span
 * windows, in which the statistic stays 0. State is statistic, windows left, m,
 * m2, up, down, count; settings are mean, scale, allowance, limit, span. */
void page_hinkley(float *state, float *alarm, const float *score, const float *settings, uint32_t mark);

/* Sum over n channels of axis[i] * (row[i] - mean[i]), from zero in their
 * order; the projection is mean [n], then axis [n]. */
void project(float *to, const float *row, const float *projection, uint32_t n);

/* Zero for every negative value; NaN and -0 stay. */
void relu(float *x, uint32_t n);

/* Puts x into the next place of k, which is the oldest one's when all are
 * taken. */
void remember(float *remembered, float *state, const float *x, uint32_t n, uint32_t k);

/* Draws a class, then one of its inputs in the reservoir; target is 1 at the
 * class and 0 elsewhere. */
void replay_recall(float *to, float *target, const float *memory, const float *counts, float *generator, uint32_t n, uint32_t k, uint32_t width, uint32_t classes);

/* Counts an input of a class, and takes it into the class's reservoir of k as
 * algorithm R does: while there is room, then with probability k/count in the
 * place of any. */
void replay_remember(float *memory, float *counts, float *generator, const float *x, uint32_t n, uint32_t k, uint32_t width, uint32_t classes, uint32_t class);

/* Transforms n real values in place; twiddles [n] and the packed result are
 * those of kernel.realFFT. */
void rfft(float *x, const float *twiddles, uint32_t n);

/* Squared distances [classes][slots] of x from what is in the rings, sums in
 * order from zero; infinite for slots that are empty. */
void rings_distances(float *distances, const float *memory, const float *cursors, const float *x, uint32_t n, uint32_t slots, uint32_t width, uint32_t classes);

/* No votes for a class that is new. */
void rings_grow(float *votes, uint32_t classes, uint32_t class);

/* Writes x into the next slot of a class's ring. */
void rings_learn(float *memory, float *cursors, const float *x, uint32_t n, uint32_t slots, uint32_t width, uint32_t classes, uint32_t class);

/* The classes of the `neighbours` smallest distances, the first of equals,
 * vote: the nearest with 1 + 1/4, the next with 1 + 1/8 and so on, so that
 * among classes with as many votes the nearer one has more. Distances that have
 * voted become infinite; infinite ones do not vote. */
void rings_vote(float *votes, float *distances, uint32_t slots, uint32_t classes, uint32_t neighbours);

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

/* x [n] = 0. */
void zero(float *x, uint32_t n);

#endif
