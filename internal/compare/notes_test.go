package compare

import (
	"math"
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
// with two, 0.0625 with five, and below 0.05 with six. Holm's factor for the
// smallest of three is 3: 3 * 2/2^6 = 0.094, and 0.047 with seven seeds.
func TestRemarkOnSeeds(t *testing.T) {
	r := twoResults()
	for _, test := range []struct {
		seeds, family int
		want          string
	}{
		{2, 1, "with 2 seeds no p is below 0.5, whatever the difference; 6 seeds or more can show one at 0.05"},
		{5, 0, "with 5 seeds no p is below 0.0625, whatever the difference; 6 seeds or more can show one at 0.05"},
		{5, 3, "with 5 seeds no p is below 0.0625, whatever the difference, nor below 0.188 when adjusted for 3 of them; 7 seeds or more can show one at 0.05"},
		{6, 3, "with 6 seeds no p is below 0.0312, whatever the difference, nor below 0.0938 when adjusted for 3 of them; 7 seeds or more can show one at 0.05"},
		{2, 9, "with 2 seeds no p is below 0.5, whatever the difference, nor below 1 when adjusted for 9 of them; 9 seeds or more can show one at 0.05"},
		{1, 3, ""}, {6, 1, ""}, {7, 3, ""},
	} {
		got := ""
		for _, note := range remarks(r, make([]uint64, test.seeds), test.family) {
			if strings.Contains(note, "no p is below") {
				got = note
			}
		}
		if got != test.want {
			t.Errorf("%d seeds, %d tests: %q, want %q", test.seeds, test.family, got, test.want)
		}
	}
}

// Each measure is a family of its own, exact differences are not of it, and
// the smallest p of three is multiplied by 3, the next by 2.
func TestAdjustedByHand(t *testing.T) {
	list := []result.Difference{{P: pointer(0.02)}, {}, {P: pointer(0.5)}, {P: pointer(0.01)}}
	adjust(list)
	for i, want := range []float64{0.04, 0, 0.5, 0.03} {
		got := list[i].PAdjusted
		if (got == nil) != (want == 0) || got != nil && math.Abs(*got-want) > 1e-15 {
			t.Errorf("difference %d: %+v, want %v", i, list[i], want)
		}
	}
	if n := largestFamily([]result.ComparedMeasure{{Differences: list}, {Differences: list[:2]}}); n != 3 {
		t.Errorf("a family of %d", n)
	}

	a, b := twoMade()
	c := mustCompare(t, a, b)
	for _, m := range c.Measures {
		for _, d := range m.Differences {
			if (d.P == nil) != (d.PAdjusted == nil) || d.P != nil && *d.PAdjusted < *d.P {
				t.Errorf("%s: %+v", m.Key, d)
			}
		}
	}
	// 2/8 to one side, among the four differences of AUC.
	if d := sees(t, c, "anomaly.auc").Differences[3]; *d.P != 0.25 || *d.PAdjusted != 1 {
		t.Errorf("p %v, adjusted %v", *d.P, *d.PAdjusted)
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
