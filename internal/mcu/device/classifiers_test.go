package device

import (
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// classifiers are the learners that name labels.
func classifiers() (all []tinyol.Mode) {
	for _, m := range learner.Modes() {
		if learner.Of(m).Aim == learner.Label {
			all = append(all, m)
		}
	}
	return all
}

// settingsOfClassifiers reach every option's least and an odd value.
var settingsOfClassifiers = map[string]learner.Options{
	"default":  {},
	"features": {Tap: learner.Features, Bias: true, Remembered: 3, Replays: 2, Neighbours: 5, Batch: 5},
	"least":    {Bias: true, Remembered: 1, Replays: 1, Neighbours: 1, Batch: 1},
}

// Every classifier gives the same bits on every build, whatever its options, and
// says so where its room is taken.
func TestSameBitsOfClassifiers(t *testing.T) {
	for _, mode := range classifiers() {
		for setting, options := range settingsOfClassifiers {
			for _, name := range []string{"nano33ble", "bluepill", "arduino-zero"} {
				t.Run(mode.String()+"/"+setting+"/"+name, func(t *testing.T) {
					t.Parallel()
					p := programOf(t, shape{mode: mode, kind: frontend.Demean, activation: nn.ReLU, classes: 4, embedding: 4})
					p.Options = options
					n := compare(t, p, name, 2*stepsOn(name))
					if n.updates < n.steps/3 || n.grown != 4 || n.full == 0 || n.predicted == 0 {
						t.Errorf("the comparison saw too little: %+v", n)
					}
				})
			}
		}
	}
}

// One input, two classes, a layer that runs away: nothing depends on sizes or on
// values being numbers.
func TestSameBitsOfExtremeClassifiers(t *testing.T) {
	for _, mode := range classifiers() {
		t.Run(mode.String(), func(t *testing.T) {
			t.Parallel()
			p := programOf(t, shape{mode: mode, kind: frontend.Raw, channels: 1, window: 1, stride: 1, hidden: []int{2}, embedding: 1, classes: 2})
			p.Options.Tap = learner.Features
			compare(t, p, "nano33ble", 60)
			p = programOf(t, shape{mode: mode, kind: frontend.Demean, rate: 1e37})
			n := compare(t, p, "bluepill", 40)
			if n.updates == 0 {
				t.Errorf("%+v", n)
			}
		})
	}
}
