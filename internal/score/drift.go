package score

import (
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// Firings keeps of every window which drift detectors fired, and whether the machine was
// faulty, for what is only asked at the end: by then it is known where the stream
// changed.
type Firings struct {
	windows  []uint8 // bit 7: faulty; bits 0 to 6: detectors that fired
	dropped  bool
	normal   int // label of the healthy machine
	stepTime float64
}

const faultyBit = 1 << 7

// NewFirings keeps nothing yet. stepTime is the seconds from window to window, 0
// unknown; normal is the label of the healthy machine, stream.NoLabel without labels.
func NewFirings(normal int, stepTime float64) *Firings {
	return &Firings{normal: normal, stepTime: stepTime}
}

// Add counts a window of a label: a bit for each detector that fired.
func (f *Firings) Add(fired uint32, label int) {
	if len(f.windows) == longestHistory {
		f.dropped = true
		return
	}
	b := uint8(fired) &^ faultyBit
	if State(label, f.normal) == metrics.Anomalous {
		b |= faultyBit
	}
	f.windows = append(f.windows, b)
}

// Windows is how many are kept, and Cut that more came.
func (f *Firings) Windows() int { return len(f.windows) }

// Cut reports that more windows came than are kept.
func (f *Firings) Cut() bool { return f.dropped }

// Of is what a detector made of the stream. Where its changes are known, the first
// firing within the horizon of one detects it and every other is false. A firing in a
// window of a faulty machine is neither: the machine has changed there, if by no drift.
func (f *Firings) Of(detector int, name string, changes []int64, horizon int64) result.DriftDetector {
	mark := uint8(1) << detector
	out := result.DriftDetector{Name: name}
	trial, healthy := f.trial(changes, horizon, func(b uint8) bool { return b&mark != 0 })
	for window, b := range f.windows {
		if b&mark == 0 {
			continue
		}
		out.Firings++
		if b&faultyBit != 0 {
			out.FaultFirings++
		}
		if len(out.At) < mostPlaces {
			out.At = append(out.At, int64(window))
		}
	}
	out.FiringsPerHour = f.perHour(out.Firings-out.FaultFirings, healthy)
	f.judge(&out, trial.Detector, healthy, changes)
	return out
}

// Baselines are detectors that look at nothing, where there are changes to be found.
func (f *Firings) Baselines(changes []int64, horizon int64) []result.DriftDetector {
	if len(changes) == 0 {
		return nil
	}
	trial, healthy := f.trial(changes, horizon, func(uint8) bool { return false })
	always := result.DriftDetector{Name: result.DriftAlways, Firings: healthy, FiringsPerHour: f.perHour(healthy, healthy)}
	never := result.DriftDetector{Name: result.DriftNever, FiringsPerHour: f.perHour(0, healthy)}
	f.judge(&always, trial.Always, healthy, changes)
	f.judge(&never, trial.Never, healthy, changes)
	return []result.DriftDetector{always, never}
}

// mostPlaces bounds how many firings a result has with their places.
const mostPlaces = 100

// trial judges the windows in which the machine is not faulty, and counts them.
func (f *Firings) trial(changes []int64, horizon int64, fired func(uint8) bool) (t *metrics.DriftTrial, healthy int64) {
	t = metrics.NewDriftTrial(changes, horizon)
	for window, b := range f.windows {
		if b&faultyBit == 0 {
			t.Add(int64(window), fired(b))
			healthy++
		}
	}
	return t, healthy
}

func (f *Firings) judge(out *result.DriftDetector, of *metrics.Firings, healthy int64, changes []int64) {
	if len(changes) == 0 {
		return
	}
	found := of.Changes()
	n, detected := int64(len(found)), int64(of.Detections())
	missed, falsely := n-detected, of.False()
	out.Changes, out.Detected, out.Missed, out.FalseFirings = &n, &detected, &missed, &falsely
	out.DelayWindows = Defined(of.Delay())
	out.FalseFiringsPerHour = f.perHour(falsely, healthy)
	if f.stepTime > 0 && out.DelayWindows != nil {
		out.DelayS = Defined(*out.DelayWindows * f.stepTime)
	}
	for _, c := range found {
		one := result.DetectedChange{Window: c.Change}
		if c.Delay >= 0 {
			one.Delay = &c.Delay
		}
		out.ByChange = append(out.ByChange, one)
	}
}

// perHour is nil where the time is not known.
func (f *Firings) perHour(n, windows int64) *float64 {
	if f.stepTime == 0 || windows == 0 {
		return nil
	}
	return Defined(float64(n) / (float64(windows) * f.stepTime) * secondsPerHour)
}

const secondsPerHour = 3600
