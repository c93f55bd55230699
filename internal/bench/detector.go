package bench

import (
	"fmt"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// rankedLabels is how many labels have rates and an AUC of their own; the
// windows of further ones only count towards the whole.
const rankedLabels = 8

// detector is one model's scores against the threshold.
type detector struct {
	threshold float32
	alarms    *metrics.Alarms
	ranking   *metrics.Ranking // group 1+label; the last holds all further labels
	labels    [rankedLabels]labelCount
}

type labelCount struct{ windows, alarms int64 }

func newDetector(o bookOptions) *detector {
	return &detector{
		threshold: o.threshold, alarms: metrics.NewAlarms(o.stepTime),
		ranking: metrics.NewGroupRanking(rankedLabels + 1),
	}
}

func (d *detector) add(segment int, state metrics.State, label int, score float32) {
	alarm := !(score <= d.threshold) // NaN raises one
	d.alarms.Add(segment, state, alarm)
	switch state {
	case metrics.Normal:
		d.ranking.Add(score, false)
	case metrics.Anomalous:
		d.ranking.AddTo(1+min(label, rankedLabels), score)
	default:
		return
	}
	if label < 0 || label >= rankedLabels {
		return
	}
	d.labels[label].windows++
	if alarm {
		d.labels[label].alarms++
	}
}

func (d *detector) reset() {
	d.alarms.Reset()
	d.ranking.Reset()
	d.labels = [rankedLabels]labelCount{}
}

// anomaly is the comparison of both models on the same windows.
func (b *fineTuneBook) anomaly(names []string) *result.Anomaly {
	f, o := b.frozen, b.online
	a := &result.Anomaly{
		Basis:                    result.BasisPrequential,
		Threshold:                float64(b.threshold),
		ThresholdQuantile:        b.quantile,
		Windows:                  o.alarms.NormalWindows() + o.alarms.AnomalousWindows(),
		NormalWindows:            o.alarms.NormalWindows(),
		FalseAlarmRateFrozen:     finite(f.alarms.FalseAlarmRate()),
		FalseAlarmRate:           finite(o.alarms.FalseAlarmRate()),
		FalseAlarmsPerHourFrozen: finite(f.alarms.FalseAlarmsPerHour()),
		FalseAlarmsPerHour:       finite(o.alarms.FalseAlarmsPerHour()),
		DetectionRateFrozen:      finite(f.alarms.DetectionRate()),
		DetectionRate:            finite(o.alarms.DetectionRate()),
		AUCFrozen:                finite(f.ranking.AUC()),
		AUC:                      finite(o.ranking.AUC()),
		AveragePrecisionFrozen:   finite(f.ranking.AveragePrecision()),
		AveragePrecision:         finite(o.ranking.AveragePrecision()),
		DetectionDelayS:          finite(o.alarms.DetectionDelay()),
		ByLabel:                  b.byLabel(names),
	}
	if a.NormalWindows == 0 { // ranked above nothing
		a.AveragePrecisionFrozen, a.AveragePrecision = nil, nil
	}
	if b.after {
		a.Basis = result.BasisAfterLearning
	}
	a.Onsets, a.OnsetsDetected = o.alarms.Onsets()
	if z := finite(b.zscores.AUC()); z != nil {
		a.Baselines = []result.Baseline{{Name: "running-z-score", AUC: z}}
	}
	return a
}

func (b *fineTuneBook) byLabel(names []string) []result.LabelRates {
	var rates []result.LabelRates
	for label := range min(len(names), rankedLabels) {
		f, o := &b.frozen.labels[label], &b.online.labels[label]
		if o.windows == 0 {
			continue
		}
		rate := result.LabelRates{
			Label: names[label], Windows: o.windows,
			AlarmRateFrozen: float64(f.alarms) / float64(f.windows),
			AlarmRate:       float64(o.alarms) / float64(o.windows),
		}
		if label != b.normal {
			rate.AUCFrozen = finite(b.frozen.ranking.Only(1 + label).AUC())
			rate.AUC = finite(b.online.ranking.Only(1 + label).AUC())
		}
		rates = append(rates, rate)
	}
	return rates
}

// belowChance warns of scores that rank anomalies below normal windows, label
// by label: what is lost for one does not hide behind another.
func (b *fineTuneBook) belowChance(run *result.Run, names []string) {
	for label := range min(len(names), rankedLabels) {
		if label == b.normal || b.online.labels[label].windows == 0 {
			continue
		}
		for _, d := range []struct {
			name string
			*detector
		}{{"frozen", b.frozen}, {"online", b.online}} {
			subject := fmt.Sprintf("%s score, %s against normal", d.name, names[label])
			warn(run, metrics.BelowChance(subject, d.ranking.Only(1+label), b.overlap))
		}
	}
}
