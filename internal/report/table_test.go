package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

func table(t *testing.T, s *result.Summary, o columns.Options) string {
	t.Helper()
	var b bytes.Buffer
	reporttest.Must(t, Table(&b, s, o))
	return b.String()
}

func TestTableGolden(t *testing.T) {
	for name, f := range reporttest.Fakes() {
		t.Run(name, func(t *testing.T) {
			reporttest.Golden(t, "table-"+name+".golden", table(t, f.Summary(), columns.Options{}))
		})
	}
}

func TestTableGoldenColour(t *testing.T) {
	s := reporttest.Fakes()["fan"].Summary()
	s.Interrupted = true
	got := table(t, s, columns.Options{Width: 60, Colour: true})
	reporttest.Golden(t, "table-colour-60.golden", strings.ReplaceAll(got, "\x1b", "ESC"))
}

func TestTableKeepsToItsWidth(t *testing.T) {
	for name, f := range reporttest.Fakes() {
		for _, width := range []int{0, 48, 60, 80, 100} {
			limit := width
			if limit == 0 {
				limit = 80
			}
			for i, line := range strings.Split(table(t, f.Summary(), columns.Options{Width: width}), "\n") {
				if n := utf8.RuneCountInString(line); n > limit {
					t.Errorf("%s, width %d: line %d has %d columns: %s", name, width, i+1, n, line)
				}
			}
		}
	}
}

func TestTableHasNoColourUnlessAsked(t *testing.T) {
	if got := table(t, reporttest.Fakes()["fan"].Summary(), columns.Options{}); strings.Contains(got, "\x1b") {
		t.Error("an escape sequence without Colour")
	}
}

// TestTableSaysWhatItsRatesCount: figures of all windows are not to be read as
// figures after learning.
func TestTableSaysWhatItsRatesCount(t *testing.T) {
	s := reporttest.Fakes()["fan"].Summary()
	for basis, want := range map[string]string{
		result.BasisAfterLearning: "after the last update,",
		result.BasisPrequential:   "before it was learned",
	} {
		for i := range s.Runs {
			if a := s.Runs[i].Anomaly; a != nil {
				a.Basis = basis
			}
		}
		if got := table(t, s, columns.Options{Width: 100}); !strings.Contains(got, want) {
			t.Errorf("basis %s: the table does not say %q:\n%s", basis, want, got)
		}
	}
}

// TestTableLeavesOutWhatIsAbsent builds up from a summary with nothing in it.
func TestTableLeavesOutWhatIsAbsent(t *testing.T) {
	s := &result.Summary{Stream: result.Stream{Name: "x.csv", Columns: []string{"a"}},
		Program: result.Program{FrontEnd: "raw", Layers: []int{4, 2, 4}}, Runs: []result.Run{{Mode: "unsupervised", Board: "b", Engine: "host"}}}
	got := table(t, s, columns.Options{})
	for _, word := range []string{"AUC", "cycles", "energy", "flash", "accuracy", "WARNINGS", "%", "trained on", "NaN"} {
		if strings.Contains(got, word) {
			t.Errorf("%q without a figure:\n%s", word, got)
		}
	}
}

// TestTableMarksEveryCycle looks for a count of cycles without its mark.
func TestTableMarksEveryCycle(t *testing.T) {
	for _, mark := range []result.Provenance{result.Modelled, result.Emulated, result.Published, result.Estimated} {
		s := reporttest.Fakes()["fan"].Summary()
		for i := range s.Runs {
			r := &s.Runs[i]
			r.Cycles.Provenance, r.TimeUS.Provenance, r.Deadline.Provenance, r.EnergyUJ.Provenance = mark, mark, mark, mark
		}
		found := 0
		for _, line := range strings.Split(table(t, s, columns.Options{}), "\n") {
			for _, row := range []string{"cycles, ", "time, ", "added by learning", "longest step", "processor busy", "energy, "} {
				if strings.HasPrefix(strings.TrimSpace(line), row) {
					found++
					if strings.Count(line, string(mark)) != 2 { // two modes
						t.Errorf("without %s: %s", mark, line)
					}
				}
			}
		}
		if found != 9 {
			t.Errorf("%d rows of cycles and what follows from them, want 9", found)
		}
	}
}

func TestTableIsSafeForATerminal(t *testing.T) {
	s := reporttest.Fakes()["fan"].Summary()
	s.Stream.Name = "evil\x1b]0;title\x07.csv"
	s.Runs[0].Anomaly.ByLabel[0].Label = "nor\x1b[2Jmal\n"
	if got := table(t, s, columns.Options{}); strings.ContainsAny(got, "\x1b\x07") {
		t.Error("a control character of the stream reached the terminal")
	}
}

func TestTableReportsTheWriter(t *testing.T) {
	want := errors.New("full")
	if err := Table(failing{want}, reporttest.Fakes()["fan"].Summary(), columns.Options{}); !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
