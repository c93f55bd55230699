/* Written by go generate from internal/kernel. */
/* What the check of an image knows of the calls. */
#ifndef CARDS_H
#define CARDS_H

#include "calls.h"

enum kind { KIND_READ, KIND_WRITE, KIND_UPDATE, KIND_SLOT, KIND_ROW, KIND_CONSTANT, KIND_DIMENSION, KIND_WINNER };
enum rule { RULE_ANY, RULE_POWER_OF_TWO, RULE_EVEN, RULE_NOT_BELOW, RULE_DIVIDING, RULE_WHOLE_RING, RULE_BELOW_LENGTH, RULE_TRIANGLE };
enum live_number { LIVE_FIXED, LIVE_NEURONS, LIVE_PLACE, LIVE_TARGET };

void call_advance(const uint32_t *w);
void call_argmax(const uint32_t *w);
void call_argmax_grown(const uint32_t *w);
void call_backward(const uint32_t *w);
void call_bayes_learn_grown(const uint32_t *w);
void call_bayes_scores_grown(const uint32_t *w);
void call_bias_update(const uint32_t *w);
void call_bias_update_grown(const uint32_t *w);
void call_centroid(const uint32_t *w);
void call_covariance_update(const uint32_t *w);
void call_cusum(const uint32_t *w);
void call_cwr_consolidate_grown(const uint32_t *w);
void call_cwr_count_grown(const uint32_t *w);
void call_demean(const uint32_t *w);
void call_dense(const uint32_t *w);
void call_dense_grown(const uint32_t *w);
void call_ewma(const uint32_t *w);
void call_ewma_chart(const uint32_t *w);
void call_exchange(const uint32_t *w);
void call_gradient_bce(const uint32_t *w);
void call_gradient_cross_entropy_grown(const uint32_t *w);
void call_gradient_mse(const uint32_t *w);
void call_gradient_paper_eq5(const uint32_t *w);
void call_gradient_target_grown(const uint32_t *w);
void call_hann(const uint32_t *w);
void call_lda_factor(const uint32_t *w);
void call_lda_learn_grown(const uint32_t *w);
void call_lda_scores_grown(const uint32_t *w);
void call_log_magnitude(const uint32_t *w);
void call_lwf_refresh_grown(const uint32_t *w);
void call_lwf_target_grown(const uint32_t *w);
void call_mahalanobis(const uint32_t *w);
void call_mean_square_z(const uint32_t *w);
void call_means_learn_grown(const uint32_t *w);
void call_means_scores_grown(const uint32_t *w);
void call_momentum_update(const uint32_t *w);
void call_mse(const uint32_t *w);
void call_nearest(const uint32_t *w);
void call_open_gate(const uint32_t *w);
void call_outer_update(const uint32_t *w);
void call_outer_update_grown(const uint32_t *w);
void call_page_hinkley(const uint32_t *w);
void call_project(const uint32_t *w);
void call_relu(const uint32_t *w);
void call_remember(const uint32_t *w);
void call_replay_recall_grown(const uint32_t *w);
void call_replay_remember_grown(const uint32_t *w);
void call_rfft(const uint32_t *w);
void call_rings_distances_grown(const uint32_t *w);
void call_rings_grow_grown(const uint32_t *w);
void call_rings_learn_grown(const uint32_t *w);
void call_rings_vote_grown(const uint32_t *w);
void call_rls_gain(const uint32_t *w);
void call_scale(const uint32_t *w);
void call_scale_each(const uint32_t *w);
void call_set(const uint32_t *w);
void call_sigmoid(const uint32_t *w);
void call_slope_relu(const uint32_t *w);
void call_slope_sigmoid(const uint32_t *w);
void call_slope_tanh(const uint32_t *w);
void call_softmax(const uint32_t *w);
void call_softmax_grown(const uint32_t *w);
void call_standardise(const uint32_t *w);
void call_store(const uint32_t *w);
void call_summary(const uint32_t *w);
void call_take(const uint32_t *w);
void call_tanh(const uint32_t *w);
void call_welford(const uint32_t *w);
void call_window(const uint32_t *w);
void call_zero(const uint32_t *w);

#define CALL_COUNT 70
#define PARAMETER_COUNT 330
#define ROW_WORDS 4 /* the most that the call of a row takes */
#define ONE 15 /* in the place of a dimension's word */

/* A parameter of a call. A vector has (rows-1)*stride + times*columns*by + plus
 * values, where all but times and plus name words of the arguments. */
struct parameter {
	uint32_t kind : 4, optional : 1, rule : 3, live : 2, least : 4, other : 4;
	uint32_t rows : 4, stride : 4, columns : 4, by : 4, times : 4, plus : 4;
};

struct card {
	call run;
	uint16_t first, count; /* parameters */
};

extern const struct card cards[CALL_COUNT];
extern const struct parameter parameters[PARAMETER_COUNT];

#endif
