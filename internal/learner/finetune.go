package learner

import (
	"fmt"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// finetune is use case 1: a layer in RAM stands in for the last one, and its
// target is the input itself.
var finetune = Learner{
	Name: "tinyol", Mode: "unsupervised", Text: "the last layer goes on learning to reproduce its input",
	Aim: Reconstruct, Rate: 0.02,
	Check: func(s *Settings) error {
		if a := replaced(s).Activation; a != nn.SigmoidActivation {
			return fmt.Errorf("the last layer's activation is %s; equations 3 to 5 need sigmoid", a)
		}
		if s.Loss > nn.PaperEq5 {
			return fmt.Errorf("the loss %s does not suit a sigmoid output", s.Loss)
		}
		return nil
	},
	Plan: func(p *plan.Plan, s *Settings) {
		layers := s.Network.Layers
		x := last(p, Base(p, s.Network, len(layers)-1))
		l := replaced(s)
		weights := p.Keep("online weights", onlineLayer, l.In, l.Out)
		bias := p.Keep("online biases", onlineLayer, 0, l.Out)
		y := p.Vector("online output", "online output", l.Out)
		gradient := p.Vector("gradient", "gradient", l.Out)
		p.Score = ownScore(p)

		trained, trainedBias := Weights(l)
		p.AtStart(kernel.Store(weights, trained), kernel.Store(bias, trainedBias))

		p.Do(plan.Predict, kernel.Dense(y, x, weights, bias)) // equations 2 and 3
		p.Do(plan.Predict, kernel.Activation(l.Activation, y)...)
		p.Do(plan.Predict, kernel.MSE(p.Score, y, p.Input)) // equation 1

		p.Do(plan.Update, // equations 4 and 5
			kernel.Gradient(s.Loss, gradient, y, p.Input, s.LearningRate),
			kernel.OuterUpdate(weights, x, gradient),
			kernel.BiasUpdate(bias, gradient))

		if s.Loss != nn.MSE {
			p.LossOf = []*kernel.Vector{y, p.Input}
			p.Loss = func(v [][]float32, _ int) float32 { return s.Loss.Value(v[0], v[1]) }
		}
	},
}

// onlineLayer is the region of what learns.
const onlineLayer = "online layer"

// replaced is the layer that TinyOL takes the place of.
func replaced(s *Settings) *nn.Dense { return s.Network.Layers[len(s.Network.Layers)-1] }
