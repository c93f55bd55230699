package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// cwr copies weights with re-init (Lomonaco and Maltoni 2017) as Avi, Albanese and
// Brunelli (2022) have it: a training layer that every update moves, and a
// consolidated one that predicts, which takes over a share of it batch by batch.
var _ = Register(Learner{
	Name: "cwr", Text: "a consolidated layer that takes over from a training layer batch by batch",
	Aim: Label, Rate: 0.05, Check: checkClassifier,
	Plan: func(p *plan.Plan, s *Settings) {
		t := tap(p, s)
		consolidated, training := t.layer("consolidated", true), t.layer("training", true)
		counts := p.Keep("counts of the batch", "counts of the batch", 0, t.room+2)
		t.keep()
		x := t.standardised()
		y, trained, gradient := t.output("online output"), t.output("training output"), t.output("gradient")
		shares := t.outputs("shares of the batch", 2)

		t.predictAgain(y, consolidated.forward(y, x)...)
		p.Do(plan.Update, training.forward(trained, x)...)
		p.Do(plan.Update, kernel.GradientCrossEntropy(gradient, trained, s.LearningRate))
		p.Do(plan.Update, training.descend(x, gradient)...)
		p.Do(plan.Update, kernel.CWRCount(counts, shares, s.batch()))
		p.Do(plan.Update, consolidated.each(training, func(a, b *kernel.Vector) kernel.Op {
			return kernel.CWRConsolidate(a, b, counts, shares)
		})...)
		t.loss(y, crossEntropy)
	},
})
