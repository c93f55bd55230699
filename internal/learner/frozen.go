package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// frozen is the model as it was flashed.
var frozen = Learner{
	Name: "frozen", Text: "the autoencoder as it was flashed", Aim: Score,
	Plan: func(p *plan.Plan, s *Settings) {
		y := last(p, Base(p, s.Network, len(s.Network.Layers)))
		p.Score = ownScore(p)
		p.Do(plan.Predict, kernel.MSE(p.Score, y, p.Input))
	},
}

// ownScore is a score with a word of its own.
func ownScore(p *plan.Plan) *kernel.Vector { return p.Vector("score", "score", 1) }
