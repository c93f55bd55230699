package compare

import (
	"strings"
	"testing"

	"tinyol-sim/internal/result"
)

// A profile of the user's is told by its checksum, for two may have one name.
func TestBoardOfAFile(t *testing.T) {
	a, b := twoMade()
	for r, sum := range map[*Result]string{a: "d", b: "e"} {
		r.manifest.Inputs = append(r.manifest.Inputs, result.Input{Role: "board", Name: "mine.yaml", SHA256: strings.Repeat(sum, 64)})
		for i := range r.summary.Runs {
			r.summary.Runs[i].Board = "boards/mine.yaml"
		}
	}
	for _, s := range mustCompare(t, a, b).Settings {
		if s.Name == "board" {
			if got := strings.Join(s.Values, " | "); got != "mine.yaml (dddddddd) | mine.yaml (eeeeeeee)" {
				t.Errorf("boards %s", got)
			}
			return
		}
	}
	t.Error("the boards do not differ")
}

// With n seeds the smallest two-sided p of the signed rank test is 2/2^n: 0.5
// with two, 0.0625 with five, and below 0.05 with six.
func TestRemarkOnSeeds(t *testing.T) {
	r := twoResults()
	for n, want := range map[int]string{
		2: "with 2 seeds no p is below 0.5, whatever the difference; 6 seeds or more can show one at 0.05",
		5: "with 5 seeds no p is below 0.0625, whatever the difference; 6 seeds or more can show one at 0.05",
		1: "", 6: "",
	} {
		got := ""
		for _, note := range remarks(r, make([]uint64, n)) {
			if strings.Contains(note, "no p is below") {
				got = note
			}
		}
		if got != want {
			t.Errorf("%d seeds: %q, want %q", n, got, want)
		}
	}
}

func twoResults() []*Result {
	a, b := twoMade()
	return []*Result{a, b}
}

func TestWindowsNote(t *testing.T) {
	const head = "the results stopped learning at different places: their detectors are measured again on the windows that all of them have after the last update, from "
	const never = "; where learning never ended, each window is scored before it is learned from"
	for _, test := range []struct {
		starts map[uint64]int64
		basis  string
		want   string
	}{
		{map[uint64]int64{1: 7, 2: 7}, result.BasisAfterLearning, head + "window 7"},
		{map[uint64]int64{1: 9, 2: 7}, result.BasisAfterLearning, head + "window 7 to 9, by seed"},
		{map[uint64]int64{1: 1, 2: 1}, result.BasisPrequential, head + "window 1" + never},
		{map[uint64]int64{1: 0, 2: 0}, result.BasisPrequential, head + "window 0"},
	} {
		r := twoResults()
		r[1].detectors()[0].Anomaly.Basis = test.basis
		if got := windowsNote(r, []uint64{1, 2}, test.starts); got != test.want {
			t.Errorf("%v, %s: %q, want %q", test.starts, test.basis, got, test.want)
		}
	}
}

// One result differs from nothing.
func TestOneResultHasNoSettingsToDiffer(t *testing.T) {
	a, _ := twoMade()
	if notes := strings.Join(mustCompare(t, a).Notes, "\n"); strings.Contains(notes, "no recorded setting differs") {
		t.Errorf("notes:\n%s", notes)
	}
}
