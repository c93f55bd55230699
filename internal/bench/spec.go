package bench

import (
	"fmt"
	"math/bits"
	"slices"

	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// Spec describes an experiment in the terms of the command line. Zero values
// stand for the defaults that Default and the modes fill in.
type Spec struct {
	Streams   []string // file names in order; "-" is standard input
	Train     string   // the normal recording; empty: the stream's leading rows
	TrainRows int64    // how many of those; 0: a quarter, at most 6000
	Test      string   // labelled recording that classifiers are assessed on
	Model     string   // model file instead of training

	Columns     []string // channels; nil: found by name and content
	Time        string
	Label       string
	Normal      string  // label of the healthy machine
	Rate        float64 // rows a second; 0: from the time column
	SkipBadRows bool
	Drift       []string // drift injected into the stream, package stream's notation

	FrontEnd   string
	Window     int // 0: 64 for spectrum, else 40
	Stride     int
	Hidden     []int // encoder's hidden layers; the decoder mirrors them
	Embedding  int
	Activation string // of the hidden layers
	Epochs     int

	Mode         string  // unsupervised, supervised or both
	Loss         string  // mse, bce or paper-eq5
	LearningRate float64 // of the online layer; 0: 0.02 unsupervised, 0.05 supervised
	Learn        int64   // updates after which learning stops; 0: never; Unset: 2000 unsupervised, never supervised
	Policy       string  // always, labelled or below; empty: labelled where there are labels
	Quantile     float64 // of the training errors, which is the threshold
	Threshold    string  // fixed, or running: it follows the quantile on the device; empty: running where the policy is labelled
	// ThresholdStep is a running threshold's, in units of the trained threshold.
	ThresholdStep float64
	MaxClasses    int

	Engine string // host or emulated; empty: emulated where the board's core is
	Board  string // name of a profile, or a YAML file
	Seed   uint64
	Seeds  int
	// firstSeed counts the seeds of the run that come before these.
	firstSeed int

	Out    string // folder that result files are written into, which is there; empty: none
	Resume bool   // Out holds finished seeds of the same run; go on behind them
	// Checkpoint, if not nil, hears how much is finished, in words such as "20 of
	// 40 seeds".
	Checkpoint func(finished string) error `json:"-"`

	Config  string   // file that flags came from, for the manifest
	Command []string // for the manifest
	Version string   // of the tool, for the manifest
}

// Unset is the value of Spec.Learn that asks for each mode's default.
const Unset = -1

// Names of Spec.Mode besides those of tinyol.Mode.
const both = "both"

// Default is the experiment of the paper where the paper says, and ours where
// it does not (docs/RATIONALE.md).
func Default() Spec {
	return Spec{
		FrontEnd: string(stream.Raw), Stride: 10, Hidden: []int{16}, Embedding: 4,
		Activation: nn.ReLU.String(), Epochs: 40,
		Mode: both, Loss: nn.MSE.String(), Learn: Unset, Quantile: 0.99, MaxClasses: 8,
		ThresholdStep: 0.05,
		Board:         "nano33ble", Seed: 1, Seeds: 1,
	}
}

// Names of Spec.Threshold.
const (
	thresholdFixed   = "fixed"
	thresholdRunning = "running"
)

// paperIterations is how long the paper's field experiment fine-tunes.
const paperIterations = 2000

// UsageError is a Spec that cannot be run: a flag, what is wrong with it and
// what to do.
type UsageError struct{ Flag, Problem, Remedy string }

func (e *UsageError) Error() string { return fmt.Sprintf("--%s: %s; %s", e.Flag, e.Problem, e.Remedy) }

func usage(flag, remedy, problem string, args ...any) error {
	return &UsageError{flag, fmt.Sprintf(problem, args...), remedy}
}

// complete fills the defaults that depend on other fields and refuses what
// cannot be run.
func (s *Spec) complete() error {
	if s.Window == 0 {
		s.Window = 40
		if s.FrontEnd == string(stream.Spectrum) {
			s.Window = 64
		}
	}
	if err := s.checkNames(); err != nil {
		return err
	}
	return s.checkNumbers()
}

func (s *Spec) checkNames() error {
	if !slices.Contains([]string{"unsupervised", "supervised", both}, s.Mode) {
		return usage("mode", "use unsupervised, supervised or both", "unknown mode %q", s.Mode)
	}
	if !slices.Contains(stream.Kinds(), stream.Kind(s.FrontEnd)) {
		return usage("frontend", "use raw, demean or spectrum", "unknown front end %q", s.FrontEnd)
	}
	if !slices.Contains([]string{"", EngineHost, EngineEmulated}, s.Engine) {
		return usage("engine", "use host or emulated", "unknown engine %q", s.Engine)
	}
	if loss, err := nn.ParseLoss(s.Loss); err != nil || loss == nn.CrossEntropy {
		return usage("loss", "use mse, bce or paper-eq5", "unknown loss %q for the reconstruction", s.Loss)
	}
	if _, err := nn.ParseActivation(s.Activation); err != nil {
		return usage("activation", "use relu, tanh, sigmoid or linear", "unknown activation %q", s.Activation)
	}
	if s.Policy != "" {
		if _, err := tinyol.ParseGate(s.Policy); err != nil {
			return usage("policy", "use always, labelled or below", "unknown policy %q", s.Policy)
		}
	}
	if !slices.Contains([]string{"", thresholdFixed, thresholdRunning}, s.Threshold) {
		return usage("threshold", "use fixed or running", "unknown threshold %q", s.Threshold)
	}
	if s.Model != "" && s.Seeds > 1 {
		return usage("seeds", "leave out one of --seeds and --model", "a model file fixes the weights, so every seed would give the same run")
	}
	if s.TrainRows > 0 && s.Train != "" {
		return usage("train-rows", "leave out one of --train and --train-rows", "it counts the stream's leading rows, and --train names another recording")
	}
	if s.Model != "" && s.Train != "" {
		return usage("train", "leave out one of --train and --model", "the model file is trained already")
	}
	return nil
}

// Bounds keep a mistyped number from asking for gigabytes; each is far above
// what a microcontroller holds.
const (
	maxWindow = 1 << 14
	maxLayer  = 1 << 12
	maxSeeds  = 1000
)

func (s *Spec) checkNumbers() error {
	for _, n := range []struct {
		flag     string
		value    int64
		min, max int64
	}{
		{"window", int64(s.Window), 2, maxWindow},
		{"stride", int64(s.Stride), 1, 1 << 20},
		{"embedding", int64(s.Embedding), 1, maxLayer},
		{"epochs", int64(s.Epochs), 1, 100_000},
		{"max-classes", int64(s.MaxClasses), 2, 256},
		{"seeds", int64(s.Seeds), 1, maxSeeds},
		{"learn", s.Learn, Unset, 1 << 62},
		{"train-rows", s.TrainRows, 0, maxTrainRows},
	} {
		if n.value < n.min || n.value > n.max {
			return usage(n.flag, fmt.Sprintf("use %d to %d", n.min, n.max), "%d is out of range", n.value)
		}
	}
	for _, h := range s.Hidden {
		if h < 1 || h > maxLayer {
			return usage("hidden", fmt.Sprintf("use 1 to %d neurons a layer", maxLayer), "%d is out of range", h)
		}
	}
	if s.FrontEnd == string(stream.Spectrum) && bits.OnesCount(uint(s.Window)) != 1 {
		below := 1 << (bits.Len(uint(s.Window)) - 1)
		return usage("window", fmt.Sprintf("use %d or %d", below, 2*below), "the spectrum front end needs a power of two, got %d", s.Window)
	}
	if !(s.Quantile > 0 && s.Quantile < 1) {
		return usage("threshold-quantile", "use a value between 0 and 1, such as 0.99", "%g is out of range", s.Quantile)
	}
	if !(s.ThresholdStep > 0 && s.ThresholdStep <= 1) {
		return usage("threshold-step", "use a part of the trained threshold above 0 and up to 1, such as 0.05", "%g is out of range", s.ThresholdStep)
	}
	if s.LearningRate != 0 && !(float32(s.LearningRate) > 0 && s.LearningRate < 1e6) {
		return usage("lr", "use a positive rate, such as 0.02", "%g is out of range", s.LearningRate)
	}
	if !(s.Rate >= 0 && s.Rate < 1e9) {
		return usage("rate", "use rows a second, such as 119", "%g is out of range", s.Rate)
	}
	return nil
}

// modes lists what to run on a stream with or without labels, and a note
// where that is less than was asked for.
func (s *Spec) modes(labelled bool) (modes []tinyol.Mode, note string, err error) {
	switch {
	case s.Mode == "unsupervised":
		return []tinyol.Mode{tinyol.Unsupervised}, "", nil
	case s.Mode == "supervised" && !labelled:
		return nil, "", usage("mode", "name the label column with --label, or use --mode unsupervised", "supervised needs labels, and the stream has no label column")
	case s.Mode == "supervised":
		return []tinyol.Mode{tinyol.Supervised}, "", nil
	case !labelled:
		return []tinyol.Mode{tinyol.Unsupervised}, "the stream has no label column: unsupervised mode alone", nil
	}
	return []tinyol.Mode{tinyol.Unsupervised, tinyol.Supervised}, "", nil
}

// defaultRate is that of fine-tuning, where nobody said.
const defaultRate = 0.02

// learningRate is the online layer's rate in a mode.
func (s *Spec) learningRate(mode tinyol.Mode) float64 {
	switch {
	case s.LearningRate > 0:
		return s.LearningRate
	case mode == tinyol.Supervised:
		return 0.05
	}
	return defaultRate
}

// learn is the number of updates after which a mode stops learning, 0: never.
func (s *Spec) learn(mode tinyol.Mode) int64 {
	switch {
	case s.Learn != Unset:
		return s.Learn
	case mode == tinyol.Unsupervised:
		return paperIterations
	}
	return 0
}

// thresholdStep is the step of a running threshold, 0 where it is fixed. By
// default it runs where labels keep it to normal windows: one that follows
// faults too stops seeing them.
func (s *Spec) thresholdStep(gate tinyol.Gate) float64 {
	if s.Threshold == thresholdRunning || s.Threshold == "" && gate == tinyol.Labelled {
		return s.ThresholdStep
	}
	return 0
}

// loss is the reconstruction's; complete has checked the name.
func (s *Spec) loss() nn.Loss {
	l, _ := nn.ParseLoss(s.Loss)
	return l
}

// gate is the update policy: by default the labels decide where there are any.
func (s *Spec) gate(labelled bool) tinyol.Gate {
	if g, err := tinyol.ParseGate(s.Policy); err == nil {
		return g
	}
	if labelled {
		return tinyol.Labelled
	}
	return tinyol.Always
}
