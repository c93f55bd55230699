package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// The distance of Mahalanobis (Proceedings of the National Institute of Sciences of
// India 2(1), 1936) from the running mean, squared and divided by the features: near
// 1 while the machine is as it was. The covariance is kept as L D Lᵀ. The other ways
// are worse in float32: the inverse by Sherman and Morrison takes away what the
// window told and grows without end where forgetting meets features that do not move;
// a factor is only ever added to, and a floor under D, the one regularisation,
// says what a feature's variance is at least when those before it are known.
//
// Until 1/rate windows were learned from, mean and covariance are plain ones; then
// the newest window weighs the rate.
var _ = Register(Learner{
	Name: "mahalanobis", Text: "running mean and covariance of the features; the score is the squared Mahalanobis distance per feature",
	Aim: Score, Score: "squared distance per feature", Rate: 0.005, Warm: true,
	Check: func(s *Settings) error {
		if err := checkTriangle(s.Network.Layers[0].In, "features", "choose a smaller window or fewer columns"); err != nil {
			return err
		}
		return checkWeight(s)
	},
	Plan: func(p *plan.Plan, s *Settings) {
		n := p.Input.Cols
		statistics := p.Keep("statistics (count, means)", covariance, 0, n+1)
		factor := p.Keep("covariance as L and D", covariance, 0, kernel.Triangular(n))
		z := p.Vector("deviation", "deviation", n)
		p.Score = ownScore(p)
		p.Do(plan.Predict, kernel.Mahalanobis(p.Score, z, p.Input, statistics, factor))
		p.Do(plan.Update, kernel.CovarianceUpdate(factor, statistics, z, p.Input, s.LearningRate))
	},
})

const covariance = "mean and covariance"
