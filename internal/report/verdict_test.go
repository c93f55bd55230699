package report

import (
	"strings"
	"testing"

	"tinyol-sim/internal/result"
)

// The rate up to which a board keeps up is that of the slowest run, whether the stream
// has a time or not. A time whose unit is in doubt answers nothing.
func TestVerdictSaysUpToWhichRate(t *testing.T) {
	rates := []float64{5000, 1234.9}
	s := &result.Summary{Runs: []result.Run{
		{Mode: "unsupervised", Board: "a", MaxRowRate: &rates[0]}, {Mode: "supervised", Board: "a", MaxRowRate: &rates[1]}, {Mode: "x", Board: "a"},
	}}
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
	s.Stream.PeriodDoubt = "1 Hz if seconds, 1000 Hz if milliseconds"
	says("not known: 1 Hz if seconds, 1000 Hz if milliseconds; --rate gives the rows a second. Up to 1,234 rows a second it would.")
	s.Stream.PeriodDoubt, s.Runs[0].MaxRowRate, s.Runs[1].MaxRowRate = "", nil, nil
	says("which is 10 times as fast as needed.")
}
