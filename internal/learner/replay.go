package learner

import (
	"math"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// replay is softmax with a memory against forgetting: a reservoir of each class's
// inputs, of which some are learned from again at each update.
var _ = Register(Learner{
	Name: "replay", Text: "a softmax layer that replays remembered inputs of each class",
	Aim: Label, Rate: 0.05, Check: checkClassifier,
	Plan: func(p *plan.Plan, s *Settings) {
		t, l, x, gradient := planSoftmax(p, s)
		memory := p.Keep("remembered inputs", reservoir, 0, t.room*s.remembered()*t.n)
		counts := p.Keep("counts of the reservoirs", reservoir, 0, t.room)
		generator := p.Keep("random generator", reservoir, 0, 1)
		again := p.Vector("replayed input", "replayed input", t.n)
		target, y := t.output("replayed target"), t.output("replayed output")

		p.AtStart(kernel.Store(generator, generatorStart()))
		// The new input is remembered first, so that there is always one to replay.
		p.Do(plan.Update, kernel.Sample(memory, counts, generator, x))
		for range s.replays() {
			p.Do(plan.Update, kernel.Recall(again, target, memory, counts, generator))
			p.Do(plan.Update, l.forward(y, again)...)
			p.Do(plan.Update, kernel.GradientTarget(gradient, y, target, s.LearningRate))
			p.Do(plan.Update, l.descend(again, gradient)...)
		}
	},
})

// reservoir is the region of what is remembered.
const reservoir = "remembered inputs"

// generatorStart is the generator's first word in flash.
func generatorStart() *kernel.Vector {
	v := kernel.Table("start of the random generator", 0, 1, []float32{math.Float32frombits(kernel.GeneratorStart)})
	v.Region = "start of the random generator"
	return v
}
