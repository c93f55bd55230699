package learner

import (
	"fmt"
	"math"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// softmax is use case 2: a softmax layer without a bias, which grows a neuron at
// each new label, on the embedding and the reconstruction error.
var softmax = Learner{
	Name: "softmax", Mode: "supervised", Text: "a softmax layer that grows a neuron at each new label",
	Aim: Label, Rate: 0.05,
	Check: func(s *Settings) error {
		if s.MaxClasses < 2 {
			return fmt.Errorf("room for %d classes; supervised mode needs at least 2", s.MaxClasses)
		}
		return nil
	},
	Plan: func(p *plan.Plan, s *Settings) {
		outputs := Base(p, s.Network, len(s.Network.Layers))
		z := outputs[s.Network.Embedding]
		n, room := z.Cols+1, s.MaxClasses
		weights := p.Keep("online weights", onlineLayer, n, room)
		p.Labels = p.Keep("class table", "class table", 0, room)
		statistics := p.Keep("statistics (count, means, sums of squares)", "statistics", 0, 2*n+1)
		seen := p.Vector("embedding and reconstruction error", "standardised features", n)
		x := p.Vector("standardised features", "standardised features", n)
		y := grown(p.Vector("online output", "online output", room))
		gradient := grown(p.Vector("gradient", "gradient", room))
		p.Seen, p.Score = seen, seen.Part(n-1, 1)

		p.Do(plan.Base, kernel.MSE(p.Score, last(p, outputs), p.Input))
		p.Do(plan.Normalise,
			kernel.Store(seen.Part(0, n-1), z),
			kernel.Welford(statistics, seen),
			kernel.Standardise(x, seen, statistics))

		predict := []kernel.Op{kernel.Dense(y, x, weights, nil), kernel.Softmax(y)} // equation 6
		p.Do(plan.Predict, append(predict, kernel.Argmax(y))...)
		// The new neuron takes its share of the softmax before the weights move;
		// the prediction above stays the one that counts.
		p.AtGrowth(predict...)
		p.Do(plan.Update, // equation 8
			kernel.GradientCrossEntropy(gradient, y, s.LearningRate),
			kernel.OuterUpdate(weights, x, gradient))

		p.LossOf = []*kernel.Vector{y}
		p.Loss = func(v [][]float32, target int) float32 { // equation 7
			if target == kernel.None {
				return float32(math.NaN())
			}
			return nn.CrossEntropyOf(v[0], target)
		}
	},
}

// grown marks a vector that has as many values as there are neurons.
func grown(v *kernel.Vector) *kernel.Vector {
	v.Grows = true
	return v
}
