package score

import (
	"tinyol-sim/internal/mcu"
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
	// Add counts a window, in order, and the label that arrived with it: that of an
	// earlier one where labels come late.
	Add(s *result.Step, arrived int)
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
	// Running is the policy with a threshold that runs, whether the device's does or
	// not.
	Running   tinyol.Policy
	Delay     int  // windows by which labels come late
	Follow    bool // keep what Recoveries needs
	Bootstrap bool // intervals over runs of one label
	Tested    bool // a test recording says what a classifier is worth
	Normal    int  // label of the healthy machine, stream.NoLabel without labels
	Gate      tinyol.Gate
	Channels  int
	Window    int     // rows
	Stride    int     // rows
	StepTime  float64 // seconds from window to window, 0 unknown
	Span      Span    // that the rates are of
}
