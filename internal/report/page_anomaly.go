package report

import (
	"fmt"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// anomalyRow is a figure of the detector: frozen, online, and the baselines'.
type anomalyRow struct {
	label            string
	frozenKey, key   string // in Spread.Figures
	frozen, online   func(*result.Anomaly) *float64
	baseline         func(*result.Baseline) *float64
	baselineKey      string
	unit             wording.Unit
	needsExplanation string // a note, where the row is shown
}

func anomalyRows() []anomalyRow {
	return []anomalyRow{
		{label: "false alarms (normal windows)",
			frozenKey: "anomaly.false_alarm_rate_frozen", key: "anomaly.false_alarm_rate",
			frozen:      func(a *result.Anomaly) *float64 { return a.FalseAlarmRateFrozen },
			online:      func(a *result.Anomaly) *float64 { return a.FalseAlarmRate },
			baseline:    func(b *result.Baseline) *float64 { return b.FalseAlarmRate },
			baselineKey: "false_alarm_rate", unit: wording.Rate},
		{label: "false alarms per hour",
			frozenKey: "anomaly.false_alarms_per_hour_frozen", key: "anomaly.false_alarms_per_hour",
			frozen: func(a *result.Anomaly) *float64 { return a.FalseAlarmsPerHourFrozen },
			online: func(a *result.Anomaly) *float64 { return a.FalseAlarmsPerHour }, unit: wording.Count},
		{label: "detected (all other windows)",
			frozenKey: "anomaly.detection_rate_frozen", key: "anomaly.detection_rate",
			frozen: func(a *result.Anomaly) *float64 { return a.DetectionRateFrozen },
			online: func(a *result.Anomaly) *float64 { return a.DetectionRate }, unit: wording.Rate},
		{label: "AUC",
			frozenKey: "anomaly.auc_frozen", key: "anomaly.auc",
			frozen:      func(a *result.Anomaly) *float64 { return a.AUCFrozen },
			online:      func(a *result.Anomaly) *float64 { return a.AUC },
			baseline:    func(b *result.Baseline) *float64 { return b.AUC },
			baselineKey: "auc", unit: wording.Score,
			needsExplanation: "AUC: 1 tells every other window from a normal one, 0.5 is chance, " +
				"below 0.5 the others score lower than normal."},
		{label: "average precision",
			frozenKey: "anomaly.average_precision_frozen", key: "anomaly.average_precision",
			frozen: func(a *result.Anomaly) *float64 { return a.AveragePrecisionFrozen },
			online: func(a *result.Anomaly) *float64 { return a.AveragePrecision }, unit: wording.Score},
		{label: "detection delay",
			key:    "anomaly.detection_delay_s",
			online: func(a *result.Anomaly) *float64 { return a.DetectionDelayS }, unit: wording.Seconds},
	}
}

// addAnomaly describes the detector: what it said of the windows after the
// last update.
func addAnomaly(out *section, g *recording.Group) {
	first := g.First().Anomaly
	if first == nil {
		return
	}
	baselines := func(r *result.Run) []result.Baseline {
		if r.Anomaly == nil {
			return nil
		}
		return r.Anomaly.Baselines
	}
	names := baselineNames(g, baselines)
	t := columns.Grid{Corner: "as a detector", Columns: []string{"frozen", learner(g)}}
	for _, n := range names {
		t.Columns = append(t.Columns, readable(n))
	}
	var notes []string
	for _, row := range anomalyRows() {
		cells := []string{
			g.Cell(row.frozenKey, ofAnomaly(row.frozen), row.unit),
			g.Cell(row.key, ofAnomaly(row.online), row.unit),
		}
		for _, n := range names {
			cells = append(cells, g.Cell("anomaly.baselines."+n+"."+row.baselineKey,
				ofBaseline(baselines, n, row.baseline), row.unit))
		}
		before := len(t.Rows)
		t.Add(row.label, cells...)
		if len(t.Rows) > before && row.needsExplanation != "" {
			notes = append(notes, row.needsExplanation)
		}
	}
	if t = t.Compact(); len(t.Rows) > 0 {
		out.Grids = append(out.Grids, t)
	}
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

func ofAnomaly(pick func(*result.Anomaly) *float64) recording.Value {
	return func(r *result.Run) *float64 {
		if r.Anomaly == nil || pick == nil {
			return nil
		}
		return pick(r.Anomaly)
	}
}

func ofBaseline(list func(*result.Run) []result.Baseline, name string, pick func(*result.Baseline) *float64) recording.Value {
	return func(r *result.Run) *float64 {
		b := baselineOf(list(r), name)
		if b == nil || pick == nil {
			return nil
		}
		return pick(b)
	}
}

func thresholdText(g *recording.Group) string {
	a := g.First().Anomaly
	threshold := ofAnomaly(func(a *result.Anomaly) *float64 { return &a.Threshold })
	text := "Alarm: an error above " + g.Cell("anomaly.threshold", threshold, wording.Quantity)
	if a.ThresholdQuantile > 0 {
		text += fmt.Sprintf(", which %s %% of the training windows stay under", wording.PlainNumber(100*a.ThresholdQuantile))
	}
	if a.ThresholdStep > 0 {
		last := ofAnomaly(func(a *result.Anomaly) *float64 { return a.ThresholdLast })
		text += "; the online model's begins there and follows that quantile of its scores, to " + g.Cell("anomaly.threshold_last", last, wording.Quantity) + " at the end"
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
	t = columns.Grid{Corner: "above the threshold", Columns: []string{"windows", "frozen", learner(g), "AUC frozen", "AUC " + learner(g)}}
	labels := g.First().Anomaly.ByLabel
	left = max(len(labels)-maxClassRows, 0)
	for i := range labels[:len(labels)-left] {
		label := labels[i].Label
		of := func(pick func(*result.LabelRates) *float64) recording.Value {
			return func(r *result.Run) *float64 { return labelRate(r, label, pick) }
		}
		t.Add(label, wording.Integer(labels[i].Windows),
			g.Cell("anomaly.alarm_rate_frozen."+label, of(func(l *result.LabelRates) *float64 { return &l.AlarmRateFrozen }), wording.Rate),
			g.Cell("anomaly.alarm_rate."+label, of(func(l *result.LabelRates) *float64 { return &l.AlarmRate }), wording.Rate),
			g.Cell("anomaly.auc_frozen."+label, of(func(l *result.LabelRates) *float64 { return l.AUCFrozen }), wording.Score),
			g.Cell("anomaly.auc."+label, of(func(l *result.LabelRates) *float64 { return l.AUC }), wording.Score))
	}
	return t.Compact(), left
}

func labelRate(r *result.Run, label string, pick func(*result.LabelRates) *float64) *float64 {
	if r.Anomaly == nil {
		return nil
	}
	for i := range r.Anomaly.ByLabel {
		if r.Anomaly.ByLabel[i].Label == label {
			return pick(&r.Anomaly.ByLabel[i])
		}
	}
	return nil
}
