package report

import (
	"fmt"
	"strings"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// addAnomaly describes the detector: what it said of the windows after the
// last update.
func addAnomaly(out *section, g *recording.Group) {
	first := g.First().Anomaly
	if first == nil {
		return
	}
	names := baselineNames(g, func(r *result.Run) []result.Baseline {
		if r.Anomaly == nil {
			return nil
		}
		return r.Anomaly.Baselines
	})
	t, notes := termGrid(g, "as a detector", result.Detector, names)
	if len(t.Rows) > 0 {
		out.Grids = append(out.Grids, t)
	}
	addArms(out, g)
	by, left := byLabelGrid(g)
	if len(by.Rows) > 0 {
		out.Grids = append(out.Grids, by)
	}
	if left > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("The first %d labels are shown; %s left out.",
			maxClassRows, wording.Plural(left, "other is", "others are")))
	}
	out.Notes = append(out.Notes, thresholdText(g))
	out.Notes = append(out.Notes, notes...)
	if first.Onsets > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("Of %s of another label, %s detected.",
			wording.Plural(first.Onsets, "onset", "onsets"), wording.Integer(first.OnsetsDetected)))
	}
}

func thresholdText(g *recording.Group) string {
	a := g.First().Anomaly
	text := "Alarm: a score above " + g.Figure("anomaly.threshold")
	if a.ThresholdQuantile > 0 {
		text += fmt.Sprintf(", which %s %% of the training windows stay under", wording.PlainNumber(100*a.ThresholdQuantile))
	}
	if a.ThresholdStep > 0 {
		text += "; the online model's begins there and follows that quantile of its scores, to " + g.Figure("anomaly.threshold_last") + " at the end"
	}
	which := "the %s after the last update, %s of them normal"
	if a.Basis == result.BasisPrequential {
		which = "all %s, %s of them normal, each before it was learned from"
	}
	return text + fmt.Sprintf(". Rates count "+which+".", wording.Plural(a.Windows, "window", "windows"), wording.Integer(a.NormalWindows))
}

// byLabelGrid shows, label by label, the share of windows above the threshold;
// left counts the labels that found no room.
func byLabelGrid(g *recording.Group) (t columns.Grid, left int) {
	t.Corner = "above the threshold"
	labels := g.First().Anomaly.ByLabel
	left = max(len(labels)-maxClassRows, 0)
	for i := range labels[:len(labels)-left] {
		var cells []string
		t.Columns = nil
		for _, term := range result.Shown(result.ByLabel, result.OnPage) {
			heads, figures := byModel(g, term, labels[i].Label)
			t.Columns, cells = append(t.Columns, heads...), append(cells, figures...)
		}
		t.Add(labels[i].Label, cells...)
	}
	return t.Compact(), left
}

// byModel has a column for each model that has the measure, under its name if there
// are several.
func byModel(g *recording.Group, t *result.Term, label string) (heads, figures []string) {
	if len(t.Models) == 0 {
		return []string{t.Title}, []string{g.Figure(t.For(result.Online, label))}
	}
	for i, figure := range modelFigures(g, t, label) {
		heads, figures = append(heads, strings.TrimSpace(t.Title+" "+modelNames(g)[i])), append(figures, figure)
	}
	return heads, figures
}
