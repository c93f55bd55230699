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

// figures are the seed-dependent figures of a run, keyed by their path in
// summary.json.
func figures(r *result.Run) map[string]float64 {
	f := map[string]float64{}
	optional := func(name string, v *float64) {
		if v != nil {
			f[name] = *v
		}
	}
	if l := r.Loss; l != nil {
		f["loss.first"], f["loss.last"] = l.First, l.Last
		optional("loss.frozen", l.Frozen)
	}
	if a := r.Anomaly; a != nil {
		f["anomaly.threshold"] = a.Threshold
		optional("anomaly.false_alarm_rate_frozen", a.FalseAlarmRateFrozen)
		optional("anomaly.false_alarm_rate", a.FalseAlarmRate)
		optional("anomaly.detection_rate_frozen", a.DetectionRateFrozen)
		optional("anomaly.detection_rate", a.DetectionRate)
		optional("anomaly.auc_frozen", a.AUCFrozen)
		optional("anomaly.auc", a.AUC)
		for _, l := range a.ByLabel {
			optional("anomaly.auc_frozen."+l.Label, l.AUCFrozen)
			optional("anomaly.auc."+l.Label, l.AUC)
		}
	}
	if c := r.Classification; c != nil {
		f["classification.accuracy"], f["classification.macro_f1"] = c.Accuracy, c.MacroF1
		optional("classification.kappa", c.Kappa)
		optional("classification.kappa_temporal", c.KappaTemporal)
		if t := c.Test; t != nil {
			f["classification.test.accuracy"], f["classification.test.macro_f1"] = t.Accuracy, t.MacroF1
			for _, s := range t.F1 {
				f["classification.test.f1."+s.Label] = s.F1
			}
		}
	}
	return f
}
