package reporttest

import "tinyol-sim/internal/result"

// classifies reports whether the invented runs of a mode name classes.
func classifies(mode string) bool { return mode == "supervised" || mode == "naive-bayes" }

// learners describe the modes.
func (f Fake) learners() (list []result.Learner) {
	for _, mode := range f.Modes {
		l := result.Learner{Mode: mode, Text: "a learner called " + mode, Aim: result.AimDetect, Score: "reconstruction error (MSE)"}
		switch mode {
		case "unsupervised":
			l.Loss, l.LearningRate = "bce", Pointer(0.02)
		case "supervised":
			l.Aim, l.Score, l.Loss, l.LearningRate = result.AimClassify, "", "cross-entropy", Pointer(0.05)
		case "naive-bayes":
			l.Aim, l.Score = result.AimClassify, ""
		case "knn":
			l.Score, l.Warm, l.LearningRate = "mean distance to the nearest", true, Pointer(1.)
		}
		list = append(list, l)
	}
	return list
}

// addArms invents the four arms of a detector: with a threshold that runs, the score
// over it ranks a little better.
func (f Fake) addArms(a *result.Anomaly, mode string) {
	better := 0.
	if mode == "knn" {
		better = 0.04
	}
	estimate := func(v float64) *result.Estimate {
		return &result.Estimate{Value: v, Low: Pointer(max(v-0.2, 0)), High: Pointer(min(v+0.15, 1))}
	}
	for i, name := range []string{result.ArmFrozen, result.ArmFrozenRunning, result.ArmOnline, result.ArmOnlineRunning} {
		quality := []float64{0.61, 0.72, 0.85, 0.93}[i] + better
		alarms := []float64{0.98, 0.05, 0.2, 0.01}[i]
		a.Arms = append(a.Arms, result.DetectorArm{
			Name: name, FalseAlarmRate: &alarms, DetectionRate: Pointer(0.9 * quality), AUC: &quality,
			DetectionAt1: Pointer(quality / 2), DetectionAt5: Pointer(quality / 1.5), ThresholdFirst: a.Threshold, ThresholdLast: Pointer(a.Threshold * float64(1+i)),
			ROC: &result.ROC{FalseAlarms: []float64{0, 0.01, 0.2, 1}, Detections: []float64{0, quality / 2, quality, 1}}, Thresholds: f.thresholds(a.Threshold, i),
			Intervals: &result.DetectorEstimates{FalseAlarmRate: estimate(alarms), DetectionRate: estimate(0.9 * quality), AUC: estimate(quality), DetectionAt1: estimate(quality / 2)},
		})
	}
	a.DetectionAt1, a.DetectionAt5 = a.Arms[3].DetectionAt1, a.Arms[3].DetectionAt5
	a.ThresholdStep, a.ThresholdLast = 0.05, Pointer(a.Threshold*4)
	a.Blocks = &result.Blocks{Normal: 5, Anomalous: 12}
	a.Gains = []result.Gain{{Arm: result.ArmOnline, Against: result.ArmFrozen, Of: *a.Arms[2].Intervals}, {Arm: result.ArmOnlineRunning, Against: result.ArmFrozenRunning, Of: *a.Arms[3].Intervals}}
	a.Forgetting = &result.Forgetting{Windows: 711, FaultWindows: 4994, FalseAlarmRateBefore: 0.0098, FalseAlarmRateAfter: 0.97, FalseAlarmRateAfterRunning: Pointer(0.75),
		AUCBefore: Pointer(1.), AUCAfter: Pointer(0.77)}
	a.Promised = &result.Interval{Mean: 0.01, Low: 0.0001, High: 0.031}
}

// thresholds are those of the arms that run, which rise to their multiple.
func (f Fake) thresholds(trained float64, arm int) *result.Thresholds {
	if arm%2 == 0 {
		return nil
	}
	const every = 50
	out := &result.Thresholds{Every: every}
	for i := int64(0); i < f.Windows; i += every {
		out.Values = append(out.Values, trained*(1+float64(arm)*min(float64(i)/300, 1)))
	}
	return out
}
