/* Written by go generate from internal/kernel. */
/* A call takes a kernel's arguments from words of the image. One over the neurons
 * is not carried out while there are none. */
#include "cards.h"
#include "f32.h"
#include "kernels.h"

void call_argmax(const uint32_t *w)
{
	argmax(&live.winner, at(w[0]), w[1]);
}

void call_argmax_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	argmax(&live.winner, at(w[0]), neurons);
}

void call_backward(const uint32_t *w)
{
	backward(at(w[0]), at(w[1]), at(w[2]), w[3], w[4], w[5]);
}

void call_bias_update(const uint32_t *w)
{
	bias_update(at(w[0]), at(w[1]), w[2]);
}

void call_covariance_update(const uint32_t *w)
{
	covariance_update(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], w[5], f32_from_bits(w[6]));
}

void call_demean(const uint32_t *w)
{
	demean(at(w[0]), w[1], at(w[2]), w[3], w[4], w[5]);
}

#if !defined(__ARM_FP)
void call_dense(const uint32_t *w)
{
	dense(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], w[5], w[6]);
}
#endif

#if !defined(__ARM_FP)
void call_dense_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	dense(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], neurons, w[6]);
}
#endif

void call_ewma(const uint32_t *w)
{
	ewma(at(w[0]), at(w[1]), w[2], f32_from_bits(w[3]));
}

void call_gradient_bce(const uint32_t *w)
{
	gradient_bce(at(w[0]), at(w[1]), at(w[2]), w[3], f32_from_bits(w[4]));
}

void call_gradient_cross_entropy_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	gradient_cross_entropy(at(w[0]), at(w[1]), neurons, live.target, f32_from_bits(w[4]));
}

void call_gradient_mse(const uint32_t *w)
{
	gradient_mse(at(w[0]), at(w[1]), at(w[2]), w[3], f32_from_bits(w[4]));
}

void call_gradient_paper_eq5(const uint32_t *w)
{
	gradient_paper_eq5(at(w[0]), at(w[1]), at(w[2]), w[3], f32_from_bits(w[4]));
}

void call_hann(const uint32_t *w)
{
	hann(at(w[0]), at(w[1]), w[2]);
}

void call_log_magnitude(const uint32_t *w)
{
	log_magnitude(at(w[0]), at(w[1]), w[2]);
}

void call_mahalanobis(const uint32_t *w)
{
	mahalanobis(at(w[0]), at(w[1]), at(w[2]), at(w[3]), at(w[4]), w[5], w[6]);
}

void call_mean_square_z(const uint32_t *w)
{
	mean_square_z(at(w[0]), at(w[1]), at(w[2]), w[3]);
}

void call_momentum_update(const uint32_t *w)
{
	momentum_update(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], w[5], w[6], f32_from_bits(w[7]));
}

void call_mse(const uint32_t *w)
{
	mse(at(w[0]), at(w[1]), at(w[2]), w[3]);
}

void call_nearest(const uint32_t *w)
{
	nearest(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], w[5]);
}

#if !defined(__ARM_FP)
void call_outer_update(const uint32_t *w)
{
	outer_update(at(w[0]), at(w[1]), at(w[2]), w[3], w[4], w[5]);
}
#endif

#if !defined(__ARM_FP)
void call_outer_update_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	outer_update(at(w[0]), at(w[1]), at(w[2]), w[3], neurons, w[5]);
}
#endif

void call_project(const uint32_t *w)
{
	project((float *)at(w[0]) + live.place, at(w[1]), at(w[2]), w[3]);
}

void call_relu(const uint32_t *w)
{
	relu(at(w[0]), w[1]);
}

void call_remember(const uint32_t *w)
{
	remember(at(w[0]), at(w[1]), at(w[2]), w[3], w[4]);
}

void call_rfft(const uint32_t *w)
{
	rfft(at(w[0]), at(w[1]), w[2]);
}

void call_rls_gain(const uint32_t *w)
{
	rls_gain(at(w[0]), at(w[1]), at(w[2]), w[3], w[4], f32_from_bits(w[5]));
}

void call_scale(const uint32_t *w)
{
	scale(at(w[0]), at(w[1]), at(w[2]), w[3]);
}

void call_scale_each(const uint32_t *w)
{
	scale_each(at(w[0]), at(w[1]), at(w[2]), w[3], w[4]);
}

void call_set(const uint32_t *w)
{
	set(at(w[0]), f32_from_bits(w[1]));
}

void call_sigmoid(const uint32_t *w)
{
	sigmoid(at(w[0]), w[1]);
}

void call_slope_relu(const uint32_t *w)
{
	slope_relu(at(w[0]), at(w[1]), w[2]);
}

void call_slope_sigmoid(const uint32_t *w)
{
	slope_sigmoid(at(w[0]), at(w[1]), w[2]);
}

void call_slope_tanh(const uint32_t *w)
{
	slope_tanh(at(w[0]), at(w[1]), w[2]);
}

void call_softmax(const uint32_t *w)
{
	softmax(at(w[0]), w[1]);
}

void call_softmax_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	softmax(at(w[0]), neurons);
}

void call_standardise(const uint32_t *w)
{
	standardise(at(w[0]), at(w[1]), at(w[2]), w[3]);
}

void call_store(const uint32_t *w)
{
	store(at(w[0]), at(w[1]), w[2]);
}

void call_summary(const uint32_t *w)
{
	summary(at(w[0]), at(w[1]), w[2], w[3]);
}

void call_take(const uint32_t *w)
{
	store((float *)at(w[0]) + live.place, at(w[1]), w[2]);
}

void call_tanh(const uint32_t *w)
{
	hyperbolic_tangent(at(w[0]), w[1]);
}

void call_welford(const uint32_t *w)
{
	welford(at(w[0]), at(w[1]), w[2]);
}

void call_window(const uint32_t *w)
{
	window(at(w[0]), at(w[1]), live.place, w[3]);
}

const struct card cards[CALL_COUNT] = {
	{call_argmax, 0, 3},
	{call_argmax_grown, 3, 3},
	{call_backward, 6, 6},
	{call_bias_update, 12, 3},
	{call_covariance_update, 15, 7},
	{call_demean, 22, 6},
	{call_dense, 28, 7},
	{call_dense_grown, 35, 7},
	{call_ewma, 42, 4},
	{call_gradient_bce, 46, 5},
	{call_gradient_cross_entropy_grown, 51, 5},
	{call_gradient_mse, 56, 5},
	{call_gradient_paper_eq5, 61, 5},
	{call_hann, 66, 3},
	{call_log_magnitude, 69, 3},
	{call_mahalanobis, 72, 7},
	{call_mean_square_z, 79, 4},
	{call_momentum_update, 83, 8},
	{call_mse, 91, 4},
	{call_nearest, 95, 6},
	{call_outer_update, 101, 6},
	{call_outer_update_grown, 107, 6},
	{call_project, 113, 4},
	{call_relu, 117, 2},
	{call_remember, 119, 5},
	{call_rfft, 124, 3},
	{call_rls_gain, 127, 6},
	{call_scale, 133, 4},
	{call_scale_each, 137, 5},
	{call_set, 142, 2},
	{call_sigmoid, 144, 2},
	{call_slope_relu, 146, 3},
	{call_slope_sigmoid, 149, 3},
	{call_slope_tanh, 152, 3},
	{call_softmax, 155, 2},
	{call_softmax_grown, 157, 2},
	{call_standardise, 159, 4},
	{call_store, 163, 3},
	{call_summary, 166, 4},
	{call_take, 170, 3},
	{call_tanh, 173, 2},
	{call_welford, 175, 3},
	{call_window, 178, 4},
};

const struct parameter parameters[PARAMETER_COUNT] = {
	/* call_argmax */
	{.kind = KIND_WINNER},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 1, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_argmax_grown */
	{.kind = KIND_WINNER},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 1, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	/* call_backward */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 3, .stride = 5, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 4},
	/* call_bias_update */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_covariance_update */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 1},
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_TRIANGLE, .least = 1, .other = 4},
	{.kind = KIND_CONSTANT},
	/* call_demean */
	{.kind = KIND_WRITE, .rows = 4, .stride = 1, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	{.kind = KIND_READ, .rows = 4, .stride = 3, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_dense */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 4, .stride = 6, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_READ, .optional = 1, .rows = ONE, .stride = ONE, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	/* call_dense_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 4, .stride = 6, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_READ, .optional = 1, .rows = ONE, .stride = ONE, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	/* call_ewma */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .times = 2, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_CONSTANT},
	/* call_gradient_bce */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_CONSTANT},
	/* call_gradient_cross_entropy_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_BELOW_LENGTH, .least = 0, .other = 2, .live = LIVE_TARGET},
	{.kind = KIND_CONSTANT},
	/* call_gradient_mse */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_CONSTANT},
	/* call_gradient_paper_eq5 */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_CONSTANT},
	/* call_hann */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_log_magnitude */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 2, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_EVEN, .least = 2, .other = ONE},
	/* call_mahalanobis */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = ONE, .times = 0, .plus = 1},
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 5, .times = 1, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 6, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_TRIANGLE, .least = 1, .other = 5},
	/* call_mean_square_z */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 2, .plus = 1},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_momentum_update */
	{.kind = KIND_UPDATE, .rows = 4, .stride = 6, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = 4, .stride = 6, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 5, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	{.kind = KIND_CONSTANT},
	/* call_mse */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_nearest */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 5, .stride = 4, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .times = 0, .plus = 2},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 3, .other = ONE},
	/* call_outer_update */
	{.kind = KIND_UPDATE, .rows = 3, .stride = 5, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 4},
	/* call_outer_update_grown */
	{.kind = KIND_UPDATE, .rows = 3, .stride = 5, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 4},
	/* call_project */
	{.kind = KIND_SLOT, .rows = ONE, .stride = ONE, .columns = ONE, .times = 0, .plus = 1},
	{.kind = KIND_ROW, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 2, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_relu */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_remember */
	{.kind = KIND_UPDATE, .rows = 4, .stride = 3, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .times = 0, .plus = 2},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 3, .other = ONE},
	/* call_rfft */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_POWER_OF_TWO, .least = 4, .other = ONE},
	/* call_rls_gain */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_TRIANGLE, .least = 1, .other = 3},
	{.kind = KIND_CONSTANT},
	/* call_scale */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .times = 0, .plus = 1},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_scale_each */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_DIVIDING, .least = 1, .other = 3},
	/* call_set */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = ONE, .times = 0, .plus = 1},
	{.kind = KIND_CONSTANT},
	/* call_sigmoid */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_slope_relu */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_slope_sigmoid */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_slope_tanh */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_softmax */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_softmax_grown */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	/* call_standardise */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 2, .plus = 1},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_store */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_summary */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .times = 3, .plus = 0},
	{.kind = KIND_READ, .rows = 2, .stride = 3, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 2, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_take */
	{.kind = KIND_SLOT, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_ROW, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_tanh */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_welford */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .times = 2, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_window */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 0, .other = ONE, .live = LIVE_PLACE},
	{.kind = KIND_DIMENSION, .rule = RULE_WHOLE_RING, .least = 1, .other = ONE},
};
