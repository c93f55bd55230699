package score

import (
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
)

// State reads a window's label. normal is the label of the healthy machine,
// stream.NoLabel for a stream without labels, where the machine counts as normal.
func State(label, normal int) metrics.State {
	switch {
	case label == stream.Mixed:
		return metrics.Mixed
	case label == normal:
		return metrics.Normal
	case label < 0:
		return metrics.Unknown
	}
	return metrics.Anomalous
}

// Arms measures two detectors on the same windows: the model as it was flashed,
// and the one that learns. Every figure of a detector in a result is its.
type Arms struct{ Frozen, Online *metrics.Detector }

// NewArms counts nothing yet. stepTime is the seconds from window to window, 0
// unknown.
func NewArms(stepTime float64) Arms {
	return Arms{metrics.NewDetector(stepTime), metrics.NewDetector(stepTime)}
}

// Add counts a window of a segment for both: each score against its threshold.
func (a *Arms) Add(segment int, state metrics.State, s *result.Step, frozen, online float32) {
	a.Frozen.Add(segment, state, s.Label, s.Frozen, frozen)
	a.Online.Add(segment, state, s.Label, s.Score, online)
}

// Reset forgets what was counted.
func (a *Arms) Reset() {
	a.Frozen.Reset()
	a.Online.Reset()
}

// Fill puts the figures of the windows that were counted into a record; what they
// do not say, such as the thresholds, stays as it is. names are the classes by
// label, normal is that of the healthy machine.
func (a *Arms) Fill(to *result.Anomaly, names []string, normal int) {
	f, o := a.Frozen, a.Online
	to.Windows = o.Alarms.NormalWindows() + o.Alarms.AnomalousWindows()
	to.NormalWindows = o.Alarms.NormalWindows()
	to.FalseAlarmRateFrozen = Defined(f.Alarms.FalseAlarmRate())
	to.FalseAlarmRate = Defined(o.Alarms.FalseAlarmRate())
	to.FalseAlarmsPerHourFrozen = Defined(f.Alarms.FalseAlarmsPerHour())
	to.FalseAlarmsPerHour = Defined(o.Alarms.FalseAlarmsPerHour())
	to.DetectionRateFrozen = Defined(f.Alarms.DetectionRate())
	to.DetectionRate = Defined(o.Alarms.DetectionRate())
	to.DetectionAt1 = Defined(o.Ranking.DetectionAt(oneInHundred))
	to.DetectionAt5 = Defined(o.Ranking.DetectionAt(oneInTwenty))
	to.AUCFrozen = Defined(f.Ranking.AUC())
	to.AUC = Defined(o.Ranking.AUC())
	to.AveragePrecisionFrozen, to.AveragePrecision = nil, nil
	if to.NormalWindows > 0 { // else it would be ranked above nothing
		to.AveragePrecisionFrozen = Defined(f.Ranking.AveragePrecision())
		to.AveragePrecision = Defined(o.Ranking.AveragePrecision())
	}
	to.ByLabel = a.byLabel(names, normal)
}

func (a *Arms) byLabel(names []string, normal int) []result.LabelRates {
	var rates []result.LabelRates
	for label := range min(len(names), metrics.RankedLabels) {
		if a.Online.Windows(label) == 0 {
			continue
		}
		rate := result.LabelRates{
			Label: names[label], Windows: a.Online.Windows(label),
			AlarmRateFrozen: a.Frozen.AlarmRate(label),
			AlarmRate:       a.Online.AlarmRate(label),
		}
		if label != normal {
			rate.AUCFrozen = Defined(a.Frozen.AUC(label))
			rate.AUC = Defined(a.Online.AUC(label))
		}
		rates = append(rates, rate)
	}
	return rates
}

// anomaly is the comparison of both models on the same windows.
func (d *Detector) anomaly(names []string) *result.Anomaly {
	a := &result.Anomaly{
		Basis: result.BasisPrequential, Threshold: float64(d.threshold), ThresholdQuantile: d.quantile,
		DetectionDelayS: Defined(d.arms.Online.Alarms.DetectionDelay()),
	}
	d.arms.Fill(a, names, d.normal)
	if d.step > 0 {
		a.ThresholdStep, a.ThresholdLast = d.step, Defined(float64(d.last))
	}
	if d.after {
		a.Basis = result.BasisAfterLearning
	}
	a.Onsets, a.OnsetsDetected = d.arms.Online.Alarms.Onsets()
	for i := range d.four {
		a.Arms = append(a.Arms, d.four[i].result())
	}
	d.gain(a)
	if z := Defined(d.zscores.AUC()); z != nil {
		a.Baselines = []result.Baseline{{Name: result.BaselineZScore, AUC: z}}
	}
	if l := Defined(d.lastLabel.AUC()); l != nil {
		a.Baselines = append(a.Baselines, result.Baseline{Name: result.BaselineLastLabel, AUC: l, FalseAlarmRate: Defined(d.lastLabel.Alarms.FalseAlarmRate())})
	}
	return a
}
