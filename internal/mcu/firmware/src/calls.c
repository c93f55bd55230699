/* Written by go generate from internal/kernel. */
/* A call takes a kernel's arguments from words of the image. One over the neurons
 * is not carried out while there are none. */
#include "cards.h"
#include "f32.h"
#include "kernels.h"

void call_advance(const uint32_t *w)
{
	advance(at(w[0]), w[1]);
}

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

void call_bayes_learn_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	bayes_learn(at(w[0]), at(w[1]), w[2], w[3], neurons, live.target);
}

void call_bayes_scores_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	bayes_scores(at(w[0]), at(w[1]), at(w[2]), w[3], w[4], neurons);
}

void call_bias_update(const uint32_t *w)
{
	bias_update(at(w[0]), at(w[1]), w[2]);
}

void call_bias_update_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	bias_update(at(w[0]), at(w[1]), neurons);
}

void call_covariance_update(const uint32_t *w)
{
	covariance_update(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], w[5], f32_from_bits(w[6]));
}

void call_cwr_consolidate_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	cwr_consolidate(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], neurons, w[6]);
}

void call_cwr_count_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	cwr_count(at(w[0]), at(w[1]), neurons, live.target, f32_from_bits(w[4]));
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

void call_exchange(const uint32_t *w)
{
	exchange(at(w[0]), at(w[1]), at(w[2]), w[3], w[4]);
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

void call_gradient_target_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	gradient_target(at(w[0]), at(w[1]), at(w[2]), neurons, f32_from_bits(w[4]));
}

void call_hann(const uint32_t *w)
{
	hann(at(w[0]), at(w[1]), w[2]);
}

void call_lda_factor(const uint32_t *w)
{
	lda_factor(at(w[0]), at(w[1]), w[2]);
}

void call_lda_learn_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	lda_learn(at(w[0]), at(w[1]), at(w[2]), w[3], w[4], neurons, live.target);
}

void call_lda_scores_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	lda_scores(at(w[0]), at(w[1]), at(w[2]), at(w[3]), at(w[4]), w[5], w[6], neurons);
}

void call_log_magnitude(const uint32_t *w)
{
	log_magnitude(at(w[0]), at(w[1]), w[2]);
}

void call_lwf_refresh_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	lwf_refresh(at(w[0]), at(w[1]), at(w[2]), w[3], neurons, w[5]);
}

void call_lwf_target_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	lwf_target(at(w[0]), at(w[1]), neurons, live.target, f32_from_bits(w[4]));
}

void call_mahalanobis(const uint32_t *w)
{
	mahalanobis(at(w[0]), at(w[1]), at(w[2]), at(w[3]), at(w[4]), w[5], w[6]);
}

void call_mean_square_z(const uint32_t *w)
{
	mean_square_z(at(w[0]), at(w[1]), at(w[2]), w[3]);
}

void call_means_learn_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	means_learn(at(w[0]), at(w[1]), w[2], w[3], neurons, live.target);
}

void call_means_scores_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	means_scores(at(w[0]), at(w[1]), at(w[2]), w[3], w[4], neurons);
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

void call_replay_recall_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	replay_recall(at(w[0]), at(w[1]), at(w[2]), at(w[3]), at(w[4]), w[5], w[6], w[7], neurons);
}

void call_replay_remember_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	replay_remember(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], w[5], w[6], neurons, live.target);
}

void call_rfft(const uint32_t *w)
{
	rfft(at(w[0]), at(w[1]), w[2]);
}

void call_rings_distances_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	rings_distances(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], w[5], w[6], neurons);
}

void call_rings_grow_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	rings_grow(at(w[0]), neurons, live.target);
}

void call_rings_learn_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	rings_learn(at(w[0]), at(w[1]), at(w[2]), w[3], w[4], w[5], neurons, live.target);
}

void call_rings_vote_grown(const uint32_t *w)
{
	uint32_t neurons = live.neurons;
	if (neurons == 0)
		return;
	rings_vote(at(w[0]), at(w[1]), w[2], neurons, w[4]);
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
	{call_advance, 0, 2},
	{call_argmax, 2, 3},
	{call_argmax_grown, 5, 3},
	{call_backward, 8, 6},
	{call_bayes_learn_grown, 14, 6},
	{call_bayes_scores_grown, 20, 6},
	{call_bias_update, 26, 3},
	{call_bias_update_grown, 29, 3},
	{call_covariance_update, 32, 7},
	{call_cwr_consolidate_grown, 39, 7},
	{call_cwr_count_grown, 46, 5},
	{call_demean, 51, 6},
	{call_dense, 57, 7},
	{call_dense_grown, 64, 7},
	{call_ewma, 71, 4},
	{call_exchange, 75, 5},
	{call_gradient_bce, 80, 5},
	{call_gradient_cross_entropy_grown, 85, 5},
	{call_gradient_mse, 90, 5},
	{call_gradient_paper_eq5, 95, 5},
	{call_gradient_target_grown, 100, 5},
	{call_hann, 105, 3},
	{call_lda_factor, 108, 3},
	{call_lda_learn_grown, 111, 7},
	{call_lda_scores_grown, 118, 8},
	{call_log_magnitude, 126, 3},
	{call_lwf_refresh_grown, 129, 6},
	{call_lwf_target_grown, 135, 5},
	{call_mahalanobis, 140, 7},
	{call_mean_square_z, 147, 4},
	{call_means_learn_grown, 151, 6},
	{call_means_scores_grown, 157, 6},
	{call_momentum_update, 163, 8},
	{call_mse, 171, 4},
	{call_nearest, 175, 6},
	{call_outer_update, 181, 6},
	{call_outer_update_grown, 187, 6},
	{call_project, 193, 4},
	{call_relu, 197, 2},
	{call_remember, 199, 5},
	{call_replay_recall_grown, 204, 9},
	{call_replay_remember_grown, 213, 9},
	{call_rfft, 222, 3},
	{call_rings_distances_grown, 225, 8},
	{call_rings_grow_grown, 233, 3},
	{call_rings_learn_grown, 236, 8},
	{call_rings_vote_grown, 244, 5},
	{call_rls_gain, 249, 6},
	{call_scale, 255, 4},
	{call_scale_each, 259, 5},
	{call_set, 264, 2},
	{call_sigmoid, 266, 2},
	{call_slope_relu, 268, 3},
	{call_slope_sigmoid, 271, 3},
	{call_slope_tanh, 274, 3},
	{call_softmax, 277, 2},
	{call_softmax_grown, 279, 2},
	{call_standardise, 281, 4},
	{call_store, 285, 3},
	{call_summary, 288, 4},
	{call_take, 292, 3},
	{call_tanh, 295, 2},
	{call_welford, 297, 3},
	{call_window, 300, 4},
};

const struct parameter parameters[PARAMETER_COUNT] = {
	/* call_advance */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_argmax */
	{.kind = KIND_WINNER},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 1, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_argmax_grown */
	{.kind = KIND_WINNER},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 1, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	/* call_backward */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 3, .stride = 5, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 4},
	/* call_bayes_learn_grown */
	{.kind = KIND_UPDATE, .rows = 4, .stride = 3, .columns = 2, .by = ONE, .times = 2, .plus = 2},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 2},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_BELOW_LENGTH, .least = 0, .other = 4, .live = LIVE_TARGET},
	/* call_bayes_scores_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 5, .stride = 4, .columns = 3, .by = ONE, .times = 2, .plus = 2},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 3},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	/* call_bias_update */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_bias_update_grown */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	/* call_covariance_update */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 1},
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_TRIANGLE, .least = 1, .other = 4},
	{.kind = KIND_CONSTANT},
	/* call_cwr_consolidate_grown */
	{.kind = KIND_UPDATE, .rows = 4, .stride = 6, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = 4, .stride = 6, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 2},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 2, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	/* call_cwr_count_grown */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 2},
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 2, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_BELOW_LENGTH, .least = 0, .other = 2, .live = LIVE_TARGET},
	{.kind = KIND_CONSTANT},
	/* call_demean */
	{.kind = KIND_WRITE, .rows = 4, .stride = 1, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	{.kind = KIND_READ, .rows = 4, .stride = 3, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_dense */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 4, .stride = 6, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .optional = 1, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	/* call_dense_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 4, .stride = 6, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .optional = 1, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	/* call_ewma */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 2, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_CONSTANT},
	/* call_exchange */
	{.kind = KIND_UPDATE, .rows = 3, .stride = 4, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_gradient_bce */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_CONSTANT},
	/* call_gradient_cross_entropy_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_BELOW_LENGTH, .least = 0, .other = 2, .live = LIVE_TARGET},
	{.kind = KIND_CONSTANT},
	/* call_gradient_mse */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_CONSTANT},
	/* call_gradient_paper_eq5 */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_CONSTANT},
	/* call_gradient_target_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_CONSTANT},
	/* call_hann */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_lda_factor */
	{.kind = KIND_UPDATE, .rows = 2, .stride = 2, .columns = 2, .by = ONE, .times = 1, .plus = 1},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_lda_learn_grown */
	{.kind = KIND_UPDATE, .rows = 5, .stride = 4, .columns = 3, .by = ONE, .times = 1, .plus = 2},
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 3},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_BELOW_LENGTH, .least = 0, .other = 5, .live = LIVE_TARGET},
	/* call_lda_scores_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 7, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 7, .stride = 6, .columns = 5, .by = ONE, .times = 1, .plus = 2},
	{.kind = KIND_READ, .rows = 5, .stride = 5, .columns = 5, .by = ONE, .times = 1, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	/* call_log_magnitude */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 2, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_EVEN, .least = 2, .other = ONE},
	/* call_lwf_refresh_grown */
	{.kind = KIND_UPDATE, .rows = 3, .stride = 5, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 3, .stride = 5, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 3},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 4},
	/* call_lwf_target_grown */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 3},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_BELOW_LENGTH, .least = 0, .other = 2, .live = LIVE_TARGET},
	{.kind = KIND_CONSTANT},
	/* call_mahalanobis */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 6, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_TRIANGLE, .least = 1, .other = 5},
	/* call_mean_square_z */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 2, .plus = 1},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_means_learn_grown */
	{.kind = KIND_UPDATE, .rows = 4, .stride = 3, .columns = 2, .by = ONE, .times = 1, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 2},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_BELOW_LENGTH, .least = 0, .other = 4, .live = LIVE_TARGET},
	/* call_means_scores_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 5, .stride = 4, .columns = 3, .by = ONE, .times = 1, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 3},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	/* call_momentum_update */
	{.kind = KIND_UPDATE, .rows = 4, .stride = 6, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = 4, .stride = 6, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	{.kind = KIND_CONSTANT},
	/* call_mse */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_nearest */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 5, .stride = 4, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 2},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 3, .other = ONE},
	/* call_outer_update */
	{.kind = KIND_UPDATE, .rows = 3, .stride = 5, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 4},
	/* call_outer_update_grown */
	{.kind = KIND_UPDATE, .rows = 3, .stride = 5, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 4},
	/* call_project */
	{.kind = KIND_SLOT, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_ROW, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 2, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_relu */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_remember */
	{.kind = KIND_UPDATE, .rows = 4, .stride = 3, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 2},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 3, .other = ONE},
	/* call_replay_recall_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 8, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 8, .stride = 7, .columns = 5, .by = 6, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 8, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 5},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	/* call_replay_remember_grown */
	{.kind = KIND_UPDATE, .rows = 7, .stride = 6, .columns = 4, .by = 5, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 7, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 4},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_BELOW_LENGTH, .least = 0, .other = 7, .live = LIVE_TARGET},
	/* call_rfft */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_POWER_OF_TWO, .least = 4, .other = ONE},
	/* call_rings_distances_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 7, .by = 5, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = 7, .stride = 6, .columns = 4, .by = 5, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 7, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 4},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	/* call_rings_grow_grown */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_BELOW_LENGTH, .least = 0, .other = 1, .live = LIVE_TARGET},
	/* call_rings_learn_grown */
	{.kind = KIND_UPDATE, .rows = 6, .stride = 5, .columns = 3, .by = 4, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 6, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_NOT_BELOW, .least = 1, .other = 3},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_BELOW_LENGTH, .least = 0, .other = 6, .live = LIVE_TARGET},
	/* call_rings_vote_grown */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 3, .by = 2, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_rls_gain */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_TRIANGLE, .least = 1, .other = 3},
	{.kind = KIND_CONSTANT},
	/* call_scale */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_scale_each */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_DIVIDING, .least = 1, .other = 3},
	/* call_set */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_CONSTANT},
	/* call_sigmoid */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_slope_relu */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_slope_sigmoid */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_slope_tanh */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_softmax */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_softmax_grown */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE, .live = LIVE_NEURONS},
	/* call_standardise */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 2, .plus = 1},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_store */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_summary */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 3, .plus = 0},
	{.kind = KIND_READ, .rows = 2, .stride = 3, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 2, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_take */
	{.kind = KIND_SLOT, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_ROW, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_tanh */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 1, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_welford */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 2, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 2, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_window */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 3, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 0, .other = ONE, .live = LIVE_PLACE},
	{.kind = KIND_DIMENSION, .rule = RULE_WHOLE_RING, .least = 1, .other = ONE},
};
