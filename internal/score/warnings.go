package score

import (
	"fmt"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
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

// alarmMargin is how far the false alarm rate has to rise to be called harm.
const alarmMargin = 0.02

// moreAlarms warns of learning that raised the false alarms, which it can while
// it lowers the mean error: by learning the faults.
func moreAlarms(a *result.Anomaly) string {
	if a.FalseAlarmRate == nil || a.FalseAlarmRateFrozen == nil || *a.FalseAlarmRate <= *a.FalseAlarmRateFrozen+alarmMargin {
		return ""
	}
	return fmt.Sprintf("more false alarms: learning raised them from %.1f %% to %.1f %%: it may have learned faults, or learned where nothing had drifted; lower --lr, or learn from healthy windows alone (--policy labelled)",
		100**a.FalseAlarmRateFrozen, 100**a.FalseAlarmRate)
}

// outdone warns of a model that a score without any model ranks better than.
func outdone(a *result.Anomaly) string {
	if a.AUC == nil || a.Baselines == nil || a.Baselines[0].Name == result.BaselineLastLabel || *a.Baselines[0].AUC <= *a.AUC {
		return ""
	}
	return fmt.Sprintf("a running z-score, which needs no model, has an AUC of %.3f, the online model %.3f: try another --frontend, or do without the model",
		*a.Baselines[0].AUC, *a.AUC)
}

// belowChance warns of scores that rank anomalies below normal windows, label
// by label: what is lost for one does not hide behind another.
func (d *Detector) belowChance(run *result.Run, names []string) {
	for label := range min(len(names), metrics.RankedLabels) {
		if label == d.normal || d.arms.Online.Windows(label) == 0 {
			continue
		}
		for _, arm := range []struct {
			name string
			*metrics.Detector
		}{{"frozen", d.arms.Frozen}, {"online", d.arms.Online}} {
			subject := fmt.Sprintf("%s score, %s against normal", arm.name, names[label])
			warn(run, metrics.BelowChance(subject, arm.Ranking.Only(1+label), d.overlap))
		}
	}
}
