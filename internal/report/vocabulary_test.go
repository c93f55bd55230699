package report

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

// Every measure of the vocabulary that is shown on the page has its row there, and
// each has its macro.
func TestPageAndNumbersHaveEveryMeasure(t *testing.T) {
	s := reporttest.FullSummary()
	r := &s.Runs[0]
	s.Boards = []result.BoardCosts{{Board: "one", Mode: r.Mode, Fits: true, Cycles: r.Cycles, TimeUS: r.TimeUS, Deadline: r.Deadline, EnergyUJ: r.EnergyUJ}}
	var rows, heads []string
	for _, section := range newPage(s).Sections {
		for _, g := range section.Grids {
			heads = append(heads, g.Columns...)
			for _, row := range g.Rows {
				label, _, _ := strings.Cut(row.Label, " at 64 MHz")
				rows = append(rows, label, strings.Split(label, ", of ")[0])
			}
		}
	}
	numbers := string(summaryMacros("full", "test", s))
	for _, term := range result.Vocabulary() {
		switch {
		case term.On&result.OnPage != 0 && term.Table == result.ByLabel:
			if !slices.ContainsFunc(heads, func(h string) bool { return strings.HasPrefix(h, term.Title) }) {
				t.Errorf("%s has no column on the page", term.Key)
			}
		case term.On&result.OnPage != 0 && !slices.Contains(rows, term.Title):
			t.Errorf("%s has no row on the page", term.Key)
		}
		if term.On&result.OnBoards != 0 && !slices.Contains(heads, cmp.Or(term.Short, term.Title)) {
			t.Errorf("%s has no column among boards", term.Key)
		}
	}
	for i := range s.Runs {
		for _, m := range s.Runs[i].Measures() {
			if !strings.Contains(numbers, m.Key+", "+s.Runs[i].Mode) {
				t.Errorf("%s has no macro", m.Key)
			}
		}
	}
}

// A further model that does not learn has its column beside the frozen one's.
func TestPageHasAColumnOfEachModel(t *testing.T) {
	further := reporttest.FurtherModel(t, "anomaly.average_precision", "anomaly.auc")
	for _, section := range newPage(reporttest.FullSummary()).Sections {
		for _, g := range section.Grids {
			column := slices.Index(g.Columns, string(further))
			row := slices.IndexFunc(g.Rows, func(r columns.Row) bool { return r.Label == "AUC" })
			if column >= 0 && row >= 0 && g.Rows[row].Cells[column] == "0.998" && g.Columns[column-1] == string(result.Frozen) {
				return
			}
		}
	}
	t.Error("no AUC of the model behind the frozen one")
}
