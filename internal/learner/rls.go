package learner

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// The last layer by recursive least squares with forgetting, as OS-ELM learns it
// (Liang, Huang, Saratchandran and Sundararajan, IEEE Transactions on Neural Networks
// 17(6), 2006) and ONLAD on a microcontroller (Tsukada, Kondo and Matsutani, IEEE
// Transactions on Computers 69(7), 2020). As there the layer's output is linear and
// its target the input itself: what stands in for the last layer has no sigmoid, so
// that least squares are exact and no target has to be cut off to fit a logit.
// Outputs may leave 0 to 1, as the input may in the field. The bias is the weight of
// an input that is 1. It begins from zero with a ridge, which is what OS-ELM's first
// batch becomes (Huynh and Won, Pattern Recognition Letters 32(14), 2011).
//
// The forgetting is 1 - rate.
var _ = Register(Learner{
	Name: "rls", Text: "the last layer, linear, by recursive least squares with forgetting (OS-ELM, ONLAD)",
	Aim: Reconstruct, Rate: 0.01, Warm: true,
	Check: func(s *Settings) error {
		if err := checkTriangle(replaced(s).In+1, "inputs of the last layer", "choose a smaller hidden layer"); err != nil {
			return err
		}
		return checkWeight(s)
	},
	Plan: func(p *plan.Plan, s *Settings) {
		hidden := last(p, Base(p, s.Network, len(s.Network.Layers)-1))
		n, out := hidden.Cols+1, p.Input.Cols
		weights := p.Keep("online weights", onlineLayer, hidden.Cols, out)
		bias := p.Keep("online biases", onlineLayer, 1, out)
		factor := p.Keep("P as U and D", onlineLayer, 0, kernel.Triangular(n))
		y := p.Vector("online output", "online output", out)
		x := p.Vector("layer input and 1", "layer input", n)
		x.Rectified = hidden.Rectified
		gain := p.Vector("gain", "gain", n)
		gradient := p.Vector("gradient", "gradient", out)
		p.Score = ownScore(p)
		p.AtStart(kernel.Store(factor, kernel.RLSFactor(n)))
		p.Do(plan.Predict,
			kernel.Dense(y, hidden, weights, bias),
			kernel.MSE(p.Score, y, p.Input))
		p.Do(plan.Update,
			kernel.Store(x.Part(0, hidden.Cols), hidden),
			kernel.Set(x.Part(hidden.Cols, 1), 1),
			kernel.RLSGain(gain, factor, x, 1-s.LearningRate),
			kernel.Gradient(nn.BCE, gradient, y, p.Input, 1), // y - t
			kernel.OuterUpdate(weights, gain.Part(0, hidden.Cols), gradient),
			kernel.OuterUpdate(bias, gain.Part(hidden.Cols, 1), gradient))
	},
})
