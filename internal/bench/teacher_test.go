package bench

import (
	"math"
	"slices"
	"testing"

	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/stream"
)

// Labels by hand: two windows late, none before the third.
func TestLabelsComeLate(t *testing.T) {
	teacher := &Teacher{budget: 1, waiting: []int{stream.NoLabel, stream.NoLabel}}
	var arrived []int
	for _, label := range []int{4, 5, stream.Mixed, 6, 7} {
		arrived = append(arrived, teacher.Label(&replay.Row{Label: label}))
	}
	if want := []int{stream.NoLabel, stream.NoLabel, 4, 5, stream.Mixed}; !slices.Equal(arrived, want) {
		t.Errorf("%v, want %v", arrived, want)
	}
}

// A budget of a twentieth lets a twentieth of the labels through, the same ones
// whoever asks. Of 100,000 draws the standard deviation is 69.
func TestLabelBudget(t *testing.T) {
	n := 0
	for window := range int64(100_000) {
		if drawn(window, 0.05) {
			n++
		}
		if drawn(window, 0) || !drawn(window, 1) {
			t.Fatalf("window %d: none is some, or all are not all", window)
		}
	}
	if math.Abs(float64(n)-5000) > 4*69 {
		t.Errorf("%d of 100000, want some 5000", n)
	}
	teacher := &Teacher{budget: 0.05}
	for window := range int64(1000) {
		if got := teacher.Label(&replay.Row{Window: window, Label: 3}); (got == 3) != drawn(window, 0.05) {
			t.Fatalf("window %d: label %d", window, got)
		}
	}
}

func TestHealthyStretches(t *testing.T) {
	for text, want := range map[string]span{
		"0..5000":   {0, 5000, false},
		"0s..10m":   {0, 600, true},
		"0..90s":    {0, 90, true},
		"1h..90m":   {3600, 5400, true},
		" 10 .. 20": {10, 20, false},
	} {
		if got, problem := parseSpan(text); problem != "" || got != want {
			t.Errorf("%q: %+v %s, want %+v", text, got, problem, want)
		}
	}
	for _, text := range []string{"", "5", "5..", "..5", "a..b", "10..5", "5..5", "-5..5", "5..10m", "1s..1h..2h", "0s..NaN"} {
		if got, problem := parseSpan(text); problem == "" {
			t.Errorf("%q: %+v", text, got)
		}
	}
	s := span{10, 20, false}
	// The eleventh row is number 11 and 10 from the first.
	for number, want := range map[int64]bool{10: false, 11: true, 20: true, 21: false} {
		if s.has(&replay.Row{Number: number}) != want {
			t.Errorf("row %d: %v", number, !want)
		}
	}
	s.seconds = true
	for at, want := range map[float64]bool{9.9: false, 10: true, 19.9: true, 20: false} {
		if s.has(&replay.Row{Since: at}) != want {
			t.Errorf("%g s: %v", at, !want)
		}
	}
}

// unlabelled is a recording without its labels.
func unlabelled() Spec {
	s := quickSpec()
	s.Label, s.Normal, s.Learn, s.Mode = stream.None, "", spec.Unset, "unsupervised"
	return s
}

// Without labels and without the operator's word nothing is learned, and the user is
// told how to give it; with it the device learns in these stretches, and where
// somebody asks from everything.
func TestWithoutLabelsNothingIsLearnedUnasked(t *testing.T) {
	s, mon := unlabelled(), &noting{}
	run := func() int64 {
		t.Helper()
		sum, err := Run(t.Context(), s, fixture.Opener(fixture.Recordings()), mon)
		if err != nil {
			t.Fatal(err)
		}
		return sum.Runs[0].Updates
	}
	if n := run(); n != 0 || !slices.ContainsFunc(mon.notes, func(text string) bool { return len(text) > 30 && text[:27] == "the stream has no labels, a" }) {
		t.Errorf("%d updates, notes %q", n, mon.notes)
	}
	// 12,000 rows at 100 Hz: a window every 10 rows of those that end in the first 30 s,
	// 297; half of them may teach.
	s.Healthy = []string{"0s..30s"}
	if n := run(); n != 148 {
		t.Errorf("%d updates by the operator's word, want 148", n)
	}
	s.Healthy, s.Policy = nil, "always"
	if n := run(); n != 598 { // half of the 1197 windows
		t.Errorf("%d updates where all may teach, want 598", n)
	}
}

// Learning stops at half of what may teach; the stream has 12,000 rows in turns of
// 500, so that 12 times 47 windows are normal and do not span two labels.
func TestLearningStopsAtHalf(t *testing.T) {
	s := quickSpec()
	s.Learn, s.Mode = spec.Unset, "unsupervised"
	run := mustRun(t, s, fixture.Recordings()).Runs[0]
	if run.Learn != 12*47/2 || run.Updates != run.Learn {
		t.Errorf("%d updates of %d, want %d", run.Updates, run.Learn, 12*47/2)
	}
	s.LabelBudget = "50%"
	if run := mustRun(t, s, fixture.Recordings()).Runs[0]; run.Learn < 120 || run.Learn > 162 || run.Updates != run.Learn {
		t.Errorf("%d updates of %d, want about a quarter of 564", run.Updates, run.Learn)
	}
	if run.LabelDelay != 3 { // 40 rows, one every 10
		t.Errorf("labels come %d windows late, want 3", run.LabelDelay)
	}
}

func TestLabelBudgetsThatAreNone(t *testing.T) {
	for _, text := range []string{"0", "0%", "101%", "-1", "many", "NaN"} {
		s := quickSpec()
		s.LabelBudget = text
		if err := s.Complete(); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}
