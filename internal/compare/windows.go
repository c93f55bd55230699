package compare

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path/filepath"
	"slices"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
)

// shareWindows sees to it that all detectors are measured on the same windows
// of a seed. A run's figures are of the windows after its last update, of all
// where learning never ended; where that is not the same for all runs, they are
// measured again from steps.csv on the windows after the last update of all.
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

// lastStarts raises the start of each seed to the window after the last update
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
// start. Onsets, their delay and other detectors need the stream itself, which
// steps.csv lacks; they are left out.
func (r *Result) measureFrom(starts map[uint64]int64) error {
	found := map[int]score.Arms{}
	period := r.windowPeriod()
	for i := range r.summary.Runs {
		if r.summary.Runs[i].Anomaly != nil {
			found[i] = score.NewArms(period)
		}
	}
	normal := r.normal()
	err := r.steps(func(s *result.Step) {
		arms, ok := found[s.Run]
		if !ok || s.Window < starts[r.summary.Runs[s.Run].Seed] {
			return
		}
		a := r.summary.Runs[s.Run].Anomaly
		fixed := float32(a.Threshold)
		inForce := fixed
		if a.ThresholdStep > 0 {
			inForce = s.Threshold
		}
		arms.Add(0, score.State(s.Label, normal), s, fixed, inForce)
	})
	if err != nil {
		return err
	}
	for i, arms := range found {
		a := r.summary.Runs[i].Anomaly
		*a = result.Anomaly{
			Basis: a.Basis, Threshold: a.Threshold, ThresholdQuantile: a.ThresholdQuantile,
			ThresholdStep: a.ThresholdStep, ThresholdLast: a.ThresholdLast,
		}
		arms.Fill(a, r.summary.Stream.Classes, normal)
	}
	return nil
}

// windowPeriod is the time from window to window in seconds, 0 unknown.
func (r *Result) windowPeriod() float64 {
	if p := r.summary.Stream.PeriodS; p != nil && r.summary.Stream.PeriodDoubt == "" {
		return *p * float64(r.summary.Program.Stride)
	}
	return 0
}

// normal is the label of the healthy machine: none in a stream without labels.
func (r *Result) normal() int {
	s := &r.summary.Stream
	if s.Label == "" {
		return result.NoLabel
	}
	if at := slices.Index(s.Classes, s.Normal); at >= 0 {
		return at
	}
	return len(s.Classes) // none of them
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
	note := "the results stopped learning at different places: their detectors are measured again on the windows that all of them have after the last update, from " + from
	for _, r := range results {
		for _, run := range r.detectors() {
			if run.Anomaly.Basis == result.BasisPrequential && high > 0 {
				return note + "; where learning never ended, each window is scored before it is learned from"
			}
		}
	}
	return note
}
