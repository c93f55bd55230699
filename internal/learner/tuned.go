package learner

import (
	"fmt"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// tuned is a layer of which something is in RAM and learns.
type tuned struct {
	*nn.Dense
	x, y          *kernel.Vector // input and output
	weights, bias *kernel.Vector // weights in flash where biases alone learn
	gradient      *kernel.Vector // by the sums, with the rate in it
}

// tunedLayers are those behind an output, from the first that learns on.
func tunedLayers(p *plan.Plan, s *Settings, x *kernel.Vector) (all []*tuned) {
	layers := s.Network.Layers
	for i := s.fixed(); i < len(layers); i++ {
		of := ""
		if i < len(layers)-1 {
			of = fmt.Sprintf(" of layer %d", i)
		}
		l := &tuned{Dense: layers[i], x: x}
		if l.weights, _ = Weights(l.Dense); s.Tune != TuneBias {
			l.weights = p.Keep("online weights"+of, onlineLayer, l.In, l.Out)
		}
		l.bias = p.Keep("online biases"+of, onlineLayer, 0, l.Out)
		l.y = p.Vector("online output"+of, "online output"+of, l.Out)
		l.gradient = p.Vector("gradient"+of, "gradient"+of, l.Out)
		all, x = append(all, l), l.y
	}
	return all
}

// start takes over what was trained.
func (l *tuned) start(p *plan.Plan) {
	weights, bias := Weights(l.Dense)
	if !l.weights.Flash() {
		p.AtStart(kernel.Store(l.weights, weights))
	}
	p.AtStart(kernel.Store(l.bias, bias))
}

// forward is equations 2 and 3.
func (l *tuned) forward(p *plan.Plan) {
	p.Do(plan.Predict, kernel.Dense(l.y, l.x, l.weights, l.bias))
	p.Do(plan.Predict, kernel.Activation(l.Activation, l.y)...)
}

// descend adds the steps of the layers, the last one first. The gradient below a
// layer is made of its weights before they move.
func descend(p *plan.Plan, s *Settings, layers []*tuned) {
	step := stepper(p, s)
	for i := len(layers) - 1; i >= 0; i-- {
		l := layers[i]
		if i > 0 {
			below := layers[i-1]
			p.Do(plan.Update, kernel.Backward(below.gradient, l.weights, l.gradient))
			p.Do(plan.Update, kernel.Slope(below.Activation, below.gradient, below.y)...)
		}
		if !l.weights.Flash() {
			step(l.weights, l.x, l.gradient)
		}
		step(l.bias, nil, l.gradient)
	}
}

// stepper is what adds the step of weights, or without inputs of a bias.
func stepper(p *plan.Plan, s *Settings) func(weights, x, gradient *kernel.Vector) {
	if s.Optimizer == SGD {
		return func(weights, x, gradient *kernel.Vector) {
			if x == nil {
				p.Do(plan.Update, kernel.BiasUpdate(weights, gradient))
				return
			}
			p.Do(plan.Update, kernel.OuterUpdate(weights, x, gradient))
		}
	}
	one := p.Vector("input of biases", "input of biases", 1)
	p.Do(plan.Update, kernel.Set(one, 1))
	return func(weights, x, gradient *kernel.Vector) {
		if x == nil {
			x = one
		}
		velocity := p.Keep("velocity of "+weights.Name, "velocity", weights.Rows, weights.Cols)
		p.Do(plan.Update, kernel.MomentumUpdate(weights, velocity, x, gradient, momentum))
	}
}
