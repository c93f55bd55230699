package learner

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

func tuneNetwork() *nn.Network {
	return network([]int{5, 7, 3, 4, 6, 5},
		[]nn.Activation{nn.TanhActivation, nn.Linear, nn.ReLU, nn.SigmoidActivation, nn.SigmoidActivation}, 1)
}

// parameters are the network's, in float64.
type parameters struct{ weights, bias [][]float64 }

func parametersOf(net *nn.Network) (p parameters) {
	for _, l := range net.Layers {
		var w, b []float64
		for i := range l.In {
			for o := range l.Out {
				w = append(w, float64(l.Weight(i, o)))
			}
		}
		for o := range l.Out {
			b = append(b, float64(l.Bias[o]))
		}
		p.weights, p.bias = append(p.weights, w), append(p.bias, b)
	}
	return p
}

// cost is what the losses are the derivative of: half the sum of squared
// differences, or the sum of the binary cross-entropy.
func (p parameters) cost(net *nn.Network, loss nn.Loss, input []float32) (sum float64) {
	x := make([]float64, len(input))
	for i, v := range input {
		x[i] = float64(v)
	}
	for k, l := range net.Layers {
		y := slices.Clone(p.bias[k])
		for o := range y {
			for i, v := range x {
				y[o] += v * p.weights[k][i*l.Out+o]
			}
			switch l.Activation {
			case nn.ReLU:
				y[o] = max(y[o], 0)
			case nn.SigmoidActivation:
				y[o] = 1 / (1 + math.Exp(-y[o]))
			case nn.TanhActivation:
				y[o] = math.Tanh(y[o])
			}
		}
		x = y
	}
	for i, y := range x {
		target := float64(input[i])
		if loss == nn.BCE {
			sum -= target*math.Log(y) + (1-target)*math.Log(1-y)
		} else {
			sum += (y - target) * (y - target) / 2
		}
	}
	return sum
}

// gradient is the difference quotient by one of some parameters.
func (p parameters) gradient(net *nn.Network, loss nn.Loss, x []float32, of []float64, i int) float64 {
	const h = 1e-5
	value := of[i]
	of[i] = value + h
	above := p.cost(net, loss, x)
	of[i] = value - h
	below := p.cost(net, loss, x)
	of[i] = value
	return (above - below) / (2 * h)
}

// tunedOf says what learns of a layer of tuneNetwork.
func tunedOf(tune Tune, layer int) (weights, bias bool) {
	last, decoder := layer == 4, layer > 1
	return tune == TuneAll || tune == TuneDecoder && decoder || tune == TuneLast && last,
		tune == TuneAll || tune == TuneBias || tune == TuneDecoder && decoder || tune == TuneLast && last
}

func layerName(what string, layer int) string {
	if layer == 4 {
		return what
	}
	return fmt.Sprintf("%s of layer %d", what, layer)
}

// A step goes down the gradient of the loss by all that is tuned, which finite
// differences of the whole network say.
func TestStepsAreDownTheGradient(t *testing.T) {
	const rate = 0.5
	for _, loss := range []nn.Loss{nn.MSE, nn.BCE} {
		for tune := range Tune(4) {
			net := tuneNetwork()
			trained := parametersOf(net)
			r := newRig(t, "tinyol", 5, &Settings{Network: net, Loss: loss, LearningRate: rate, Options: Options{Tune: tune}})
			x := windows(1, 5, 7)[0]
			r.learn(x)
			moved := 0
			check := func(name string, before []float64) {
				for i, after := range r.kept(name) {
					want := trained.gradient(net, loss, x, before, i)
					near(t, fmt.Sprintf("%s, %s: the gradient by %s %d", loss, tune, name, i), (before[i]-float64(after))/rate, want, 2e-6+1e-4*math.Abs(want))
					if want != 0 {
						moved++
					}
				}
			}
			for layer := range net.Layers {
				weights, bias := tunedOf(tune, layer)
				if weights {
					check(layerName("online weights", layer), trained.weights[layer])
				}
				if bias {
					check(layerName("online biases", layer), trained.bias[layer])
				}
			}
			if want := 20; moved < want {
				t.Errorf("%s: %d parameters with a gradient", tune, moved)
			}
		}
	}
}

// With momentum a step is the gradient and nine tenths of the step before.
func TestMomentum(t *testing.T) {
	const rate = 0.1
	for tune := range Tune(4) {
		net := tuneNetwork()
		options := Options{Tune: tune, Optimizer: Momentum}
		r := newRig(t, "tinyol", 5, &Settings{Network: net, LearningRate: rate, Options: options})
		state := func() (all []float64) {
			for _, v := range r.plan.Learned() {
				if !strings.HasPrefix(v.Name, "velocity") {
					for _, x := range v.Device(nil, r.host.Values(v)) {
						all = append(all, float64(x))
					}
				}
			}
			return all
		}
		before, step := state(), make([]float64, len(state()))
		for _, x := range windows(4, 5, 8) {
			gradient := gradientOf(t, r, net, tune, rate, x)
			r.learn(x)
			after := state()
			for i := range step {
				step[i] = 0.9*step[i] + gradient[i]
				near(t, fmt.Sprintf("%s: step %d", tune, i), before[i]-after[i], step[i], 1e-6)
			}
			before = after
		}
	}
}

// gradientOf is what plain gradient descent takes of the parameters that a rig has.
func gradientOf(t *testing.T, r *rig, net *nn.Network, tune Tune, rate float32, x []float32) (all []float64) {
	t.Helper()
	plain := newRig(t, "tinyol", 5, &Settings{Network: net, LearningRate: rate, Options: Options{Tune: tune}})
	var before [][]float32
	for _, v := range plain.plan.Learned() {
		before = append(before, r.kept(v.Name))
		v.Host(plain.host.Values(v), r.kept(v.Name))
	}
	plain.learn(x)
	for i, v := range plain.plan.Learned() {
		for k, after := range plain.kept(v.Name) {
			all = append(all, float64(before[i][k]-after))
		}
	}
	return all
}

// Without options the plan is that of the paper, operation by operation.
func TestPlainIsThePaper(t *testing.T) {
	r := newRig(t, "tinyol", 5, &Settings{Network: tuneNetwork(), LearningRate: 0.1})
	want := map[plan.List]string{
		plan.Of(plan.Base):    "dense tanh dense dense relu dense sigmoid",
		plan.Of(plan.Predict): "dense sigmoid mse",
		plan.Of(plan.Update):  "gradient_mse outer_update bias_update",
		plan.Start:            "store store",
	}
	for list, names := range want {
		var got []string
		for _, o := range r.plan.Lists[list] {
			got = append(got, o.Card.Name)
		}
		if strings.Join(got, " ") != names {
			t.Errorf("list %d is %v, want %s", list, got, names)
		}
	}
	var kept []string
	for _, v := range r.plan.Learned() {
		kept = append(kept, v.Name)
	}
	if !slices.Equal(kept, []string{"online weights", "online biases"}) {
		t.Errorf("kept are %v", kept)
	}
}

func TestNamesOfOptions(t *testing.T) {
	for i, name := range TuneNames() {
		if got, err := ParseTune(name); err != nil || got != Tune(i) || got.String() != name {
			t.Errorf("%s is %v, %v", name, got, err)
		}
	}
	for i, name := range OptimizerNames() {
		if got, err := ParseOptimizer(name); err != nil || got != Optimizer(i) || got.String() != name {
			t.Errorf("%s is %v, %v", name, got, err)
		}
	}
	if _, err := ParseTune("encoder"); err == nil || err.Error() != `unknown tune "encoder"; use last, bias, decoder or all` {
		t.Errorf("%v", err)
	}
	if _, err := ParseOptimizer("adam"); err == nil || err.Error() != `unknown optimizer "adam"; use sgd or momentum` {
		t.Errorf("%v", err)
	}
}
