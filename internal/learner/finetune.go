package learner

import (
	"fmt"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// finetune is use case 1: a layer in RAM stands in for the last one, and its
// target is the input itself. With Tune more of the network goes on learning, by
// backpropagation (Rumelhart, Hinton and Williams, Nature 323, 1986).
var finetune = Learner{
	Name: "tinyol", Mode: "unsupervised", Text: "the last layer goes on learning to reproduce its input",
	Aim: Reconstruct, Rate: 0.005,
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
		layers := tunedLayers(p, s, last(p, Base(p, s.Network, s.fixed())))
		top := layers[len(layers)-1]
		p.Score = ownScore(p)
		for _, l := range layers {
			l.start(p)
		}
		for _, l := range layers {
			l.forward(p)
		}
		p.Do(plan.Predict, kernel.MSE(p.Score, top.y, p.Input)) // equation 1

		// Equations 4 and 5.
		p.Do(plan.Update, kernel.Gradient(s.Loss, top.gradient, top.y, p.Input, s.LearningRate))
		descend(p, s, layers)

		if s.Loss != nn.MSE {
			p.LossOf = []*kernel.Vector{top.y, p.Input}
			p.Loss = func(v [][]float32, _ int) float32 { return s.Loss.Value(v[0], v[1]) }
		}
	},
}

// onlineLayer is the region of what learns.
const onlineLayer = "online layer"

// replaced is the layer that TinyOL takes the place of.
func replaced(s *Settings) *nn.Dense { return s.Network.Layers[len(s.Network.Layers)-1] }
