package bench

import (
	"fmt"

	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/tinyol"
)

// lane is one mode with one seed: its engine, and everything that is counted
// about it.
type lane struct {
	index   int
	mode    tinyol.Mode
	seed    uint64
	program *tinyol.Program
	ledger  *mcu.Ledger

	engine string
	online engine.Engine
	host   *engine.Host // online, where that is on the host
	auto   *engine.Auto // online, where that is on both
	// twin is the same program that learns nothing, where that is not what the
	// network alone makes of a window; else nil.
	twin *tinyol.Device
	// price counts the cycles of the static model's inference; nil where another
	// lane of the seed does.
	price *staticPrice
	// tally prices the steps on further boards; nil without them, and where
	// another seed's does.
	tally *engine.Tally

	updates   int64
	windows   int64 // that all lanes are through
	executed  int64 // of them, on the emulated core
	nonFinite int64 // steps whose score, or the loss they learned from, was not finite

	teacher *Teacher       // says which label arrives
	firings *score.Firings // of drift detectors; nil without them

	keeper   score.Keeper
	early    score.Keeper      // of the windows before the split; nil without one
	keepers  []score.Keeper    // these
	inputs   *score.InputRange // Unsupervised only
	assessor *score.Assessor   // nil without a test stream
	recall   *score.Recall     // of classifiers, where there are windows to ask for

	// Of the batch that is worked on, and of those before it that are not written.
	fresh, steps                  []result.Step
	arrived                       []int    // label that came with each fresh step
	fired                         []uint32 // drift detectors that fired at it
	freshAssessments, assessments []result.Assessment
}

func (l *lane) id() result.RunID {
	return result.RunID{Mode: l.mode.String(), Engine: l.engine, Seed: l.seed}
}

// newLane puts a model on the engines.
func (x *Experiment) newLane(index int, mode tinyol.Mode, m *modelfile.Model) (*lane, error) {
	l := &lane{index: index, mode: mode, engine: x.Spec.Engine, seed: m.Training.Seed}
	var err error
	if l.program, err = x.Program(mode, m); err != nil {
		return nil, err
	}
	l.teacher = x.NewTeacher(l.program)
	l.ledger = device.NewLedger(x.Board, l.program)
	if err := checkLedger(mode, l.ledger); err != nil {
		return nil, err
	}
	if err := x.addEngine(l); err != nil {
		return nil, err
	}
	x.addTally(l, m)
	if l.program.Drift.On() {
		l.firings = score.NewFirings(x.Normal, x.stepTime())
	}
	o := score.Options{
		Limit: l.program.Policy.Limit, Threshold: l.program.Policy.Threshold, Quantile: m.Training.Quantile, Step: x.Spec.thresholdStep(l.program.Policy.Gate),
		Running: l.program.Policy.RunningThreshold(m.Training.Quantile, x.Spec.ThresholdStep), Delay: l.program.LabelDelay, Tested: x.test != nil, Bootstrap: x.Spec.Bootstrap && x.first(m.Training.Seed), Follow: len(x.Spec.Drift) > 0,
		Normal: x.Normal, Gate: l.program.Policy.Gate, Channels: m.FrontEnd.Channels(), Window: m.FrontEnd.Window(),
		Stride: m.Training.Stride, StepTime: x.stepTime(),
	}
	x.addKeepers(l, o)
	if classifies(mode) {
		return l, nil
	}
	l.inputs = score.NewInputRange(l.program.Policy.Threshold, l.program.Policy.Running(), x.Normal, m.FrontEnd.Kind())
	return l, nil
}

// addEngine puts the program on the engine that was chosen. In the first mode of
// a seed the static model is priced beside it.
func (x *Experiment) addEngine(l *lane) (err error) {
	var static *tinyol.Program
	if l.mode == x.Modes[0] {
		frozen := *l.program
		frozen.Mode, frozen.Start, frozen.Drift = tinyol.Frozen, nil, drift.Watch{}
		static = &frozen
	}
	whole := int64(0)
	switch x.Spec.Engine {
	case engine.NameEmulated:
		l.online, err = engine.NewEmulated(l.program, x.Board)
	case engine.NameAuto:
		whole = engine.WholeWindows(l.program, x.Costs, static, staticWindows)
		l.auto, err = engine.NewAuto(l.program, x.Board, x.Costs, whole)
		l.online = l.auto
	default:
		l.host, err = engine.NewHost(l.program, x.Costs)
		l.online = l.host
	}
	if err == nil && learner.Of(l.mode).Warm {
		twin := *l.program
		twin.Drift = drift.Watch{}
		l.twin, err = tinyol.New(&twin)
	}
	if err != nil || static == nil {
		return err
	}
	l.price, err = x.newStaticPrice(static, whole)
	return err
}

func checkLedger(mode tinyol.Mode, l *mcu.Ledger) error {
	if err := l.Check(); err != nil {
		return fmt.Errorf("%s mode: %w", mode, err)
	}
	return nil
}
