/* Algorithm 1 over one window: process, update the statistics, standardise,
 * predict, and only then learn. Beside tinyol/device.go. */
#include "device.h"
#include "hw.h"
#include "policy.h"

static int32_t *labels(const struct image *image) { return at(image->labels); }

/* Neuron of a label, the number of neurons where there is none yet. All are
 * looked at, so that one class takes no longer than another. */
static uint32_t neuron_of(const struct image *image, int32_t label)
{
	const int32_t *known = labels(image);
	uint32_t neurons = live.neurons, neuron = neurons;
	for (uint32_t i = 0; i < neurons; i++)
		neuron = known[i] == label ? i : neuron;
	return neuron;
}

/* Takes the step down the gradient, after adding a neuron for a label that has
 * none. */
static uint32_t learn(const struct image *image, int32_t label)
{
	uint32_t flags = FLAG_UPDATED;
	hw_phase(PHASE_UPDATE);
	if (image->room) {
		uint32_t neuron = neuron_of(image, label);
		if (neuron == image->room)
			return FLAG_FULL;
		live.target = neuron;
		if (neuron == live.neurons) {
			labels(image)[neuron] = label;
			live.neurons++;
			flags |= FLAG_GROWN;
			const struct list_of *growth = &image->list[LIST_GROWTH];
			if (!empty(growth))
				run(growth->first, growth->behind);
		}
	}
	run(image->list[LIST_UPDATE].first, image->list[LIST_UPDATE].behind);
	device.updates++;
	return flags;
}

/* What the drift detectors have to say: a flag for each that fired, and FLAG_SHUT where
 * the window may not teach, whatever the policy says: where the gate is shut, and where
 * the layer has just been forgotten that has predicted it. A function of its own, so
 * that steps without them need no more of the stack. */
static __attribute__((noinline)) uint32_t watched(const struct image *image)
{
	const uint32_t *alarm = at(image->alarm);
	const struct list_of *reset = &image->list[LIST_RESET];
	uint32_t fired = alarm[0], shut = image->gated & (alarm[1] == 0);
	if (!empty(reset) && fired) {
		run(reset->first, reset->behind);
		shut = 1;
	}
	return fired * FLAG_DRIFT | shut * FLAG_SHUT;
}

void device_step(int32_t label, struct outcome *o)
{
	const struct image *image = device.image;
	live.winner = NONE;
	for (uint32_t phase = PHASE_FRONT_END; phase <= PHASE_PREDICT; phase++) {
		uint32_t first = image->list[phase].first, behind = image->list[phase].behind;
		if (first == behind)
			continue;
		hw_phase(phase);
		run(first, behind);
	}
	*o = (struct outcome){*(const float *)at(image->score), NO_LABEL, 0};
	if (live.winner < live.neurons)
		o->class = labels(image)[live.winner];
	if (image->alarm)
		o->flags = watched(image);
	if (device.learned.count) {
		uint32_t teaches = (uint32_t)policy_decide(label, *(const float *)at(image->decider));
		if (teaches & ~(o->flags / FLAG_SHUT))
			o->flags |= learn(image, label);
	}
	hw_phase(PHASE_IDLE);
}
