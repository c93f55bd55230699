package score

import (
	"fmt"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// harmMargin is how much worse than the frozen model the online layer has to
// end to be called harmful: more than the scatter of a mean over lossWindows.
const harmMargin = 1.1

// harm warns of learning that ended worse than it began.
func harm(l *result.Loss) string {
	if l == nil || l.Frozen == nil || l.Last <= harmMargin**l.Frozen {
		return ""
	}
	return fmt.Sprintf("harm: over the last %d normal windows the online layer's mean error is %.4g, the frozen model's %.4g: learning made it worse; lower --lr or --learn",
		l.Windows, l.Last, *l.Frozen)
}

// Margins from which a figure that learning changed is warned of: more than what a
// rate of some hundred windows scatters.
const (
	alarmMargin     = 0.02 // of false alarms
	rankingMargin   = 0.02 // of AUC
	detectionMargin = 0.2  // of detection at equal false alarms
)

// matched are the arms of a threshold policy: what was flashed, and what learns.
func matched(a *result.Anomaly, running bool) (frozen, online *result.DetectorArm) {
	names := [2]string{result.ArmFrozen, result.ArmOnline}
	if running {
		names = [2]string{result.ArmFrozenRunning, result.ArmOnlineRunning}
	}
	return a.Arm(names[0]), a.Arm(names[1])
}

// worse warns of what learning lowered, against the arm that has the same threshold
// policy and learns nothing.
func (d *Detector) worse(run *result.Run) {
	frozen, online := matched(run.Anomaly, d.step > 0)
	if frozen == nil || online == nil {
		return
	}
	if below(online.DetectionAt1, frozen.DetectionAt1, detectionMargin) {
		warn(run, fmt.Sprintf("detection collapsed: at 1 %% false alarms learning lowered it from %.0f %% to %.0f %%: %s",
			100**frozen.DetectionAt1, 100**online.DetectionAt1, d.remedy()))
	}
	if below(online.AUC, frozen.AUC, rankingMargin) {
		warn(run, fmt.Sprintf("learning lowered the AUC from %.3f to %.3f: %s", *frozen.AUC, *online.AUC, d.remedy()))
	}
	if below(frozen.FalseAlarmRate, online.FalseAlarmRate, alarmMargin) {
		warn(run, fmt.Sprintf("learning raised the false alarms from %.1f %% to %.1f %%: %s",
			100**frozen.FalseAlarmRate, 100**online.FalseAlarmRate, d.remedy()))
	}
}

// below reports whether a is less than b by more than a margin.
func below(a, b *float64, margin float64) bool { return a != nil && b != nil && *a < *b-margin }

// remedy is what to do against learning that did harm, but for what is done already.
func (d *Detector) remedy() string {
	if d.gate == tinyol.Labelled {
		return "lower --lr or --learn, or leave the model as it was flashed"
	}
	return "learn from healthy windows alone (--policy labelled, or --healthy), or lower --lr"
}

// outdone warns of a model that a score without any model ranks better than.
func outdone(a *result.Anomaly) string {
	for _, b := range a.Baselines {
		if b.Name == result.BaselineZScore && a.AUC != nil && *b.AUC > *a.AUC {
			return fmt.Sprintf("a running z-score, which needs no model, has an AUC of %.3f, the online model %.3f: try another --frontend, or do without the model", *b.AUC, *a.AUC)
		}
	}
	return ""
}

// belowChance warns of scores of what learns that rank anomalies below normal windows,
// label by label: what is lost for one does not hide behind another. What was flashed
// is told of only where learning did not change that.
func (d *Detector) belowChance(run *result.Run, names []string) {
	for label := range min(len(names), metrics.RankedLabels) {
		if label == d.normal || d.arms.Online.Windows(label) == 0 {
			continue
		}
		subject := fmt.Sprintf("online score, %s against normal", names[label])
		warn(run, metrics.BelowChance(subject, d.arms.Online.Ranking.Only(1+label), d.overlap))
	}
}
