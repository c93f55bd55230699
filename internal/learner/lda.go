package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// lda takes every class for a Gaussian with a covariance that all share.
var _ = Register(Learner{
	Name: "lda", Text: "linear discriminant analysis: running means and a covariance that all classes share",
	Aim: Label, Check: checkClassifier,
	Plan: func(p *plan.Plan, s *Settings) {
		t := tap(p, s)
		records := p.Keep("classes (count, beginning, means)", classRecords, 0, t.room*(t.n+2))
		factor := p.Keep("covariance (count, factor)", "covariance", 0, 1+t.n*t.n)
		t.keep()
		x := t.standardised()
		y, z := t.output("online output"), p.Vector("deviation", "deviation", t.n)

		one := kernel.Table("one", 0, 1, []float32{1})
		one.Region = "one"
		for j := range t.n { // the scatter begins with I
			p.AtStart(kernel.Store(factor.Part(1+j*(t.n+1), 1), one))
		}
		t.predictAgain(y, kernel.LDAScores(y, z, records, factor, x))
		p.Do(plan.Update, kernel.LDALearn(records, z, x, t.room), kernel.LDAFactor(factor, z))
		t.loss(y, nn.CrossEntropyOfLogits)
	},
})
