package score

import (
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// estimate is absent where the figure is not defined.
func estimate(i metrics.Interval) *result.Estimate {
	if !IsFinite(i.Mean) {
		return nil
	}
	return &result.Estimate{Value: i.Mean, Low: Defined(i.Low), High: Defined(i.High)}
}

func estimates(f *metrics.BlockFigures) result.DetectorEstimates {
	return result.DetectorEstimates{
		FalseAlarmRate: estimate(f.FalseAlarmRate), DetectionRate: estimate(f.DetectionRate),
		AUC: estimate(f.AUC), DetectionAt1: estimate(f.DetectionAtOnePercent), DetectionAt5: estimate(f.DetectionAtFivePercent),
	}
}

// learned are the arms that learn, each against the one that has its kind of threshold
// and learns nothing, by their places among the four.
var learned = []metrics.Pair{{Arm: 2, Against: 0}, {Arm: 3, Against: 1}}

// resample puts into a record how much its figures depend on the stretches of the
// recording that they were measured on.
func (d *Detector) resample(a *result.Anomaly) {
	if d.blocks == nil || a.Windows == 0 {
		return
	}
	report := d.blocks.Figures(learned...)
	a.Blocks = &result.Blocks{Normal: report.Normal.Blocks, Anomalous: report.Anomalous.Blocks}
	for i := range a.Arms {
		e := estimates(&report.Arms[i])
		a.Arms[i].Intervals = &e
	}
	for i, pair := range learned {
		a.Gains = append(a.Gains, result.Gain{
			Arm: a.Arms[pair.Arm].Name, Against: a.Arms[pair.Against].Name, Of: estimates(&report.Differences[i]),
		})
	}
}

// resample does the same for a classifier.
func (c *Classifier) resample(to *result.Classification) {
	if c.blocks == nil {
		return
	}
	report := c.blocks.Figures(metrics.Pair{Arm: 0, Against: 1})
	d := &report.Differences[0]
	to.Blocks = report.All.Blocks
	to.OverNoChange = &result.ClassEstimates{Accuracy: estimate(d.Accuracy), MacroF1: estimate(d.MacroF1)}
}
