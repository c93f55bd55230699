package score

import (
	"math"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Keeper counts a mode's figures while the stream goes by. It takes constant
// memory.
type Keeper interface {
	// Push takes a row [channels], before the window that it may complete.
	Push(row []float32)
	// StartSegment begins a new segment of the stream.
	StartSegment(segment int)
	// Add counts a window, in order.
	Add(s *result.Step)
	// Fill writes the figures at the end. names are the stream's classes by
	// index, classes those that this run met, in the order they are reported.
	Fill(run *result.Run, names []string, classes []int)
	// Meter has the cycles, in the slots of Costs.
	Meter() *mcu.Meter
}

// Options are what a Keeper has to know of the experiment.
type Options struct {
	Limit     int64   // updates after which learning stops, 0: never
	Threshold float32 // as it was trained
	Quantile  float64 // of the training errors, which is the threshold
	Step      float64 // of a running threshold, 0: fixed
	Normal    int     // label of the healthy machine, stream.NoLabel without labels
	Gate      tinyol.Gate
	Channels  int
	Window    int     // rows
	Stride    int     // rows
	StepTime  float64 // seconds from window to window, 0 unknown
}

// Defined is the form of a figure that is left out where it is no finite number.
func Defined(v float64) *float64 {
	if !IsFinite(v) {
		return nil
	}
	return &v
}

// IsFinite is false for infinity and NaN.
func IsFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// met keeps the classes that occurred as label or prediction.
func met(c *metrics.Confusion, classes []int) []int {
	var kept []int
	for _, class := range classes {
		if !math.IsNaN(c.F1(class)) {
			kept = append(kept, class)
		}
	}
	return kept
}

func f1Scores(c *metrics.Confusion, classes []int, names []string) []result.ClassF1 {
	var scores []result.ClassF1
	for _, class := range classes {
		scores = append(scores, result.ClassF1{Label: names[class], F1: c.F1(class), Support: c.Support(class)})
	}
	return scores
}

// warn adds a line where there is one.
func warn(run *result.Run, line string) {
	if line != "" {
		run.Warnings = append(run.Warnings, line)
	}
}
