package compare

import (
	"slices"
	"strings"

	"tinyol-sim/internal/result"
)

// Modes, as bench writes them to Run.Mode.
const (
	supervised   = "supervised"
	unsupervised = "unsupervised"
	frozen       = string(result.Frozen)
)

// arm is one mode on one engine and board in one result.
type arm struct {
	result.Arm
	runs   map[uint64]*result.Run // by seed; nil for the arm of a model that stands beside others
	beside []*arm                 // the others, which say what that model did
	other  *arm                   // what learns, of which this is with the other kind of threshold
}

// table lists what the arm did with a seed, in the order of Measures; nothing
// where it has no run of it.
func (a *arm) table(seed uint64) []result.Measure {
	if run := a.runs[seed]; run != nil {
		return learnedBy(run)
	}
	if a.other != nil {
		return a.other.otherThreshold(seed)
	}
	var t []result.Measure
	for _, other := range a.beside {
		if run := other.runs[seed]; run != nil {
			t = append(t, besideOf(run, result.Model(a.Mode))...)
		}
	}
	return t
}

// machine is what a mode runs on.
type machine struct{ engine, board string }

func (a *arm) machine() machine { return machine{a.Engine, a.Board} }

// armsOf lists the arms of a result: on each machine the models that do not learn
// first, if a run of the given seeds says something of them.
func armsOf(index int, r *Result, seeds []uint64) []*arm {
	var arms []*arm
	runs := r.summary.Runs
	for i := range runs {
		a := find(arms, func(a *arm) bool { return a.Mode == runs[i].Mode && a.machine() == machineOf(&runs[i]) })
		if a == nil {
			a = &arm{Arm: result.Arm{Result: index, Mode: runs[i].Mode, Engine: runs[i].Engine, Board: runs[i].Board},
				runs: map[uint64]*result.Run{}}
			arms = append(arms, a)
		}
		a.runs[runs[i].Seed] = &runs[i]
	}
	var out []*arm
	for _, a := range arms {
		if find(out, func(b *arm) bool { return b.machine() == a.machine() }) == nil {
			out = append(out, modelArms(index, a.machine(), arms, seeds)...)
		}
		out = append(out, a)
		if other := a.withOtherThreshold(seeds); other != nil {
			out = append(out, other)
		}
	}
	return out
}

// withOtherThreshold is the fourth arm of a mode that learns: the same scores, with a
// threshold that stays where the device's runs, and the other way round. Nil where no
// run says anything of it.
func (a *arm) withOtherThreshold(seeds []uint64) *arm {
	other := &arm{Arm: a.Arm, other: a}
	for _, seed := range seeds {
		if len(other.table(seed)) == 0 {
			continue
		}
		other.Mode = a.Mode + " + running threshold"
		if a.runs[seed].Anomaly.ThresholdStep > 0 {
			other.Mode = a.Mode + " + fixed threshold"
		}
		return other
	}
	return nil
}

// otherThreshold lists what a run's scores come to with the other kind of threshold,
// under the keys of the device's own. A mode that learns nothing has it as a model.
func (a *arm) otherThreshold(seed uint64) (t []result.Measure) {
	run := a.runs[seed]
	if run == nil || run.Anomaly == nil || a.Mode == frozen {
		return nil
	}
	prefix := "anomaly.arms." + result.ArmOnlineRunning + "."
	if run.Anomaly.ThresholdStep > 0 {
		prefix = "anomaly.arms." + result.ArmOnline + "."
	}
	for _, m := range run.Measures() {
		field, found := strings.CutPrefix(m.Key, prefix)
		if own, _ := result.TermOf("anomaly." + field); found && own != nil && own.Key == "anomaly."+field {
			m.Key, m.Base, m.Term = own.Key, own.Key, own
			t = append(t, m)
		}
	}
	return t
}

func machineOf(r *result.Run) machine { return machine{r.Engine, r.Board} }

func find(arms []*arm, is func(*arm) bool) *arm {
	for _, a := range arms {
		if is(a) {
			return a
		}
	}
	return nil
}

// learnedBy lists what the layer of a run's own mode did. A classifier's loss is
// another quantity than a reconstruction's and gets another key.
func learnedBy(r *result.Run) []result.Measure {
	var t []result.Measure
	for _, m := range r.Measures() {
		if m.Model != result.Online && string(m.Model) != r.Mode {
			continue
		}
		if r.Anomaly == nil && r.Classification != nil && m.Term.Supervised != "" {
			m.Key = m.Term.Supervised
			m.Term, _ = result.TermOf(m.Key)
		}
		t = append(t, m)
	}
	return t
}

// modelArms gathers what the modes on a machine say of each model beside them;
// not of those that they say nothing of, or that have runs of their own.
func modelArms(index int, on machine, arms []*arm, seeds []uint64) []*arm {
	var out []*arm
	for _, model := range result.Models {
		a := &arm{Arm: result.Arm{Result: index, Mode: string(model), Engine: on.engine, Board: on.board}}
		for _, other := range arms {
			if other.machine() == on {
				a.beside = append(a.beside, other)
			}
		}
		own := find(a.beside, func(b *arm) bool { return b.Mode == a.Mode }) != nil
		if model != result.Online && !own && slices.ContainsFunc(seeds, func(seed uint64) bool { return len(a.table(seed)) > 0 }) {
			out = append(out, a)
		}
	}
	return out
}

// besideOf lists what a run says of another model, under the keys of the one that
// learns.
func besideOf(r *result.Run, model result.Model) []result.Measure {
	var t []result.Measure
	for _, m := range r.Measures() {
		if m.Model == model {
			m.Key = m.Base
			t = append(t, m)
		}
	}
	return t
}

// name gives every arm a name of result, mode, engine and board, of which it
// leaves out what is the same everywhere.
func name(arms []*arm, results []*Result) {
	several := func(of func(*arm) string) bool {
		return find(arms, func(a *arm) bool { return of(a) != of(arms[0]) }) != nil
	}
	parts := []struct {
		of   func(*arm) string
		show bool
	}{
		{func(a *arm) string { return results[a.Result].Name }, len(results) > 1},
		{func(a *arm) string { return a.Mode }, several(func(a *arm) string { return a.Mode })},
		{func(a *arm) string { return a.Engine }, severalInOne(arms, func(a *arm) string { return a.Engine })},
		{func(a *arm) string { return a.Board }, severalInOne(arms, func(a *arm) string { return a.Board })},
	}
	for _, a := range arms {
		var words []string
		for _, p := range parts {
			if p.show {
				words = append(words, p.of(a))
			}
		}
		if a.Name = strings.Join(words, " "); a.Name == "" {
			a.Name = a.Mode
		}
	}
}

// severalInOne reports whether a single result has several values: between
// results the name of the result tells them apart.
func severalInOne(arms []*arm, of func(*arm) string) bool {
	for _, a := range arms {
		if find(arms, func(b *arm) bool { return a.Result == b.Result && of(a) != of(b) }) != nil {
			return true
		}
	}
	return false
}
