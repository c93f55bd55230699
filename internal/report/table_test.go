package report

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"tinyol-sim/internal/result"
)

func table(t *testing.T, s *result.Summary, o Options) string {
	t.Helper()
	var b bytes.Buffer
	must(t, Table(&b, s, o))
	return b.String()
}

// fakes are the kinds of results that the tests draw and describe.
func fakes() map[string]fakeResult {
	both := []string{unsupervised, supervised}
	fan := []string{"normal", "stuck", "tilted"}
	var many []string
	for i := range 18 {
		many = append(many, fmt.Sprintf("fault number %d", i))
	}
	return map[string]fakeResult{
		"fan":       {windows: 2400, learn: 500, modes: both, seeds: 1, classes: fan},
		"seeds":     {windows: 1600, learn: 500, modes: both, seeds: 3, classes: fan},
		"unlabeled": {windows: 1200, learn: 400, modes: both[:1], seeds: 1, bare: true},
		"many":      {windows: 2400, learn: 500, modes: both, seeds: 1, classes: many},
		"long": {windows: 1500, learn: 300, modes: both, seeds: 1, classes: []string{
			"normal operation with everything running as it should", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "x"}},
		"short":  {windows: 120, learn: 60, modes: both, seeds: 1, classes: fan},
		"frozen": {windows: 800, learn: 0, modes: []string{frozenMode}, seeds: 1, classes: fan},
	}
}

func TestTableGolden(t *testing.T) {
	for name, f := range fakes() {
		t.Run(name, func(t *testing.T) { golden(t, "table-"+name+".golden", table(t, f.summary(), Options{})) })
	}
}

func TestTableGoldenColour(t *testing.T) {
	s := fakes()["fan"].summary()
	s.Interrupted = true
	got := table(t, s, Options{Width: 60, Colour: true})
	golden(t, "table-colour-60.golden", strings.ReplaceAll(got, "\x1b", "ESC"))
}

func TestTableKeepsToItsWidth(t *testing.T) {
	for name, f := range fakes() {
		for _, width := range []int{0, 48, 60, 80, 100} {
			limit := width
			if limit == 0 {
				limit = 80
			}
			for i, line := range strings.Split(table(t, f.summary(), Options{Width: width}), "\n") {
				if n := utf8.RuneCountInString(line); n > limit {
					t.Errorf("%s, width %d: line %d has %d columns: %s", name, width, i+1, n, line)
				}
			}
		}
	}
}

func TestTableHasNoColourUnlessAsked(t *testing.T) {
	if got := table(t, fakes()["fan"].summary(), Options{}); strings.Contains(got, "\x1b") {
		t.Error("an escape sequence without Colour")
	}
}

// TestTableSaysWhatItsRatesCount: figures of all windows are not to be read as
// figures after learning.
func TestTableSaysWhatItsRatesCount(t *testing.T) {
	s := fakes()["fan"].summary()
	for basis, want := range map[string]string{
		result.BasisAfterLearning: "after the last update,",
		result.BasisPrequential:   "before it was learned",
	} {
		for i := range s.Runs {
			if a := s.Runs[i].Anomaly; a != nil {
				a.Basis = basis
			}
		}
		if got := table(t, s, Options{Width: 100}); !strings.Contains(got, want) {
			t.Errorf("basis %s: the table does not say %q:\n%s", basis, want, got)
		}
	}
}

// TestTableLeavesOutWhatIsAbsent builds up from a summary with nothing in it.
func TestTableLeavesOutWhatIsAbsent(t *testing.T) {
	s := &result.Summary{Stream: result.Stream{Name: "x.csv", Columns: []string{"a"}},
		Program: result.Program{FrontEnd: "raw", Layers: []int{4, 2, 4}}, Runs: []result.Run{{Mode: unsupervised, Board: "b", Engine: "host"}}}
	got := table(t, s, Options{})
	for _, word := range []string{"AUC", "cycles", "energy", "flash", "accuracy", "WARNINGS", "%", "trained on", "NaN"} {
		if strings.Contains(got, word) {
			t.Errorf("%q without a figure:\n%s", word, got)
		}
	}
}

// TestTableMarksEveryCycle looks for a count of cycles without its mark.
func TestTableMarksEveryCycle(t *testing.T) {
	for _, mark := range []result.Provenance{result.Modelled, result.Emulated, result.Published, result.Estimated} {
		s := fakes()["fan"].summary()
		for i := range s.Runs {
			s.Runs[i].Cycles.Provenance, s.Runs[i].TimeUS.Provenance = mark, mark
		}
		found := 0
		for _, line := range strings.Split(table(t, s, Options{}), "\n") {
			for _, row := range []string{"cycles, ", "time, ", "added by learning", "longest step"} {
				if strings.HasPrefix(strings.TrimSpace(line), row) {
					found++
					if strings.Count(line, string(mark)) != 2 { // two modes
						t.Errorf("without %s: %s", mark, line)
					}
				}
			}
		}
		if found != 6 {
			t.Errorf("%d rows of cycles and times, want 6", found)
		}
	}
}

func TestTableIsSafeForATerminal(t *testing.T) {
	s := fakes()["fan"].summary()
	s.Stream.Name = "evil\x1b]0;title\x07.csv"
	s.Runs[0].Anomaly.ByLabel[0].Label = "nor\x1b[2Jmal\n"
	if got := table(t, s, Options{}); strings.ContainsAny(got, "\x1b\x07") {
		t.Error("a control character of the stream reached the terminal")
	}
}

func TestTableReportsTheWriter(t *testing.T) {
	want := errors.New("full")
	if err := Table(failing{want}, fakes()["fan"].summary(), Options{}); !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// TestGroupCell covers the three ways to show a figure of several seeds.
func TestGroupCell(t *testing.T) {
	runs := []*result.Run{{Updates: 1}, {Updates: 3}}
	updates := func(r *result.Run) *float64 { return pointer(float64(r.Updates)) }
	same := func(*result.Run) *float64 { return pointer(7.0) }
	absent := func(*result.Run) *float64 { return nil }
	g := &group{runs: runs, spread: &result.Spread{Figures: map[string]result.Interval{"updates": {Mean: 2, Low: -10, High: 14}}}}
	for _, c := range []struct {
		key  string
		of   value
		want string
	}{{"updates", updates, "2 [0, 14]"}, {"other", updates, "1 to 3"}, {"other", same, "7"}, {"updates", absent, ""}} {
		if got := g.cell(c.key, c.of, count); got != c.want {
			t.Errorf("%s: %q, want %q", c.key, got, c.want)
		}
	}
}
