/* Algorithm 1 over one window: process, update the statistics, standardise,
 * predict, and only then learn. Beside tinyol/device.go and classify.go. */
#include <stddef.h>

#include "device.h"
#include "hw.h"
#include "kernels.h"
#include "policy.h"

/* stream.FrontEnd.Apply. */
static void front_end(struct device *d)
{
	const struct image *image = d->image;
	uint32_t rows = image->window, width = d->width, half = rows / 2;
	hw_phase(PHASE_FRONT_END);
	/* Raw features are the window itself, scaled. */
	float *ordered = image->front_end == FRONT_END_RAW ? d->input : d->window;
	window(ordered, d->rows, d->ring.next * width, rows * width);
	switch (image->front_end) {
	case FRONT_END_RAW:
		scale(d->input, d->low, d->factor, rows, 1);
		break;
	case FRONT_END_DEMEAN:
		demean(d->input, width, d->window, width, rows, width);
		scale(d->input, d->low, d->factor, rows * width, width);
		break;
	case FRONT_END_SPECTRUM:
		for (uint32_t c = 0; c < width; c++) {
			demean(d->scratch, 1, d->window + c, width, rows, 1);
			hann(d->scratch, d->hann, rows);
			rfft(d->scratch, d->twiddles, rows);
			log_magnitude(d->input + c * half, d->scratch, half);
		}
		scale(d->input, d->low, d->factor, image->features, image->features);
		break;
	}
}

static void activate(uint32_t activation, float *y, uint32_t n)
{
	switch (activation) {
	case ACTIVATION_RELU:
		relu(y, n);
		break;
	case ACTIVATION_SIGMOID:
		sigmoid(y, n);
		break;
	case ACTIVATION_TANH:
		hyperbolic_tangent(y, n);
		break;
	}
}

/* Runs the layers in flash; returns the output of the last, which is the input
 * of the window where there is none. */
static float *base(struct device *d)
{
	hw_phase(PHASE_BASE);
	float *x = d->input, *y = d->activations;
	const struct image_layer *layer = d->image->layer;
	for (uint32_t l = 0; l < d->base; l++, layer++) {
		const float *weights = (const float *)((const unsigned char *)d->image + layer->weights);
		dense(y, x, weights, weights + layer->inputs * layer->outputs, layer->inputs, layer->outputs, layer->outputs);
		activate(layer->activation, y, layer->outputs);
		x = y;
		y += layer->outputs;
	}
	return x;
}

/* The model as it was flashed. */
static struct outcome frozen(struct device *d)
{
	const float *y = base(d);
	hw_phase(PHASE_PREDICT);
	return (struct outcome){mse(y, d->input, d->image->features), NO_LABEL, 0};
}

/* Use case 1: the layer in RAM stands in for the last one, and its target is
 * the input itself. */
static struct outcome reconstruct(struct device *d, int32_t label)
{
	const struct image *image = d->image;
	const float *x = base(d), *t = d->input;
	uint32_t n = d->neurons;
	float *bias = d->weights + d->inputs * n, *gradient = d->gradient, rate = image->learning_rate;

	hw_phase(PHASE_PREDICT);
	dense(d->output, x, d->weights, bias, d->inputs, n, n);
	sigmoid(d->output, n);
	struct outcome o = {mse(d->output, t, n), NO_LABEL, 0};
	if (!policy_decide(d, label, o.score))
		return o;

	hw_phase(PHASE_UPDATE);
	if (image->loss == LOSS_MSE)
		gradient_mse(gradient, d->output, t, n, rate);
	else if (image->loss == LOSS_BCE)
		gradient_bce(gradient, d->output, t, n, rate);
	else
		gradient_paper_eq5(gradient, d->output, t, n, rate);
	outer_update(d->weights, x, gradient, d->inputs, n, n);
	bias_update(bias, gradient, n);
	d->updates++;
	o.flags = FLAG_UPDATED;
	return o;
}

/* Neuron of a label, the number of neurons where there is none yet. All are
 * looked at, so that one class takes no longer than another. */
static uint32_t neuron_of(const struct device *d, int32_t label)
{
	uint32_t neuron = d->neurons;
	for (uint32_t i = 0; i < d->neurons; i++)
		neuron = d->labels[i] == label ? i : neuron;
	return neuron;
}

/* Predicts with the neurons that there are, equation 6. */
static void predict(struct device *d)
{
	dense(d->output, d->scaled, d->weights, NULL, d->inputs, d->neurons, d->room);
	softmax(d->output, d->neurons);
}

/* Use case 2: the softmax layer on the embedding and the reconstruction
 * error. */
static struct outcome classify(struct device *d, int32_t label)
{
	const struct image *image = d->image;
	uint32_t n = d->inputs;
	struct outcome o = {mse(base(d), d->input, image->features), NO_LABEL, 0};

	hw_phase(PHASE_NORMALISE);
	store(d->seen, d->embedding, n - 1);
	d->seen[n - 1] = o.score;
	welford(d->statistics, d->seen, n);
	standardise(d->scaled, d->seen, d->statistics, n);

	hw_phase(PHASE_PREDICT);
	if (d->neurons > 0) {
		predict(d);
		o.class = d->labels[argmax(d->output, d->neurons)];
	}
	if (!policy_decide(d, label, o.score))
		return o;

	hw_phase(PHASE_UPDATE);
	uint32_t neuron = neuron_of(d, label);
	if (neuron == d->neurons) {
		if (neuron == d->room) {
			o.flags = FLAG_FULL;
			return o;
		}
		d->labels[neuron] = label;
		d->neurons++;
		o.flags = FLAG_GROWN;
		/* The new neuron takes its share of the softmax before the weights
		 * move; the prediction above stays the one that counts. */
		predict(d);
	}
	gradient_cross_entropy(d->gradient, d->output, d->neurons, neuron, image->learning_rate);
	outer_update(d->weights, d->scaled, d->gradient, n, d->neurons, d->room);
	d->updates++;
	o.flags |= FLAG_UPDATED;
	return o;
}

struct outcome device_step(struct device *d, int32_t label)
{
	front_end(d);
	struct outcome o;
	switch (d->image->mode) {
	case MODE_UNSUPERVISED:
		o = reconstruct(d, label);
		break;
	case MODE_SUPERVISED:
		o = classify(d, label);
		break;
	default:
		o = frozen(d);
	}
	hw_phase(PHASE_IDLE);
	return o;
}
