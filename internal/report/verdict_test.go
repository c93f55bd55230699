package report

import (
	"strings"
	"testing"

	"tinyol-sim/internal/result"
)

// The rate up to which a board keeps up is that of the slowest run on the board that
// ran, whether the stream has a time or not.
func TestVerdictSaysUpToWhichRate(t *testing.T) {
	rates := []float64{5000, 1234.9, 3}
	s := &result.Summary{
		Runs: []result.Run{{Mode: "unsupervised", Board: "a"}, {Mode: "supervised", Board: "a"}},
		Boards: []result.BoardCosts{
			{Board: "a", Mode: "unsupervised", MaxRowRate: &rates[0]}, {Board: "a", Mode: "supervised", MaxRowRate: &rates[1]},
			{Board: "b", Mode: "supervised", MaxRowRate: &rates[2]}, {Board: "a", Mode: "x"},
		},
	}
	says := func(want string) {
		t.Helper()
		for _, f := range Verdict(s) {
			if f.Term == "keeps up" && strings.HasSuffix(f.Text, want) {
				return
			}
		}
		t.Errorf("%+v, want one that ends in %q", Verdict(s), want)
	}
	says("not known: the stream has no time; --rate gives the rows a second. Up to 1,234 rows a second it would.")
	s.Runs[0].Deadline = &result.Deadline{PeriodUS: 1000, StepUS: 100, Met: true}
	says("which is 10 times as fast as needed; it does up to 1,234 rows a second.")
	s.Boards = nil
	says("which is 10 times as fast as needed.")
}
