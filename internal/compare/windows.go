package compare

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path/filepath"
	"slices"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// shareWindows sees to it that all detectors are measured on the same windows
// of a seed. A run's figures are of the windows behind its last update, of all
// where learning never ended; where that is not the same for all runs, they are
// measured again from steps.csv on the windows behind the last update of all.
// It returns what a reader has to know of this.
func shareWindows(results []*Result, seeds []uint64) (notes []string, err error) {
	if same(results, seeds) {
		return nil, nil
	}
	starts := map[uint64]int64{}
	for _, r := range results {
		if err := r.lastStarts(starts); err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil, r.refuse("it stopped learning elsewhere than others, and there is no %s to measure the shared windows on; run bench --out again", result.StepsFile)
			}
			return nil, err
		}
	}
	for _, r := range results {
		if err := r.measureFrom(starts); err != nil {
			return nil, err
		}
	}
	return []string{windowsNote(results, seeds, starts)}, nil
}

// same reports whether the detectors of each seed were measured on equally many
// windows from the end: then they are the same.
func same(results []*Result, seeds []uint64) bool {
	first := map[uint64]*result.Anomaly{}
	for _, r := range results {
		for _, run := range r.detectors() {
			a, seen := first[run.Seed]
			switch {
			case !slices.Contains(seeds, run.Seed):
			case !seen:
				first[run.Seed] = run.Anomaly
			case a.Windows != run.Anomaly.Windows || a.NormalWindows != run.Anomaly.NormalWindows:
				return false
			}
		}
	}
	return true
}

// detectors are the runs with figures of a detector.
func (r *Result) detectors() []*result.Run {
	var list []*result.Run
	for i := range r.summary.Runs {
		if r.summary.Runs[i].Anomaly != nil {
			list = append(list, &r.summary.Runs[i])
		}
	}
	return list
}

// steps calls f for every step.
func (r *Result) steps(f func(*result.Step)) error {
	reader, err := result.OpenSteps(filepath.Join(r.Dir, result.StepsFile), r.summary)
	if err != nil {
		return err
	}
	defer reader.Close()
	for reader.Scan() {
		f(reader.Step())
	}
	return reader.Err()
}

// lastStarts raises the start of each seed to the window behind the last update
// of this result's runs that stopped learning.
func (r *Result) lastStarts(starts map[uint64]int64) error {
	return r.steps(func(s *result.Step) {
		run := &r.summary.Runs[s.Run]
		if s.Updated && run.Anomaly != nil && run.Anomaly.Basis == result.BasisAfterLearning {
			starts[run.Seed] = max(starts[run.Seed], s.Window+1)
		}
	})
}

// measureFrom measures the detectors again on the windows of each seed from its
// start. Onsets and their delay need the stream's segments, which steps.csv
// lacks; they are left out.
func (r *Result) measureFrom(starts map[uint64]int64) error {
	type models struct{ frozen, online *metrics.Detector }
	found := map[int]models{}
	period := r.windowPeriod()
	for i := range r.summary.Runs {
		if a := r.summary.Runs[i].Anomaly; a != nil {
			found[i] = models{metrics.NewDetector(period), metrics.NewDetector(period)}
		}
	}
	err := r.steps(func(s *result.Step) {
		m, ok := found[s.Run]
		if !ok || s.Window < starts[r.summary.Runs[s.Run].Seed] {
			return
		}
		state := r.state(s.Label)
		a := r.summary.Runs[s.Run].Anomaly
		fixed := float32(a.Threshold)
		inForce := fixed
		if a.ThresholdStep > 0 {
			inForce = s.Threshold
		}
		m.frozen.Add(0, state, s.Label, s.Frozen, fixed)
		m.online.Add(0, state, s.Label, s.Score, inForce)
	})
	if err != nil {
		return err
	}
	for i, m := range found {
		r.replace(r.summary.Runs[i].Anomaly, m.frozen, m.online)
	}
	return nil
}

// windowPeriod is the time from window to window in seconds, 0 unknown.
func (r *Result) windowPeriod() float64 {
	if p := r.summary.Stream.PeriodS; p != nil {
		return *p * float64(r.summary.Program.Stride)
	}
	return 0
}

// state reads a label as bench does: without any, the machine counts as normal.
func (r *Result) state(label int) metrics.State {
	s := &r.summary.Stream
	switch {
	case label == result.Mixed:
		return metrics.Mixed
	case s.Label == "" && label == result.NoLabel:
		return metrics.Normal
	case label < 0:
		return metrics.Unknown
	case s.Classes[label] == s.Normal:
		return metrics.Normal
	}
	return metrics.Anomalous
}

// replace puts the new figures into a record.
func (r *Result) replace(a *result.Anomaly, frozen, online *metrics.Detector) {
	*a = result.Anomaly{
		Basis: a.Basis, Threshold: a.Threshold, ThresholdQuantile: a.ThresholdQuantile,
		ThresholdStep: a.ThresholdStep, ThresholdLast: a.ThresholdLast,
		Windows:                  online.Alarms.NormalWindows() + online.Alarms.AnomalousWindows(),
		NormalWindows:            online.Alarms.NormalWindows(),
		FalseAlarmRateFrozen:     finite(frozen.Alarms.FalseAlarmRate()),
		FalseAlarmRate:           finite(online.Alarms.FalseAlarmRate()),
		FalseAlarmsPerHourFrozen: finite(frozen.Alarms.FalseAlarmsPerHour()),
		FalseAlarmsPerHour:       finite(online.Alarms.FalseAlarmsPerHour()),
		DetectionRateFrozen:      finite(frozen.Alarms.DetectionRate()),
		DetectionRate:            finite(online.Alarms.DetectionRate()),
		AUCFrozen:                finite(frozen.Ranking.AUC()),
		AUC:                      finite(online.Ranking.AUC()),
	}
	if a.NormalWindows > 0 {
		a.AveragePrecisionFrozen, a.AveragePrecision = finite(frozen.Ranking.AveragePrecision()), finite(online.Ranking.AveragePrecision())
	}
	for label, class := range r.summary.Stream.Classes[:min(len(r.summary.Stream.Classes), metrics.RankedLabels)] {
		if online.Windows(label) == 0 {
			continue
		}
		rates := result.LabelRates{Label: class, Windows: online.Windows(label),
			AlarmRateFrozen: frozen.AlarmRate(label), AlarmRate: online.AlarmRate(label)}
		if class != r.summary.Stream.Normal {
			rates.AUCFrozen, rates.AUC = finite(frozen.AUC(label)), finite(online.AUC(label))
		}
		a.ByLabel = append(a.ByLabel, rates)
	}
}

func finite(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// windowsNote says what the detectors were measured on.
func windowsNote(results []*Result, seeds []uint64, starts map[uint64]int64) string {
	low, high := int64(math.MaxInt64), int64(0)
	for _, seed := range seeds {
		low, high = min(low, starts[seed]), max(high, starts[seed])
	}
	from := fmt.Sprintf("window %d", high)
	if low != high {
		from = fmt.Sprintf("window %d to %d, by seed", low, high)
	}
	note := "the results stopped learning at different places: their detectors are measured again on the windows that all of them have behind the last update, from " + from
	for _, r := range results {
		for _, run := range r.detectors() {
			if run.Anomaly.Basis == result.BasisPrequential && high > 0 {
				return note + "; where learning never ended, each window is scored before it is learned from"
			}
		}
	}
	return note
}
