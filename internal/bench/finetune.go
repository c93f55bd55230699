package bench

import (
	"fmt"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// fineTuneBook keeps the figures of unsupervised mode: the online model as a
// detector, beside the frozen one and a running z-score, on the same windows.
//
// Where learning ends after N updates, every rate starts again behind the last
// of them; where it never ends, the rates are prequential over all windows.
type fineTuneBook struct {
	costBook
	losses lossBook

	limit     int64 // updates after which learning stops, 0: never
	threshold float32
	quantile  float64
	step      float64 // of a running threshold, 0: fixed
	last      float32 // threshold in force for the last window
	normal    int     // label, stream.NoLabel where the stream has none
	gate      tinyol.Gate
	overlap   float64 // window over stride

	windows, updates int64
	after            bool // the last update is behind us
	segment          int

	frozen, online *metrics.Detector
	zscore         *metrics.RunningZScore
	zscores        *metrics.Ranking
	lockOut        metrics.LockOut
	divergence     *metrics.Divergence
}

func newFineTuneBook(o bookOptions) *fineTuneBook {
	return &fineTuneBook{
		costBook: newCostBook(o), limit: o.limit, threshold: o.threshold, quantile: o.quantile, step: o.step,
		normal: o.normal, gate: o.gate, overlap: float64(o.window) / float64(o.stride),
		frozen: metrics.NewDetector(o.stepTime), online: metrics.NewDetector(o.stepTime),
		zscore: metrics.NewRunningZScore(o.channels, o.window), zscores: metrics.NewRanking(),
		divergence: metrics.NewDivergence("the frozen model's"),
	}
}

func (b *fineTuneBook) push(row []float32) { b.zscore.Push(row) }

func (b *fineTuneBook) reset(segment int) {
	b.zscore.StartSegment()
	b.segment = segment
	b.fresh = true
}

func (b *fineTuneBook) add(s *result.Step) {
	b.windows++
	b.count(s)
	b.watch(s)
	state := b.state(s.Label)
	if state == metrics.Normal {
		b.losses.add(s.Score, s.Frozen)
	}
	b.measure(s, state)
	if s.Updated {
		b.updates++
		if b.limit > 0 && b.updates == b.limit {
			b.startAfter()
		}
	}
}

// state reads a window's label; without any, the machine counts as normal.
func (b *fineTuneBook) state(label int) metrics.State {
	switch {
	case label == stream.Mixed:
		return metrics.Mixed
	case label == b.normal:
		return metrics.Normal
	case label < 0:
		return metrics.Unknown
	}
	return metrics.Anomalous
}

// watch feeds the checks for a loss of learning.
func (b *fineTuneBook) watch(s *result.Step) {
	b.divergence.Add(s.Window, float64(s.Score), float64(s.Frozen))
	state := b.state(s.Label)
	if b.gate == tinyol.Below && !b.after && (state == metrics.Normal || state == metrics.Unknown) {
		b.lockOut.Add(s.Window, s.Updated, float64(s.Score), float64(s.Threshold))
	}
}

// measure scores the window for both models: the frozen one by the threshold
// that it was flashed with, the online one by the threshold in force before the
// window moved it.
func (b *fineTuneBook) measure(s *result.Step, state metrics.State) {
	b.last = s.Threshold
	b.frozen.Add(b.segment, state, s.Label, s.Frozen, b.threshold)
	b.online.Add(b.segment, state, s.Label, s.Score, s.Threshold)
	if state == metrics.Normal || state == metrics.Anomalous {
		b.zscores.Add(b.zscore.Score(), state == metrics.Anomalous)
	}
}

// startAfter begins the measurement behind the last update.
func (b *fineTuneBook) startAfter() {
	b.after = true
	b.zscores.Reset()
	b.frozen.Reset()
	b.online.Reset()
}

func (b *fineTuneBook) fill(run *result.Run, names []string, _ []int) {
	run.Windows, run.Updates = b.windows, b.updates
	run.Loss = b.losses.result(true)
	run.Anomaly = b.anomaly(names)
	warn(run, b.divergence.Warning())
	warn(run, b.lockOut.Warning())
	warn(run, harm(run.Loss))
	warn(run, moreAlarms(run.Anomaly))
	b.belowChance(run, names)
	if b.updates == 0 {
		warn(run, "the layer never learned: no window passed the policy; see --policy and --normal")
	} else if b.limit > 0 && !b.after {
		warn(run, fmt.Sprintf("the stream ended after %d of %d updates: the rates are prequential over all windows; lower --learn to measure behind the last update", b.updates, b.limit))
	}
	if b.after && b.online.Alarms.NormalWindows() == 0 {
		warn(run, "no normal window came after the last update, so there is no false alarm rate; lower --learn or use a longer stream")
	}
	if b.normal != stream.NoLabel && b.online.Alarms.AnomalousWindows() == 0 {
		warn(run, "no window of another label was measured, so there is no detection rate and no AUC; lower --learn or use a stream that goes on to a fault")
	}
	warn(run, outdone(run.Anomaly))
	if b.normal == stream.NoLabel {
		warn(run, "the stream has no labels: every window counts as normal, and an alarm as a false one")
	}
}

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
	if a.AUC == nil || a.Baselines == nil || *a.Baselines[0].AUC <= *a.AUC {
		return ""
	}
	return fmt.Sprintf("a running z-score, which needs no model, has an AUC of %.3f, the online model %.3f: try another --frontend, or do without the model",
		*a.Baselines[0].AUC, *a.AUC)
}
