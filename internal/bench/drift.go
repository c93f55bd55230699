package bench

import (
	"fmt"
	"slices"

	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// horizonPart of the run length is how soon after a change a firing detects it: a
// detector that fires at the rate that it is tuned for does so by chance in fewer than
// one of ten.
const horizonPart = 10

// checkDrift refuses detectors that there is nothing to tune by, and says what is done
// in another way than was asked.
func (x *Experiment) checkDrift() error {
	if x.Spec.Detectors == nil {
		return nil
	}
	if x.train == nil {
		return usage.New("detector", "pass --train in the place of --model", "drift detectors are tuned on the training recording, which is not in a model file")
	}
	if width := x.Models[0].FrontEnd.Features(); len(x.heldOut()) > 0 && len(x.heldOut())/width < x.Spec.RunLength {
		x.mon.Note(fmt.Sprintf("drift detectors are to be silent for %d windows (--run-length) and are tuned on %d: what the machine does slowly shows in a longer training recording alone", x.Spec.RunLength, len(x.heldOut())/width))
	}
	if len(x.heldOut()) == 0 {
		x.mon.Note("the training recording is too short to hold windows out: drift detectors are tuned on windows that were learned, and may fire too soon")
	}
	if x.response() == drift.Reset && slices.ContainsFunc(x.Modes, classifies) {
		x.mon.Note("--on-drift reset: classifiers keep the classes that they know, and drift beside them is only counted")
	}
	return nil
}

// response is what a firing does; Complete has checked the name.
func (x *Experiment) response() drift.Response {
	if x.Spec.OnDrift == "" {
		return drift.Note
	}
	r, _ := drift.ParseResponse(x.Spec.OnDrift)
	return r
}

// watch puts drift detectors beside a program's learner, with limits by what the
// program, as it begins, makes of the windows that were held out.
func (x *Experiment) watch(p *tinyol.Program, m *modelfile.Model) error {
	if x.Spec.Detectors == nil {
		return nil
	}
	p.Drift = drift.Watch{Response: x.response(), Windows: x.Spec.DriftWindows}
	if classifies(p.Mode) && p.Drift.Response == drift.Reset {
		p.Drift.Response = drift.Note
	}
	healthy, err := x.healthyOf(p)
	if err != nil {
		return err
	}
	for i, name := range x.Spec.Detectors {
		if slices.Contains(x.Spec.Detectors[:i], name) {
			continue
		}
		p.Drift.Detectors = append(p.Drift.Detectors, *x.tuned(drift.Named(name), p, m, healthy))
	}
	return nil
}

// healthyOf is what the healthy machine shows a program's detectors.
func (x *Experiment) healthyOf(p *tinyol.Program) (*drift.Healthy, error) {
	held, all := x.heldOut(), slices.Concat(x.taught(), x.heldOut())
	if len(held) == 0 {
		held = x.taught()
	}
	alone := *p
	alone.Drift = drift.Watch{}
	d, err := tinyol.New(&alone)
	if err != nil {
		return nil, err
	}
	h := &drift.Healthy{Features: all, Centre: drift.CentreOf(all, len(d.Input())), Overlap: apartWindows(p) + 1}
	eachScore(d, held, func(score float32) { h.Scores = append(h.Scores, score) })
	return h, nil
}

// tuning is what the limit of a detector follows from.
type tuning struct {
	detector string
	model    *modelfile.Model // nil: of no weights
	mode     tinyol.Mode      // of a learner whose scores are its own, else that of what was flashed
}

// tuned is a detector with its limit, which learners share that begin with the same
// scores.
func (x *Experiment) tuned(d *drift.Detector, p *tinyol.Program, m *modelfile.Model, h *drift.Healthy) *drift.Tuned {
	key := tuning{detector: d.Name}
	if !d.OnFeatures {
		key.model = m
		if learner.Of(p.Mode).Warm {
			key.mode = p.Mode
		}
	}
	if t, ok := x.tunings[key]; ok {
		return t
	}
	if x.tunings == nil {
		x.tunings = map[tuning]*drift.Tuned{}
	}
	x.tunings[key] = d.Tune(h, x.Spec.RunLength)
	return x.tunings[key]
}

// addDrift says what the detectors beside a lane's learner found.
func (x *Experiment) addDrift(l *lane, r *result.Run) {
	if l.firings == nil {
		return
	}
	changes := x.changedWindows()
	for i := range l.program.Drift.Detectors {
		d := &l.program.Drift.Detectors[i]
		f := l.firings.Of(i, d.Name, changes, x.horizon())
		f.Limit, f.RunLength = score.Defined(float64(d.Limit())), int64(x.Spec.RunLength)
		r.Drift = append(r.Drift, f)
	}
	r.Drift = append(r.Drift, l.firings.Baselines(changes, x.horizon())...)
	if l.firings.Cut() {
		warn(r, fmt.Sprintf("drift detectors are judged on the first %d windows alone", l.firings.Windows()))
	}
}

func (x *Experiment) horizon() int64 { return max(int64(x.Spec.RunLength/horizonPart), 1) }

// changedWindows are the first windows of the changes that drift was injected at.
func (x *Experiment) changedWindows() (windows []int64) {
	changes, _ := x.changes()
	for _, c := range changes {
		if c.Start.Window != nil {
			windows = append(windows, *c.Start.Window)
		}
	}
	return windows
}
