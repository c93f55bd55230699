package bench

import (
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/tinyol"
)

// addForgetting measures what learning did to what the device could do before: its
// false alarms on windows of the training recording that trained nothing, and how it
// tells them from that recording's faults.
func (x *Experiment) addForgetting(l *lane, learned *tinyol.Device, r *result.Run) error {
	windows := x.split()
	if r.Anomaly == nil || len(windows.held) == 0 || l.updates == 0 {
		return nil
	}
	begun, err := tinyol.New(l.program)
	if err != nil {
		return err
	}
	before, after := recall(begun, windows), recall(learned, windows)
	trained := l.program.Policy.Threshold
	f := &result.Forgetting{
		Windows: int64(len(before.healthy)), FaultWindows: before.faults,
		FalseAlarmRateBefore: before.above(trained), FalseAlarmRateAfter: after.above(trained),
		AUCBefore: score.Defined(before.ranking.AUC()), AUCAfter: score.Defined(after.ranking.AUC()),
	}
	if l.program.Policy.Running() {
		rate := after.above(learned.Threshold())
		f.FalseAlarmRateAfterRunning = &rate
	}
	r.Anomaly.Forgetting = f
	return nil
}

// recollection is how a device scores the training recording.
type recollection struct {
	healthy []float32
	faults  int64
	ranking *metrics.Ranking
}

func recall(d *tinyol.Device, windows *trainingWindows) *recollection {
	m := &recollection{ranking: metrics.NewRanking()}
	eachScore(d, windows.held, func(score float32) {
		m.healthy = append(m.healthy, score)
		m.ranking.Add(score, false)
	})
	eachScore(d, windows.faulty, func(score float32) {
		m.faults++
		m.ranking.Add(score, true)
	})
	return m
}

// above is the share of the healthy windows that raise an alarm.
func (m *recollection) above(threshold float32) float64 {
	n := 0
	for _, score := range m.healthy {
		if !(score <= threshold) {
			n++
		}
	}
	return float64(n) / float64(len(m.healthy))
}
