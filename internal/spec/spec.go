// Package spec is an experiment as a document. One table of fields gives the
// flags of the commands with their help, the keys of a configuration, the record
// of a run in manifest.json, and what compare sets side by side.
package spec

// Spec describes an experiment in the terms of the command line. Zero values
// stand for the defaults that the table of fields names.
type Spec struct {
	// Streams, Train and Test are recordings: files, folders and archives in order;
	// "-" is standard input.
	Streams   []string
	Train     []string // of the healthy machine; empty: the stream's leading rows
	TrainRows int64    // how many of those; 0: a quarter, at most 6000
	Test      []string // labelled, classifiers are assessed on it
	Model     string   // model file instead of training
	Layout    string   // how lines make rows, package layout's notation; empty: found

	Columns     []string // channels; nil: found by name and content
	Time        string
	Label       string
	LabelFrom   string  // rule by which names of files give labels, package fileset's notation
	Normal      string  // label of the healthy machine
	Rate        float64 // rows a second; 0: from the time column
	Resample    float64 // rows a second to make of those recorded; 0: as recorded
	SkipBadRows bool
	Missing     string   // what becomes of a row that lacks a value; empty: split
	Drift       []string // drift injected into the stream, package stream's notation

	FrontEnd   string
	Window     int // rows; 0: 64 for spectrum, else 40
	Stride     int // rows
	Hidden     []int
	Embedding  int
	Activation string // of the hidden layers
	Epochs     int
	Quantile   float64 // of the training errors, which is the threshold
	Seed       uint64

	Mode         string   // one of tinyol's modes, or Both
	Learners     []string // by name, instead of Mode; nil: Mode says
	Tune         string   // what tinyol goes on learning; empty: the last layer
	Optimizer    string   // of tinyol; empty: plain gradient descent
	Tap          string   // what classifiers learn from; empty: the embedding
	Bias         bool     // of softmax and replay
	Remembered   int      // inputs of a class, or windows; 0: the learner's own
	Loss         string   // of the reconstruction
	LearningRate float64  // of the online layer; 0: 0.005 unsupervised, 0.05 supervised
	Learn        int64    // updates after which learning stops; 0: never; Unset: half of the windows that may teach, at most 2000; classifiers never stop
	LabelDelay   int64    // windows by which a label is late; Unset: until no window shares a row with the one that is predicted
	LabelBudget  string   // share of the labels that arrive; empty: all
	Healthy      []string // stretches in which the operator knows the machine to be healthy, in place of labels
	Policy       string   // empty: labelled
	Threshold    string   // Fixed, or Running: it follows the quantile on the device; empty: running where the policy is labelled
	// ThresholdStep is a running threshold's, in units of the trained threshold.
	ThresholdStep float64
	MaxClasses    int
	Detectors     []string // of drift, beside each learner; nil: none
	OnDrift       string   // what a firing does; empty: it is counted
	RunLength     int      // windows for which a drift detector is to stay silent on the healthy machine
	DriftWindows  int      // that learning goes on for after a firing
	Seeds         int
	Bootstrap     bool // intervals over runs of one label

	Engine string // auto, host or emulated; empty: auto
	Board  string // name of a profile, or a YAML file; for bench several, see Boards
}

// Unset is the value of a count that stands for each mode's default.
const Unset = -1

// Both is the Spec.Mode that runs every mode that the stream allows.
const Both = "both"

// Names of Spec.Threshold.
const (
	Fixed   = "fixed"
	Running = "running"
)

// Default is the experiment of the paper where the paper says, but for the front end,
// and ours where it does not (docs/RATIONALE.md, docs/DEFAULTS.md).
func Default() Spec {
	return Spec{
		FrontEnd: "spectrum", Stride: 10, Hidden: []int{16}, Embedding: 4, Activation: "relu", Epochs: 40,
		Quantile: 0.99, Seed: 1,
		Mode: Both, Loss: "mse", Learn: Unset, LabelDelay: Unset, ThresholdStep: 0.1, MaxClasses: 8, RunLength: 10_000, DriftWindows: 200, Seeds: 1, Bootstrap: true,
		Board: "nano33ble",
	}
}
