package bench

import (
	"fmt"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// anomaly is the comparison of both models on the same windows.
func (b *fineTuneBook) anomaly(names []string) *result.Anomaly {
	f, o := b.frozen, b.online
	a := &result.Anomaly{
		Basis:                    result.BasisPrequential,
		Threshold:                float64(b.threshold),
		ThresholdQuantile:        b.quantile,
		Windows:                  o.Alarms.NormalWindows() + o.Alarms.AnomalousWindows(),
		NormalWindows:            o.Alarms.NormalWindows(),
		FalseAlarmRateFrozen:     finite(f.Alarms.FalseAlarmRate()),
		FalseAlarmRate:           finite(o.Alarms.FalseAlarmRate()),
		FalseAlarmsPerHourFrozen: finite(f.Alarms.FalseAlarmsPerHour()),
		FalseAlarmsPerHour:       finite(o.Alarms.FalseAlarmsPerHour()),
		DetectionRateFrozen:      finite(f.Alarms.DetectionRate()),
		DetectionRate:            finite(o.Alarms.DetectionRate()),
		AUCFrozen:                finite(f.Ranking.AUC()),
		AUC:                      finite(o.Ranking.AUC()),
		AveragePrecisionFrozen:   finite(f.Ranking.AveragePrecision()),
		AveragePrecision:         finite(o.Ranking.AveragePrecision()),
		DetectionDelayS:          finite(o.Alarms.DetectionDelay()),
		ByLabel:                  b.byLabel(names),
	}
	if a.NormalWindows == 0 { // ranked above nothing
		a.AveragePrecisionFrozen, a.AveragePrecision = nil, nil
	}
	if b.step > 0 {
		a.ThresholdStep, a.ThresholdLast = b.step, finite(float64(b.last))
	}
	if b.after {
		a.Basis = result.BasisAfterLearning
	}
	a.Onsets, a.OnsetsDetected = o.Alarms.Onsets()
	if z := finite(b.zscores.AUC()); z != nil {
		a.Baselines = []result.Baseline{{Name: "running-z-score", AUC: z}}
	}
	return a
}

func (b *fineTuneBook) byLabel(names []string) []result.LabelRates {
	var rates []result.LabelRates
	for label := range min(len(names), metrics.RankedLabels) {
		if b.online.Windows(label) == 0 {
			continue
		}
		rate := result.LabelRates{
			Label: names[label], Windows: b.online.Windows(label),
			AlarmRateFrozen: b.frozen.AlarmRate(label),
			AlarmRate:       b.online.AlarmRate(label),
		}
		if label != b.normal {
			rate.AUCFrozen = finite(b.frozen.AUC(label))
			rate.AUC = finite(b.online.AUC(label))
		}
		rates = append(rates, rate)
	}
	return rates
}

// belowChance warns of scores that rank anomalies below normal windows, label
// by label: what is lost for one does not hide behind another.
func (b *fineTuneBook) belowChance(run *result.Run, names []string) {
	for label := range min(len(names), metrics.RankedLabels) {
		if label == b.normal || b.online.Windows(label) == 0 {
			continue
		}
		for _, d := range []struct {
			name string
			*metrics.Detector
		}{{"frozen", b.frozen}, {"online", b.online}} {
			subject := fmt.Sprintf("%s score, %s against normal", d.name, names[label])
			warn(run, metrics.BelowChance(subject, d.Ranking.Only(1+label), b.overlap))
		}
	}
}
