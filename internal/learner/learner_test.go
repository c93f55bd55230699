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

// A rate that is a weight is below one.
func TestRatesThatAreWeights(t *testing.T) {
	for _, name := range []string{"ewma", "mahalanobis", "rls"} {
		mode, _ := Named(name)
		s := &Settings{Network: &nn.Network{}, LearningRate: 1}
		if err := Of(mode).Check(s); err == nil || !strings.Contains(err.Error(), "below 1") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
