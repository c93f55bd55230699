package extend

import (
	"fmt"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// A learner: the whole network stays as it was flashed, and a shift behind it
// learns what its reconstruction is off by in the mean.
var shifted = learner.Register(learner.Learner{
	Name: "shift", Aim: learner.Reconstruct, Rate: 0.02,
	Plan: func(p *plan.Plan, s *learner.Settings) {
		outputs := learner.Base(p, s.Network, len(s.Network.Layers))
		y := outputs[len(outputs)-1]
		by := p.Keep("shift", "shift", 0, y.Cols)
		moved := p.Vector("shifted output", "shifted output", y.Cols)
		gradient := p.Vector("gradient", "gradient", y.Cols)
		p.Score = p.Vector("score", "score", 1)
		p.Do(plan.Predict,
			kernel.Op{Card: add, Vectors: []*kernel.Vector{moved, y, by}, Dims: []kernel.Dim{{N: y.Cols}}},
			kernel.MSE(p.Score, moved, p.Input))
		p.Do(plan.Update,
			kernel.Gradient(nn.BCE, gradient, moved, p.Input, s.LearningRate), // rate * (y - t)
			kernel.BiasUpdate(by, gradient))
	},
	Check: func(s *learner.Settings) error {
		if s.LearningRate > 1 {
			return fmt.Errorf("a rate of %g overshoots", s.LearningRate)
		}
		return nil
	},
})

var add = kernel.Register(kernel.Card{
	Name: "add",
	Text: "to[i] = x[i] + y[i].",
	Parameters: []kernel.Parameter{
		{Name: "to", Kind: kernel.Write, Size: kernel.Size{Cols: "n", Times: 1}},
		{Name: "x", Kind: kernel.Read, Size: kernel.Size{Cols: "n", Times: 1}},
		{Name: "y", Kind: kernel.Read, Size: kernel.Size{Cols: "n", Times: 1}},
		{Name: "n", Kind: kernel.Dimension, Min: 1},
	},
	Run: func(a *kernel.Args) {
		for i := range a.V[0] {
			a.V[0][i] = a.V[1][i] + a.V[2][i]
		}
	},
	Forms: []kernel.Form{{Name: "add", Terms: []string{"1", "n", "n==1"}}},
	Draft: []kernel.Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 3}},
		{Times: "n", Mix: map[string]float64{"float_load": 2, "float_add": 1, "float_store": 1, "integer": 1, "branch": 1}},
	},
})
