package recording

import (
	"math"
	"slices"
	"testing"

	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

func traceSummary() *result.Summary {
	return &result.Summary{
		Stream:  result.Stream{Normal: "ok", Label: "label", Classes: []string{"bad", "ok"}},
		Program: result.Program{Learners: []result.Learner{{Mode: "unsupervised", Aim: result.AimDetect}}},
		Runs:    []result.Run{{Mode: "unsupervised", Windows: 1000, Classification: &result.Classification{}}},
	}
}

func TestTraceSortsWindows(t *testing.T) {
	s := traceSummary()
	tr := newTrace(s, &s.Runs[0], true)
	for i, label := range []int{1, 1, 0, result.Mixed, result.NoLabel, 1} {
		tr.add(&result.Step{Window: int64(i), Time: float64(i), Label: label, Prediction: 1, Updated: i == 1,
			Score: float32(i + 1), Frozen: float32(10 * (i + 1))})
	}
	if got := tr.Errors.Of(ErrorOnline).Mean; len(got) != 4 || got[0] != 1 || got[1] != 2 || !math.IsNaN(got[2]) || got[3] != 6 {
		t.Errorf("errors of normal windows: %v, want 1 2 gap 6", got)
	}
	// Behind the update at window 1 are one normal window and one other.
	if n, o := tr.After[NormalSlot][ErrorOnline].Total, tr.After[1][ErrorFrozen].Total; n != 1 || o != 1 {
		t.Errorf("after the last update: %d normal and %d other windows, want 1 and 1", n, o)
	}
	if n := tr.All[NormalSlot][ErrorOnline].Total; n != 3 {
		t.Errorf("%d normal windows in all, want 3", n)
	}
	if tr.LastUpdate != 1 || tr.labelled != 4 || !tr.clock.usable() {
		t.Errorf("last update %d, labelled %d, clock %+v", tr.LastUpdate, tr.labelled, tr.clock)
	}
}

func TestClockRefusesTimeThatRunsBackwards(t *testing.T) {
	for _, c := range []struct {
		name  string
		times []float64
		want  bool
	}{
		{"forward", []float64{0, 1, 1, 2}, true},
		{"backwards", []float64{0, 1, 0.5, 2}, false},
		{"missing", []float64{0, math.NaN(), 2}, false},
		{"standing", []float64{5, 5}, false},
		{"none", nil, false},
	} {
		k := clock{monotone: true}
		for _, v := range c.times {
			k.add(v)
		}
		if k.usable() != c.want {
			t.Errorf("%s: usable %v", c.name, k.usable())
		}
	}
}

func TestTraceAllocatesNothingPerStep(t *testing.T) {
	s := traceSummary()
	tr := newTrace(s, &s.Runs[0], true)
	step := result.Step{Label: 1, Prediction: 1, Score: 0.1, Frozen: 0.2, Loss: 0.3}
	add := func() {
		step.Window++
		step.Time++
		step.Label = int(step.Window/100) % 2
		step.Updated = step.Window%3 == 0
		tr.add(&step)
	}
	for range 50_000 { // until every decimator has its bins
		add()
	}
	if n := testing.AllocsPerRun(20_000, add); n != 0 {
		t.Errorf("%g allocations a step", n)
	}
}

func TestLabelSlots(t *testing.T) {
	few := newLabelSlots(&result.Stream{Normal: "b", Classes: []string{"a", "b", "c"}})
	if few.count() != 3 || few.of(1) != NormalSlot || few.of(0) != 1 || few.of(2) != 2 || few.of(result.NoLabel) != -1 {
		t.Errorf("few labels: %+v", few)
	}
	many := newLabelSlots(&result.Stream{Normal: "a", Classes: []string{"a", "b", "c", "d", "e"}})
	if many.count() != 2 || many.of(4) != 1 || many.Names[1] != "other labels" {
		t.Errorf("many labels: %+v", many)
	}
	none := newLabelSlots(&result.Stream{})
	if none.count() != 1 || none.of(result.NoLabel) != NormalSlot || none.of(result.Mixed) != -1 {
		t.Errorf("no labels: %+v", none)
	}
}

func BenchmarkTrace(b *testing.B) {
	s := traceSummary()
	tr := newTrace(s, &s.Runs[0], true)
	step := result.Step{Label: 1, Prediction: 1, Score: 0.1, Frozen: 0.2, Updated: true}
	for b.Loop() {
		step.Window++
		step.Time++
		tr.add(&step)
	}
}

// Of many seeds the first is kept in full, some further ones as lines, and
// nothing of the rest: neither memory nor figures grow with their number.
func TestSeedsBeyondThoseDrawnCostNothing(t *testing.T) {
	f := reporttest.Fakes()["seeds"]
	f.Seeds = DrawnSeeds + 5
	dir := f.Write(t)
	rec, err := Load(dir, DrawnSeeds, nil)
	reporttest.Must(t, err)
	for _, g := range rec.Groups {
		for k, run := range g.Index {
			trace, test := rec.Traces[run], rec.Tests[run]
			if kept := trace != nil; kept != (k < DrawnSeeds) {
				t.Errorf("%s, seed %d: kept %t", g.Label, k+1, kept)
			}
			if full := trace != nil && trace.All != nil; full != (k == 0 && !g.Classifies()) {
				t.Errorf("%s, seed %d: histograms %t", g.Label, k+1, full)
			}
			if test != nil && (test.Series > 1) != (k == 0) {
				t.Errorf("%s, seed %d: %d series of assessments", g.Label, k+1, test.Series)
			}
		}
	}
	if rec, err = Load(dir, AllSeeds, nil); err != nil || slices.Contains(rec.Traces, nil) {
		t.Errorf("a comparison lacks seeds: %v", err)
	}
}
