package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// softmax is use case 2: a softmax layer, without a bias unless one is asked for,
// which grows a neuron at each new label, on the embedding and the reconstruction
// error.
var softmax = Learner{
	Name: "softmax", Mode: "supervised", Text: "a softmax layer that grows a neuron at each new label",
	Aim: Label, Rate: 0.05, Check: checkClassifier,
	Plan: func(p *plan.Plan, s *Settings) {
		planSoftmax(p, s)
	},
}

// planSoftmax returns what a learner needs that goes on from there.
func planSoftmax(p *plan.Plan, s *Settings) (t *tapped, l layerThatGrows, x, gradient *kernel.Vector) {
	t = tap(p, s)
	l = t.layer("online", s.Bias)
	t.keep()
	x = t.standardised()
	y, gradient := t.output("online output"), t.output("gradient")
	// The new neuron takes its share of the softmax before the weights move.
	t.predictAgain(y, l.forward(y, x)...)
	p.Do(plan.Update, kernel.GradientCrossEntropy(gradient, y, s.LearningRate)) // equation 8
	p.Do(plan.Update, l.descend(x, gradient)...)
	t.loss(y, crossEntropy)
	return t, l, x, gradient
}
