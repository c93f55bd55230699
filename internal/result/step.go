package result

// Phases of a step in the order they run; the keys of Cycles.Phases and the
// cycle columns of steps.csv.
var Phases = [PhaseCount]string{"ingest", "frontend", "base", "normalise", "predict", "update"}

// PhaseCount is the number of phases.
const PhaseCount = 6

// Step is one window of one run: a line of steps.csv.
type Step struct {
	Run    int     // index into Summary.Runs
	Window int64   // from 0, counted over the stream
	Row    int64   // data row (from 1) that completed the window
	Time   float64 // of that row, seconds; NaN without a time column

	Loss   float32 // of the online layer, before its update
	Score  float32 // anomaly score (MSE of equation 1), before the update
	Frozen float32 // the frozen model's score

	// Threshold is the one in force for Score. Where steps.csv has no column of
	// it, it is fixed and Summary has it; a reader leaves it 0.
	Threshold float32

	// Surprisal is what ranks windows by a classifier: -log P(normal); below 0 where there
	// is none. It is not in steps.csv.
	Surprisal float32

	Label      int // index into Stream.Classes; NoLabel, Mixed
	Prediction int // likewise; NoPrediction where none was made
	Updated    bool
	Executed   bool // on an emulated core; else Cycles are priced
	Cycles     [PhaseCount]int64
}

// Special values of Step.Label and Step.Prediction.
const (
	NoLabel      = -1 // the stream carries none here
	Mixed        = -2 // the window spans two labels
	NoPrediction = -1
)

// Assessment is the layer as it stands on the test stream after a number of
// learning steps: a line of assess.csv, with one F1 per class.
type Assessment struct {
	Run      int
	Updates  int64
	Accuracy float64
	MacroF1  float64
	Executed bool      // the window of the last of them was, on an emulated core
	F1       []float64 // in order of Stream.Classes; NaN for a class without windows in the test
}
