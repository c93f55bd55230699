package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// means takes an input for the class whose mean is nearest.
var _ = Register(Learner{
	Name: "means", Text: "the nearest of the classes' running means",
	Aim: Label, Check: checkClassifier,
	Plan: func(p *plan.Plan, s *Settings) {
		t := tap(p, s)
		records := p.Keep("classes (count, means)", classRecords, 0, t.room*(t.n+1))
		t.keep()
		x := t.standardised()
		y := t.output("online output")
		t.predictAgain(y, kernel.MeansScores(y, records, x))
		p.Do(plan.Update, kernel.MeansLearn(records, x, t.room))
		t.loss(y, nn.CrossEntropyOfLogits)
	},
})
