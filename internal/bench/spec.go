package bench

import (
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// Spec is an experiment, and where its results go.
type Spec struct {
	spec.Spec
	// firstSeed counts the seeds of the run that come before these.
	firstSeed     int
	defaultWindow bool // nobody gave one
	// FrontEndGiven says that somebody named the front end, which else may give way to
	// one that takes the window.
	FrontEndGiven bool
	gaveWay       string // says that it did
	// Treatments are done to the values of channels, by name; nil: those that the stream
	// is found to need.
	Treatments map[string]stream.Treatment
	// HoldOut is the part of the normal rows that trains nothing: the threshold is set
	// by it, and what learning forgets is measured on it. 0: none.
	HoldOut float64

	// Split, if not nil, has the rates measured apart before and behind a row.
	Split *Split

	Out    string // folder that result files are written into, which is there; empty: none
	Resume bool   // Out holds finished seeds of the same run; go on behind them
	// Checkpoint, if not nil, hears how much is finished, in words such as "20 of
	// 40 seeds".
	Checkpoint func(finished string) error
	// Sink, if not nil, hears every step that is written to Out: of a run that is
	// resumed, those of the seeds that were left.
	Sink result.StepSink

	Config string // file that flags came from, for the manifest
	// ConfigData is what was read of it: a pipe cannot be read again.
	ConfigData []byte
	Command    []string // for the manifest
	Version    string   // of the tool, for the manifest
}

// Default is spec.Default, with a fifth of the normal rows held out, and results that go nowhere.
func Default() Spec { return Spec{Spec: spec.Default(), HoldOut: holdOut} }

// FieldUpdates is how long the paper's field experiment fine-tunes.
const FieldUpdates = 2000

// DefaultRate is the online layer's rate in a mode, where nobody said.
func DefaultRate(mode tinyol.Mode) float64 { return learner.Of(mode).Rate }

// RateIn is the online layer's rate in a mode.
func (s *Spec) RateIn(mode tinyol.Mode) float64 {
	if s.LearningRate > 0 {
		return s.LearningRate
	}
	return DefaultRate(mode)
}

// UpdatesIn is the number of updates after which a mode stops learning, 0: never.
func (s *Spec) UpdatesIn(mode tinyol.Mode) int64 {
	switch {
	case s.Learn != spec.Unset:
		return s.Learn
	case learner.Of(mode).Aim == learner.Label:
		return 0
	}
	return FieldUpdates
}

// thresholdStep is the step of a running threshold, 0 where it is fixed. By
// default it runs where labels keep it to normal windows: one that follows
// faults too stops seeing them.
func (s *Spec) thresholdStep(gate tinyol.Gate) float64 {
	if s.Threshold == spec.Running || s.Threshold == "" && gate == tinyol.Labelled {
		return s.ThresholdStep
	}
	return 0
}

// loss is the reconstruction's; complete has checked the name.
func (s *Spec) loss() nn.Loss {
	l, _ := nn.ParseLoss(s.Loss)
	return l
}

// gate is the update policy: by default the labels decide, or the operator. Without
// either nothing is learned, for what learns from everything learns the faults too.
func (s *Spec) gate() tinyol.Gate {
	if g, err := tinyol.ParseGate(s.Policy); err == nil {
		return g
	}
	return tinyol.Labelled
}

// Program is what a mode runs on the device with a model. normal is the label of the
// healthy machine, stream.NoLabel without labels.
func (s *Spec) Program(mode tinyol.Mode, m *modelfile.Model, normal int) *tinyol.Program {
	policy := tinyol.Policy{
		Gate: s.gate(), Limit: s.UpdatesIn(mode), Threshold: m.Training.Threshold, Normal: normal,
	}
	if step := s.thresholdStep(policy.Gate); step > 0 {
		policy = policy.RunningThreshold(m.Training.Quantile, step)
	}
	return &tinyol.Program{
		Mode: mode, FrontEnd: m.FrontEnd, Stride: m.Training.Stride, Network: m.Network,
		Loss: s.loss(), LearningRate: float32(s.RateIn(mode)), MaxClasses: s.MaxClasses,
		Options: s.options(), Policy: policy,
	}
}

// options are what single learners are told; Complete has checked the names.
func (s *Spec) options() learner.Options {
	o := learner.Options{Bias: s.Bias, Remembered: s.Remembered}
	if s.Tune != "" {
		o.Tune, _ = learner.ParseTune(s.Tune)
	}
	if s.Optimizer != "" {
		o.Optimizer, _ = learner.ParseOptimizer(s.Optimizer)
	}
	if s.Tap != "" {
		o.Tap, _ = learner.ParseTap(s.Tap)
	}
	return o
}
