package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// lwf learns without forgetting (Li and Hoiem 2016) as Avi, Albanese and Brunelli
// (2022) have it with batches: the target is the label, mixed with what a copy of
// the layer says, which is made anew batch by batch.
var _ = Register(Learner{
	Name: "lwf", Text: "a softmax layer held back by what its copy of the last batch says",
	Aim: Label, Rate: 0.05, Check: checkClassifier,
	Plan: func(p *plan.Plan, s *Settings) {
		t := tap(p, s)
		online, copied := t.layer("online", true), t.layer("copied", true)
		clock := p.Keep("clock (updates, of the batch, its end)", "clock", 0, 3)
		t.keep()
		x := t.standardised()
		y, target, gradient := t.output("online output"), t.output("target"), t.output("gradient")

		t.predictAgain(y, online.forward(y, x)...)
		p.Do(plan.Update, copied.forward(target, x)...)
		p.Do(plan.Update, kernel.LwFTarget(target, clock, s.batch()), kernel.GradientTarget(gradient, y, target, s.LearningRate))
		p.Do(plan.Update, online.descend(x, gradient)...)
		p.Do(plan.Update, copied.each(online, func(a, b *kernel.Vector) kernel.Op {
			return kernel.LwFRefresh(a, b, clock)
		})...)
		t.loss(y, crossEntropy)
	},
})
