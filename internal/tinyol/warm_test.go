package tinyol

import (
	"slices"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/stream"
)

// A program that was warmed begins where a device ends that has learned from the
// same windows, and has no table that nothing reads.
func TestWarmBeginsWhereTrainingEnds(t *testing.T) {
	cold := testProgram(t, Unsupervised, frontend.Demean)
	cold.Policy = Policy{Gate: Always, Normal: stream.NoLabel}
	d := newDevice(t, cold)
	var windows []float32
	drive(d, vibration(200, 1, 0.1, 7), stream.NoLabel, func(Outcome) { windows = append(windows, d.Input()...) })

	warm := *cold
	warm.Policy.Gate, warm.Policy.Limit = Labelled, 1 // which must not hold the training back
	if err := warm.Warm(windows); err != nil {
		t.Fatal(err)
	}
	begun := newDevice(t, &warm)
	var want, got State
	d.State(&want)
	begun.State(&got)
	for i := range want.Values {
		if !slices.Equal(want.Values[i], got.Values[i]) {
			t.Errorf("%s begins elsewhere", d.Learned()[i].Name)
		}
	}
	flash := func(p *Program) (bytes int) {
		for _, r := range p.Plan().Regions() {
			if r.Flash && r.Name != "operations" {
				bytes += r.Bytes
			}
		}
		return bytes
	}
	if a, b := flash(cold), flash(&warm); a != b {
		t.Errorf("%d bytes of tables, without the start %d", b, a)
	}
}

// Each name, of a learner and of the paper's modes, leads to its learner.
func TestNamed(t *testing.T) {
	for _, m := range learner.Modes() {
		for _, name := range []string{learner.Of(m).Name, m.String()} {
			if got, ok := learner.Named(name); !ok || got != m {
				t.Errorf("%s is %v", name, got)
			}
		}
	}
	if _, ok := learner.Named("nobody"); ok {
		t.Error("there is a learner of any name")
	}
}
