package report

import (
	"fmt"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// armRows are the figures of an arm that are set side by side.
var armRows = []struct {
	title, field string
	of           func(*result.DetectorEstimates) *result.Estimate
}{
	{"false alarms", "false_alarm_rate", func(e *result.DetectorEstimates) *result.Estimate { return e.FalseAlarmRate }},
	{"detected", "detection_rate", func(e *result.DetectorEstimates) *result.Estimate { return e.DetectionRate }},
	{"AUC", "auc", func(e *result.DetectorEstimates) *result.Estimate { return e.AUC }},
	{"detected at 1 %", "detection_at_1_percent", func(e *result.DetectorEstimates) *result.Estimate { return e.DetectionAt1 }},
	{"detected at 5 %", "detection_at_5_percent", func(e *result.DetectorEstimates) *result.Estimate { return e.DetectionAt5 }},
}

// addArms sets the arms of a detector side by side, and what learning cost it on the
// machine that trained the model.
func addArms(out *section, g *recording.Group) {
	a := g.First().Anomaly
	if len(a.Arms) > 0 {
		out.Grids = append(out.Grids, armsGrid(g))
		out.Notes = append(out.Notes, armsNote(g))
	}
	if t := forgettingGrid(g); len(t.Rows) > 0 {
		out.Grids = append(out.Grids, t)
		out.Notes = append(out.Notes, forgettingNote(a))
	}
}

func armsGrid(g *recording.Group) columns.Grid {
	t := columns.Grid{Corner: "four arms"}
	for _, look := range armLooks {
		t.Columns = append(t.Columns, look.text)
	}
	for _, row := range armRows {
		var cells []string
		for _, look := range armLooks {
			key := "anomaly.arms." + look.name + "." + row.field
			cells = append(cells, g.Figure(key))
			if arm := g.First().Anomaly.Arm(look.name); g.Seeds() == 1 && arm != nil && arm.Intervals != nil {
				cells[len(cells)-1] = estimateText(key, row.of(arm.Intervals), g.Figure(key))
			}
		}
		t.Add(row.title, cells...)
	}
	return t.Compact()
}

// estimateText is a figure with its interval, or as it stands without one.
func estimateText(key string, e *result.Estimate, otherwise string) string {
	if e == nil || e.Low == nil || e.High == nil {
		return otherwise
	}
	term, _ := result.TermOf(key)
	return wording.UnitFor(key, term.Unit).Interval(result.Interval{Mean: e.Value, Low: *e.Low, High: *e.High})
}

func armsNote(g *recording.Group) string {
	a := g.First().Anomaly
	text := "Four arms: as flashed and what learns, each with the threshold as trained and with one that runs; where it runs, AUC and detection at equal false alarms are of the score over the threshold in force."
	switch {
	case g.Seeds() > 1:
		return text + " Intervals are over the seeds."
	case a.Blocks == nil:
		return text
	}
	return text + fmt.Sprintf(" Intervals of 95 %%: block bootstrap over %s and %d of other labels; a figure without one has too few of them, or all alike.",
		wording.Plural(int64(a.Blocks.Normal), "normal run", "normal runs"), a.Blocks.Anomalous)
}

// forgettingGrid is what the detector does at home: what its threshold promised, and
// what it keeps after it has learned elsewhere.
func forgettingGrid(g *recording.Group) columns.Grid {
	const key = "anomaly.forgetting."
	t := columns.Grid{Corner: "at home", Columns: []string{"promised", "before learning", "after it", "after it, running"}}
	promised := ""
	if p := g.First().Anomaly.Promised; p != nil {
		term, _ := result.TermOf("anomaly.false_alarm_rate")
		promised = wording.UnitFor(term.Key, term.Unit).Interval(*p)
	}
	t.Add("false alarms", promised, g.Figure(key+"false_alarm_rate_before"), g.Figure(key+"false_alarm_rate_after"), g.Figure(key+"false_alarm_rate_after_running"))
	t.Add("AUC", "", g.Figure(key+"auc_before"), g.Figure(key+"auc_after"), "")
	return t.Compact()
}

func forgettingNote(a *result.Anomaly) string {
	text := ""
	if f := a.Forgetting; f != nil {
		text = fmt.Sprintf("At home: on %s of the training recording that trained nothing", wording.Plural(f.Windows, "normal window", "normal windows"))
		if f.FaultWindows > 0 {
			text += fmt.Sprintf(" and %s of other labels", wording.Integer(f.FaultWindows))
		}
		text += ", against the threshold as trained or where it runs as it ended. "
	}
	if a.Promised != nil {
		text += "Promised: the rate that the threshold was set for, with the 95 % interval that the windows leave open which it was set by."
	}
	return text
}
