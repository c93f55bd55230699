package bench

import (
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// spreads gives every figure's mean and 95 % interval over the seeds of each
// mode; nil for a single seed.
func spreads(runs []result.Run) []result.Spread {
	var list []result.Spread
	for i := 0; i < len(runs); {
		n := i
		for n < len(runs) && runs[n].Mode == runs[i].Mode && runs[n].Engine == runs[i].Engine {
			n++
		}
		if n-i > 1 {
			list = append(list, spread(runs[i:n]))
		}
		i = n
	}
	return list
}

func spread(runs []result.Run) result.Spread {
	values := map[string][]float64{}
	for i := range runs {
		for name, v := range figures(&runs[i]) {
			values[name] = append(values[name], v)
		}
	}
	s := result.Spread{Mode: runs[0].Mode, Engine: runs[0].Engine, Seeds: len(runs), Figures: map[string]result.Interval{}}
	for name, v := range values {
		// A figure that some seed lacks has no mean over all of them.
		if len(v) == len(runs) {
			ci := metrics.StudentInterval(v)
			s.Figures[name] = result.Interval{Mean: ci.Mean, Low: ci.Low, High: ci.High}
		}
	}
	return s
}

// figureSet holds the seed-dependent figures of a run, keyed by their path in
// summary.json.
type figureSet map[string]float64

func figures(r *result.Run) figureSet {
	f := figureSet{}
	if l := r.Loss; l != nil {
		f["loss.first"], f["loss.last"] = l.First, l.Last
		f.optional("loss.frozen", l.Frozen)
	}
	if r.Anomaly != nil {
		f.anomaly(r.Anomaly)
	}
	if r.Classification != nil {
		f.classification(r.Classification)
	}
	return f
}

func (f figureSet) optional(name string, v *float64) {
	if v != nil {
		f[name] = *v
	}
}

func (f figureSet) anomaly(a *result.Anomaly) {
	f["anomaly.threshold"] = a.Threshold
	for name, v := range map[string]*float64{
		"false_alarm_rate_frozen":      a.FalseAlarmRateFrozen,
		"false_alarm_rate":             a.FalseAlarmRate,
		"false_alarms_per_hour_frozen": a.FalseAlarmsPerHourFrozen,
		"false_alarms_per_hour":        a.FalseAlarmsPerHour,
		"detection_rate_frozen":        a.DetectionRateFrozen,
		"detection_rate":               a.DetectionRate,
		"auc_frozen":                   a.AUCFrozen,
		"auc":                          a.AUC,
		"average_precision_frozen":     a.AveragePrecisionFrozen,
		"average_precision":            a.AveragePrecision,
		"detection_delay_s":            a.DetectionDelayS,
	} {
		f.optional("anomaly."+name, v)
	}
	for _, l := range a.ByLabel {
		f["anomaly.alarm_rate_frozen."+l.Label] = l.AlarmRateFrozen
		f["anomaly.alarm_rate."+l.Label] = l.AlarmRate
		f.optional("anomaly.auc_frozen."+l.Label, l.AUCFrozen)
		f.optional("anomaly.auc."+l.Label, l.AUC)
	}
	f.baselines("anomaly.baselines.", a.Baselines)
}

func (f figureSet) classification(c *result.Classification) {
	f["classification.accuracy"], f["classification.macro_f1"] = c.Accuracy, c.MacroF1
	f.optional("classification.kappa", c.Kappa)
	f.optional("classification.kappa_temporal", c.KappaTemporal)
	f.classes("classification.f1.", c.F1)
	f.baselines("classification.baselines.", c.Baselines)
	if t := c.Test; t != nil {
		f["classification.test.accuracy"], f["classification.test.macro_f1"] = t.Accuracy, t.MacroF1
		f.classes("classification.test.f1.", t.F1)
		f.baselines("classification.test.baselines.", t.Baselines)
	}
}

func (f figureSet) classes(prefix string, scores []result.ClassF1) {
	for _, s := range scores {
		f[prefix+s.Label] = s.F1
	}
}

func (f figureSet) baselines(prefix string, list []result.Baseline) {
	for _, b := range list {
		prefix := prefix + b.Name + "."
		f.optional(prefix+"accuracy", b.Accuracy)
		f.optional(prefix+"macro_f1", b.MacroF1)
		f.optional(prefix+"auc", b.AUC)
		f.optional(prefix+"false_alarm_rate", b.FalseAlarmRate)
	}
}
