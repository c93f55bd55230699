package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// knn-classes lets the nearest of each class's last inputs vote.
var _ = Register(Learner{
	Name: "knn-classes", Text: "the votes of the nearest among the last inputs of each class",
	Aim: Label, Check: checkClassifier,
	Plan: func(p *plan.Plan, s *Settings) {
		t := tap(p, s)
		memory := p.Keep("remembered inputs", reservoir, 0, t.room*s.remembered()*t.n)
		cursors := p.Keep("cursors of the rings", reservoir, 0, t.room)
		t.keep()
		x := t.standardised()
		distances := t.outputs("distances", s.remembered())
		votes := t.output("online output")
		t.predict(votes, kernel.RingsDistances(distances, memory, cursors, x), kernel.RingsVote(votes, distances, s.neighbours()))
		p.AtGrowth(kernel.RingsGrow(votes))
		p.Do(plan.Update, kernel.RingsLearn(memory, cursors, x))
		t.loss(votes, nn.CrossEntropyOfVotes)
	},
})
