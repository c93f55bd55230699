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

void call_centroid(const uint32_t *w)
{
	centroid(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], w[5]);
}

void call_covariance_update(const uint32_t *w)
{
	covariance_update(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4], w[5], f32_from_bits(w[6]));
}

void call_cusum(const uint32_t *w)
{
	cusum(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4]);
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

void call_ewma_chart(const uint32_t *w)
{
	ewma_chart(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4]);
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

void call_open_gate(const uint32_t *w)
{
	open_gate(at(w[0]), at(w[1]), w[2]);
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

void call_page_hinkley(const uint32_t *w)
{
	page_hinkley(at(w[0]), at(w[1]), at(w[2]), at(w[3]), w[4]);
}

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

void call_zero(const uint32_t *w)
{
	zero(at(w[0]), w[1]);
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
	{call_centroid, 32, 6},
	{call_covariance_update, 38, 7},
	{call_cusum, 45, 5},
	{call_cwr_consolidate_grown, 50, 7},
	{call_cwr_count_grown, 57, 5},
	{call_demean, 62, 6},
	{call_dense, 68, 7},
	{call_dense_grown, 75, 7},
	{call_ewma, 82, 4},
	{call_ewma_chart, 86, 5},
	{call_exchange, 91, 5},
	{call_gradient_bce, 96, 5},
	{call_gradient_cross_entropy_grown, 101, 5},
	{call_gradient_mse, 106, 5},
	{call_gradient_paper_eq5, 111, 5},
	{call_gradient_target_grown, 116, 5},
	{call_hann, 121, 3},
	{call_lda_factor, 124, 3},
	{call_lda_learn_grown, 127, 7},
	{call_lda_scores_grown, 134, 8},
	{call_log_magnitude, 142, 3},
	{call_lwf_refresh_grown, 145, 6},
	{call_lwf_target_grown, 151, 5},
	{call_mahalanobis, 156, 7},
	{call_mean_square_z, 163, 4},
	{call_means_learn_grown, 167, 6},
	{call_means_scores_grown, 173, 6},
	{call_momentum_update, 179, 8},
	{call_mse, 187, 4},
	{call_nearest, 191, 6},
	{call_open_gate, 197, 3},
	{call_outer_update, 200, 6},
	{call_outer_update_grown, 206, 6},
	{call_page_hinkley, 212, 5},
	{call_project, 217, 4},
	{call_relu, 221, 2},
	{call_remember, 223, 5},
	{call_replay_recall_grown, 228, 9},
	{call_replay_remember_grown, 237, 9},
	{call_rfft, 246, 3},
	{call_rings_distances_grown, 249, 8},
	{call_rings_grow_grown, 257, 3},
	{call_rings_learn_grown, 260, 8},
	{call_rings_vote_grown, 268, 5},
	{call_rls_gain, 273, 6},
	{call_scale, 279, 4},
	{call_scale_each, 283, 5},
	{call_set, 288, 2},
	{call_sigmoid, 290, 2},
	{call_slope_relu, 292, 3},
	{call_slope_sigmoid, 295, 3},
	{call_slope_tanh, 298, 3},
	{call_softmax, 301, 2},
	{call_softmax_grown, 303, 2},
	{call_standardise, 305, 4},
	{call_store, 309, 3},
	{call_summary, 312, 4},
	{call_take, 316, 3},
	{call_tanh, 319, 2},
	{call_welford, 321, 3},
	{call_window, 324, 4},
	{call_zero, 328, 2},
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
	/* call_centroid */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 2, .plus = 2},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 3},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	/* call_covariance_update */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 5, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 1},
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = 4, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
	{.kind = KIND_DIMENSION, .rule = RULE_TRIANGLE, .least = 1, .other = 4},
	{.kind = KIND_CONSTANT},
	/* call_cusum */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 6},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 5},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
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
	/* call_ewma_chart */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 5},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 5},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
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
	/* call_open_gate */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
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
	/* call_page_hinkley */
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 7},
	{.kind = KIND_UPDATE, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 1},
	{.kind = KIND_READ, .rows = ONE, .stride = ONE, .columns = ONE, .by = ONE, .times = 0, .plus = 5},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
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
	/* call_zero */
	{.kind = KIND_WRITE, .rows = ONE, .stride = ONE, .columns = 1, .by = ONE, .times = 1, .plus = 0},
	{.kind = KIND_DIMENSION, .rule = RULE_ANY, .least = 1, .other = ONE},
};
