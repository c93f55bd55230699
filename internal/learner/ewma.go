package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// The exponentially weighted mean and variance of each feature (Roberts,
// Technometrics 1(3), 1959; MacGregor and Harris, Journal of Quality Technology 25(2),
// 1993, for the variance). The score is the mean squared z score, near 1 while the
// machine is as it was. The rate is what the newest window weighs.
var _ = Register(Learner{
	Name: "ewma", Text: "running mean and variance of each feature; the score is the mean squared z score",
	Aim: Score, Score: "mean squared z score", Rate: 0.01, Warm: true, Check: checkWeight,
	Plan: func(p *plan.Plan, s *Settings) {
		moments := p.Keep("moments (count, means, variances)", "moments", 0, 2*p.Input.Cols+1)
		p.Score = ownScore(p)
		p.Do(plan.Predict, kernel.MeanSquareZ(p.Score, p.Input, moments))
		p.Do(plan.Update, kernel.EWMA(moments, p.Input, s.LearningRate))
	},
})
