package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// naiveBayes takes every class for a Gaussian whose features are independent.
var _ = Register(Learner{
	Name: "naive-bayes", Text: "Gaussian naive Bayes: running means and variances of each class",
	Aim: Label, Check: checkClassifier,
	Plan: func(p *plan.Plan, s *Settings) {
		t := tap(p, s)
		records := p.Keep("classes (count, beginning, means, sums of squares)", classRecords, 0, t.room*(2*t.n+2))
		t.keep()
		x := t.standardised()
		y := t.output("online output")
		t.predictAgain(y, kernel.BayesScores(y, records, x))
		p.Do(plan.Update, kernel.BayesLearn(records, x, t.room))
		t.loss(y, nn.CrossEntropyOfLogits)
	},
})

// classRecords is the region of what is known of each class.
const classRecords = "classes"
