package compared

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/compare"
	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

// fullComparison is of a result that has every measure, its arms on two boards.
func fullComparison(t *testing.T) *result.Comparison {
	t.Helper()
	dir := reporttest.Fakes()["fan"].Write(t)
	reporttest.Must(t, result.WriteSummary(filepath.Join(dir, result.SummaryFile), reporttest.FullSummary()))
	r, err := compare.Load("fan", dir, dir)
	reporttest.Must(t, err)
	c, err := compare.Compare([]*compare.Result{r})
	reporttest.Must(t, err)
	c.Arms[0].Board = "another" // else times are left out
	return c
}

// Every measure of the vocabulary that a comparison shows is in its tables and its
// figure, and each is in its numbers.
func TestComparisonHasEveryMeasure(t *testing.T) {
	c := fullComparison(t)
	text, tex, numbers := comparisonTable(t, c, columns.Options{Width: 100}), string(comparisonTeX(c)), string(comparisonMacros("full", c))
	var panels []string
	for _, p := range comparedScores(&overlay{Comparison: c}).Panels {
		panels = append(panels, p.Heading)
	}
	for _, term := range result.Vocabulary() {
		if term.On&result.InComparison != 0 && (!strings.Contains(text, "  "+term.Title) || !strings.Contains(tex, "{"+texText(term.Title))) {
			t.Errorf("%s is in no table", term.Key)
		}
		if term.On&result.InFigure != 0 && !slices.Contains(panels, cmp.Or(term.Long, term.Title)) {
			t.Errorf("%s is in no figure", term.Key)
		}
		before, behind, _ := strings.Cut(term.Key, "*")
		if term.Model == result.Online && !slices.ContainsFunc(c.Measures, func(m result.ComparedMeasure) bool {
			return strings.HasPrefix(m.Key, before) && strings.HasSuffix(m.Key, behind) && strings.Contains(numbers, "% "+m.Key)
		}) {
			t.Errorf("%s is in no numbers", term.Key)
		}
		if term.Model == result.Frozen && !strings.Contains(term.Key, "*") && c.Measure(term.Base).Of(0) == nil {
			t.Errorf("%s is not in the frozen arm", term.Key)
		}
	}
}

// A further model that does not learn is an arm, set against the frozen one.
func TestEachModelIsAnArm(t *testing.T) {
	further := reporttest.FurtherModel(t, "anomaly.average_precision", "anomaly.auc")
	c := fullComparison(t)
	at := slices.IndexFunc(c.Arms, func(a result.Arm) bool { return a.Mode == string(further) })
	if at != 1 || c.Arms[0].Mode != string(result.Frozen) {
		t.Fatalf("arms %+v", c.Arms)
	}
	m := c.Measure("anomaly.auc")
	if v := m.Of(at); v == nil || v.Mean != 0.9982 {
		t.Errorf("its AUC is %+v", v)
	}
	if !slices.ContainsFunc(m.Differences, func(d result.Difference) bool { return d.Arm == at && d.Against == 0 }) {
		t.Errorf("differences %+v", m.Differences)
	}
}
