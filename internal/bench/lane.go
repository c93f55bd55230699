package bench

import (
	"fmt"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// lane is one mode with one seed: its engines, and everything that is counted
// about them. Lanes run side by side and share nothing that changes.
type lane struct {
	index   int
	mode    tinyol.Mode
	seed    uint64
	program *tinyol.Program
	ledger  *mcu.Ledger

	engine string
	online engine.Engine
	// frozen is the static model, nil where online's score is its. It runs on the
	// host whatever the engine: the bits are the same.
	frozen *engine.Host
	// price counts the cycles of the static model's inference; nil where another
	// lane of the seed does.
	price *staticPrice

	updates   int64
	nonFinite int64 // steps whose score, or the loss they learned from, was not finite

	book        book
	reach       reach   // Unsupervised only
	tester      *tester // nil without a test stream
	steps       []result.Step
	assessments []result.Assessment
	err         error
}

func (l *lane) id() result.RunID {
	return result.RunID{Mode: l.mode.String(), Engine: l.engine, Seed: l.seed}
}

// newLane puts a model on the engines.
func (x *experiment) newLane(index int, mode tinyol.Mode, m *Model) (*lane, error) {
	l := &lane{index: index, mode: mode, engine: x.spec.Engine, seed: m.Training.Seed, program: program(mode, &x.spec, m, x.normal)}
	l.ledger = device.NewLedger(x.board, l.program)
	if err := checkLedger(mode, l.ledger); err != nil {
		return nil, err
	}
	var err error
	if l.online, err = x.newEngine(l.program); err != nil {
		return nil, err
	}
	o := bookOptions{
		limit: l.program.Policy.Limit, threshold: m.Training.Threshold, quantile: m.Training.Quantile, step: x.spec.thresholdStep(l.program.Policy.Gate),
		normal: x.normal, gate: l.program.Policy.Gate, channels: m.FrontEnd.Channels(), window: m.FrontEnd.Window(),
		stride: m.Training.Stride, stepTime: x.stepTime(),
	}
	if err := x.addFrozen(l); err != nil {
		return nil, err
	}
	if mode == tinyol.Supervised {
		l.book = newClassifierBook(o)
		if x.test != nil {
			l.tester, err = newTester(x.test, l.program)
		}
		return l, err
	}
	l.book = newFineTuneBook(o)
	l.reach = reach{threshold: float64(m.Training.Threshold), running: l.program.Policy.Running(), normal: x.normal}
	return l, nil
}

// addFrozen puts the static model beside the learner: for its scores in
// unsupervised mode, for its cycles in the first mode of the seed.
func (x *experiment) addFrozen(l *lane) (err error) {
	static := *l.program
	static.Mode = tinyol.Frozen
	if l.mode == tinyol.Unsupervised {
		if l.frozen, err = engine.NewHost(&static, x.costs); err != nil {
			return err
		}
	}
	if l.mode != x.modes[0] {
		return nil
	}
	l.price, err = x.newStaticPrice(&static)
	return err
}

func checkLedger(mode tinyol.Mode, l *mcu.Ledger) error {
	if err := l.Check(); err != nil {
		return fmt.Errorf("%s mode: %w", mode, err)
	}
	return nil
}

// program is what a mode runs on the device.
func program(mode tinyol.Mode, spec *Spec, m *Model, normal int) *tinyol.Program {
	policy := tinyol.Policy{
		Gate: spec.gate(normal >= 0), Limit: spec.learn(mode), Threshold: m.Training.Threshold, Normal: normal,
	}
	if step := spec.thresholdStep(policy.Gate); step > 0 {
		policy = policy.RunningThreshold(m.Training.Quantile, step)
	}
	return &tinyol.Program{
		Mode: mode, FrontEnd: m.FrontEnd, Stride: m.Training.Stride, Network: m.Network,
		Loss: spec.loss(), LearningRate: float32(spec.learningRate(mode)), MaxClasses: spec.MaxClasses,
		Policy: policy,
	}
}
