package tinyol

import (
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
)

// Many windows at once are taken for what each of them is.
func TestAssessAllIsAssessOfEach(t *testing.T) {
	d := newDevice(t, testProgram(t, Supervised, frontend.Demean))
	var windows []float32
	for round := range 6 {
		drive(d, vibration(60, 1+2*float64(round%2), 0.11, uint64(round)), round%2, func(Outcome) {
			windows = d.Encode(windows)
		})
		n := 0
		d.AssessAll(windows, func(window, label int) {
			width := len(windows) / d.windowsIn(windows)
			if want := d.Assess(windows[window*width : (window+1)*width]); label != want {
				t.Errorf("round %d, window %d: label %d, alone %d", round, window, label, want)
			}
			n++
		})
		if n != d.windowsIn(windows) || n == 0 {
			t.Errorf("%d windows of %d", n, d.windowsIn(windows))
		}
	}
}

func (d *Device) windowsIn(features []float32) int { return len(features) / len(d.seen()) }

// A device that is given what its network makes of a window steps as one that
// computes it from the rows.
func TestStepOnIsStep(t *testing.T) {
	for _, mode := range learner.Modes() {
		for i, kind := range frontend.Kinds() {
			p := testProgram(t, mode, kind)
			p.Options.Tune = learner.Tune(i) // one for each front end
			alone, given := newDevice(t, p), newDevice(t, p)
			base := NewBase(p.Network)
			steps := 0
			drive(alone, vibration(200, 1, 0.1, 7), 0, func(want Outcome) {
				base.Run(alone.Input())
				steps++
				if got := given.StepOn(base, 0); !sameOutcome(got, want) {
					t.Fatalf("%s %s, step %d: %+v, alone %+v", mode, kind, steps, got, want)
				}
			})
			if steps < 5 {
				t.Errorf("%s %s: %d steps", mode, kind, steps)
			}
		}
	}
}

// sameOutcome takes a loss that is no number for one that is none either.
func sameOutcome(a, b Outcome) bool {
	if a.Loss != a.Loss && b.Loss != b.Loss {
		a.Loss, b.Loss = 0, 0
	}
	return a == b
}
