package learner

import (
	"strings"
	"testing"

	"tinyol-sim/internal/nn"
)

// detectors are those that learn from features alone or with a network, with all
// their options.
func detectors() map[string]Options {
	all := map[string]Options{"ewma": {}, "mahalanobis": {}, "knn": {}, "rls": {}}
	for _, tune := range TuneNames() {
		for _, optimizer := range OptimizerNames() {
			t, _ := ParseTune(tune)
			o, _ := ParseOptimizer(optimizer)
			all["tinyol "+tune+" "+optimizer] = Options{Tune: t, Optimizer: o}
		}
	}
	return all
}

// A step allocates nothing.
func TestStepsDoNotAllocate(t *testing.T) {
	for name, options := range detectors() {
		r := newRig(t, strings.Fields(name)[0], 5, &Settings{Network: tuneNetwork(), Options: options})
		x := windows(1, 5, 1)[0]
		if n := testing.AllocsPerRun(100, func() { r.learn(x) }); n != 0 {
			t.Errorf("%s: %g allocations", name, n)
		}
	}
}

// What is kept is what docs/LEARNERS.md has formulas for.
func TestKeptBytes(t *testing.T) {
	const n, h, k = 5, 6, 32 // of tuneNetwork
	const m = h + 1
	parameters, biases := 0, 0
	for _, l := range tuneNetwork().Layers {
		parameters += l.In*l.Out + l.Out
		biases += l.Out
	}
	decoder := 3*4 + 4 + 4*6 + 6 + 6*5 + 5
	for name, values := range map[string]int{
		"tinyol last sgd": h*n + n, "tinyol last momentum": 2 * (h*n + n), "tinyol bias sgd": biases,
		"tinyol decoder sgd": decoder, "tinyol all sgd": parameters, "tinyol all momentum": 2 * parameters,
		"rls": m*n + m*(m+1)/2, "ewma": 2*n + 1, "mahalanobis": n + 1 + n*(n+1)/2, "knn": k*n + 2,
	} {
		r := newRig(t, strings.Fields(name)[0], n, &Settings{Network: tuneNetwork(), Options: detectors()[name]})
		got := 0
		for _, v := range r.plan.Learned() {
			got += v.Len()
		}
		if got != values {
			t.Errorf("%s keeps %d values, want %d", name, got, values)
		}
	}
}

// A rate that is a weight is below one.
func TestRatesThatAreWeights(t *testing.T) {
	for _, name := range []string{"ewma", "mahalanobis", "rls"} {
		mode, _ := Named(name)
		s := &Settings{Network: tuneNetwork(), LearningRate: 1}
		if err := Of(mode).Check(s); err == nil || !strings.Contains(err.Error(), "below 1") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// More features than a triangle has room for are refused in a line that says so.
func TestTrianglesHaveAnEnd(t *testing.T) {
	for name, net := range map[string]*nn.Network{
		"mahalanobis": {Layers: []*nn.Dense{{In: 1448, Out: 4}, {In: 4, Out: 1448}}},
		"rls":         {Layers: []*nn.Dense{{In: 4, Out: 1447}, {In: 1447, Out: 4}}},
	} {
		mode, _ := Named(name)
		s := &Settings{Network: net, LearningRate: 0.01}
		if err := Of(mode).Check(s); err == nil || !strings.Contains(err.Error(), "1448 ") {
			t.Errorf("%s: %v", name, err)
		}
		net.Layers[0].In, net.Layers[1].In = net.Layers[0].In-1, net.Layers[1].In-1
		if err := Of(mode).Check(s); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
