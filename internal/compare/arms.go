package compare

import (
	"strings"

	"tinyol-sim/internal/result"
)

// Modes, as bench writes them to Run.Mode.
const (
	supervised   = "supervised"
	unsupervised = "unsupervised"
	frozen       = "frozen"
)

// arm is one mode on one engine and board in one result.
type arm struct {
	result.Arm
	runs   map[uint64]*result.Run // by seed; nil for the frozen arm that stands beside others
	values []table                // by seed
}

// table is the measures of one run, in their order.
type table []result.Measure

// machine is what a mode runs on.
type machine struct{ engine, board string }

func (a *arm) machine() machine { return machine{a.Engine, a.Board} }

// armsOf lists the arms of a result with the measures of the given seeds: on
// each machine the frozen model first.
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
		a.values = make([]table, len(seeds))
		for k, seed := range seeds {
			if run := a.runs[seed]; run != nil {
				a.values[k] = learnedBy(run)
			}
		}
		if find(out, func(b *arm) bool { return b.machine() == a.machine() }) == nil {
			if f := frozenArm(index, a.machine(), arms, seeds); f != nil {
				out = append(out, f)
			}
		}
		out = append(out, a)
	}
	return out
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
func learnedBy(r *result.Run) table {
	var t table
	for _, m := range r.Measures() {
		if m.Online != "" && r.Mode != frozen {
			continue
		}
		if rest, ok := strings.CutPrefix(m.Key, "loss."); ok && r.Mode == supervised {
			m.Key = crossEntropyPrefix + rest
		}
		t = append(t, m)
	}
	return t
}

const crossEntropyPrefix = "cross_entropy."

// frozenArm gathers what the modes on a machine say of the frozen model beside
// them; nil where they say nothing, or where the frozen model has runs of its
// own.
func frozenArm(index int, on machine, arms []*arm, seeds []uint64) *arm {
	f := &arm{Arm: result.Arm{Result: index, Mode: frozen, Engine: on.engine, Board: on.board}, values: make([]table, len(seeds))}
	found := false
	for _, a := range arms {
		if a.machine() != on {
			continue
		}
		if a.Mode == frozen {
			return nil
		}
		for k, seed := range seeds {
			if run := a.runs[seed]; run != nil {
				f.values[k] = append(f.values[k], frozenOf(run)...)
				found = found || len(f.values[k]) > 0
			}
		}
	}
	if !found {
		return nil
	}
	return f
}

// frozenOf lists what a run says of the frozen model, under the keys of the
// model that learns.
func frozenOf(r *result.Run) table {
	var t table
	for _, m := range r.Measures() {
		if m.Online != "" {
			m.Key, m.Online = m.Online, ""
			t = append(t, m)
		}
	}
	return t
}

// value finds a measure by key.
func (t table) value(key string) (result.Measure, bool) {
	for _, m := range t {
		if m.Key == key {
			return m, true
		}
	}
	return result.Measure{}, false
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
