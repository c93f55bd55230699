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

// gain puts into a record what learning bought, and how much that depends on the
// stretches of the recording that it was measured on, where somebody asked.
func (d *Detector) gain(a *result.Anomaly) {
	if a.Windows == 0 {
		return
	}
	for _, pair := range learned {
		arm, against := &a.Arms[pair.Arm], &a.Arms[pair.Against]
		a.Gains = append(a.Gains, result.Gain{Arm: arm.Name, Against: against.Name, Of: result.DetectorEstimates{
			FalseAlarmRate: less(arm.FalseAlarmRate, against.FalseAlarmRate), DetectionRate: less(arm.DetectionRate, against.DetectionRate),
			AUC: less(arm.AUC, against.AUC), DetectionAt1: less(arm.DetectionAt1, against.DetectionAt1), DetectionAt5: less(arm.DetectionAt5, against.DetectionAt5),
		}})
	}
	if d.blocks == nil {
		return
	}
	report := d.blocks.Figures(learned...)
	a.Blocks = &result.Blocks{Normal: report.Normal.Blocks, Anomalous: report.Anomalous.Blocks}
	for i := range a.Arms {
		e := estimates(&report.Arms[i])
		a.Arms[i].Intervals = &e
	}
	for i := range learned {
		exact, drawn := &a.Gains[i].Of, estimates(&report.Differences[i])
		bound(exact.FalseAlarmRate, drawn.FalseAlarmRate)
		bound(exact.DetectionRate, drawn.DetectionRate)
		bound(exact.AUC, drawn.AUC)
		bound(exact.DetectionAt1, drawn.DetectionAt1)
		bound(exact.DetectionAt5, drawn.DetectionAt5)
	}
}

// bound gives an exact figure the interval of the one that was drawn, whose scores
// were counted coarsely.
func bound(exact, drawn *result.Estimate) {
	if exact != nil && drawn != nil {
		exact.Low, exact.High = drawn.Low, drawn.High
	}
}

// less is the difference of two figures, without an interval.
func less(a, b *float64) *result.Estimate {
	if a == nil || b == nil {
		return nil
	}
	return &result.Estimate{Value: *a - *b}
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
