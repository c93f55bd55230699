package bench

import (
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/result"
)

// The record names the rows where the readings change, and the windows by the
// numbers that they have in steps.csv, also where leading rows train.
func TestChangesAreRecorded(t *testing.T) {
	for _, train := range []string{"train", ""} {
		s := quickSpec()
		s.Mode, s.Out = "unsupervised", t.TempDir()
		if s.Train = []string{train}; train == "" {
			s.Train, s.TrainRows = nil, 4000
		}
		s.Drift = []string{"gain:factor=1.2,at=6003,shape=incremental,ramp=1500", "offset:value=2,shape=recurring,at=70s,period=60s"}
		sum := mustRun(t, s, fixture.Recordings())
		steps := readSteps(t, s.Out, sum)
		window, stride := int64(sum.Program.Window), int64(sum.Program.Stride)
		want := []struct {
			drift, to  int
			start, end int64
		}{{0, 0, 6003, 7503}, {1, 0, 7001, 7001}, {1, 1, 10_001, 10_001}}
		if train == "" { // seconds count from the first row behind those that train
			want[1].start, want[1].end = 11_001, 11_001
			want = want[:2]
		}
		if len(sum.Stream.Changes) != len(want) || sum.Stream.LeftOut != 0 {
			t.Fatalf("train %q: %+v, want %d changes", train, sum.Stream.Changes, len(want))
		}
		for i, c := range sum.Stream.Changes {
			w := want[i]
			if c.Drift != s.Drift[w.drift] || c.To != []string{result.ToDrifted, result.ToRecorded}[w.to] || c.Start.Row != w.start || c.End == nil || c.End.Row != w.end {
				t.Errorf("train %q: change %d is %+v, want %+v", train, i, c, w)
				continue
			}
			for _, at := range []struct {
				place *result.ChangePlace
				first int64 // row that a window may begin with
			}{{&c.Start, w.start - window + 1}, {c.End, w.end}} {
				step := steps[*at.place.Window]
				if first := step.Row - window + 1; first < at.first || first >= at.first+stride {
					t.Errorf("train %q, change %d: window %d begins with row %d, want the first from row %d on", train, i, step.Window, first, at.first)
				}
			}
		}
	}
}

func TestDriftThatNeverBeganIsReported(t *testing.T) {
	s := quickSpec()
	s.Mode, s.Drift = "unsupervised", []string{"gain:factor=2,at=12001", "gain:factor=2,at=12000"}
	sum := mustRun(t, s, fixture.Recordings())
	if about := ofDrift(sum.Warnings); len(about) != 1 || !strings.Contains(about[0], "drift gain:factor=2,at=12001 never began") {
		t.Errorf("warnings %q, want one about the first drift", sum.Warnings)
	}
	if c := sum.Stream.Changes; len(c) != 1 || c[0].Start.Row != 12_000 || *c[0].Start.Window != sum.Stream.Windows-1 || c[0].End.Window != nil {
		t.Errorf("changes %+v, want one in the last row", c)
	}
}

func TestChangesWithoutEndAreReported(t *testing.T) {
	s := quickSpec()
	s.Mode, s.Drift = "unsupervised", []string{"gain:factor=2,shape=recurring,period=10"}
	sum := mustRun(t, s, fixture.Recordings())
	if n := int64(len(sum.Stream.Changes)) + sum.Stream.LeftOut; n != 2400 || len(ofDrift(sum.Warnings)) != 1 || !strings.Contains(ofDrift(sum.Warnings)[0], "more than 1000 times") {
		t.Errorf("%d changes, warnings %q", n, sum.Warnings)
	}
}

// ofDrift leaves out the warnings that are about something else, such as a model that
// three epochs have hardly trained.
func ofDrift(warnings []string) []string {
	return slices.DeleteFunc(slices.Clone(warnings), func(w string) bool { return !strings.Contains(w, "drift") })
}
