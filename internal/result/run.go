package result

import (
	"fmt"
	"strconv"
)

// RunID tells the runs of one Summary apart; it leads every line of steps.csv
// and assess.csv.
type RunID struct {
	Mode   string
	Engine string
	Seed   uint64
}

// ID returns what tells r from the other runs.
func (r *Run) ID() RunID { return RunID{Mode: r.Mode, Engine: r.Engine, Seed: r.Seed} }

// String returns mode, engine and seed for a message.
func (id RunID) String() string {
	return fmt.Sprintf("%s on %s, seed %d", id.Mode, id.Engine, id.Seed)
}

// Engines of which a run of engineAuto is made: its lines name the one that the
// window was computed on.
const (
	engineAuto     = "auto"
	engineHost     = "host"
	engineEmulated = "emulated"
)

// on is the engine of a line.
func (id RunID) on(executed bool) RunID {
	switch {
	case id.Engine != engineAuto:
	case executed:
		id.Engine = engineEmulated
	default:
		id.Engine = engineHost
	}
	return id
}

// runColumns name the fields of appendRun.
var runColumns = []string{"mode", "engine", "seed"}

func appendRun(b []byte, id RunID) []byte {
	b = append(appendField(b, id.Mode), ',')
	b = append(appendField(b, id.Engine), ',')
	return append(strconv.AppendUint(b, id.Seed, 10), ',')
}

// runPrefix is the beginning of a run's lines: of windows that were executed, and
// of others.
type runPrefix struct{ executed, other []byte }

func (p *runPrefix) of(executed bool) []byte {
	if executed {
		return p.executed
	}
	return p.other
}

// runPrefixes returns the beginnings of every run's lines, and refuses runs
// that a reader could not tell apart.
func runPrefixes(runs []RunID) ([]runPrefix, error) {
	seen := make(map[RunID]bool, len(runs))
	prefixes := make([]runPrefix, len(runs))
	for i, id := range runs {
		executed, other := id.on(true), id.on(false)
		if seen[executed] || seen[other] {
			return nil, fmt.Errorf("two runs are %s; give each its own seed", id)
		}
		seen[executed], seen[other] = true, true
		prefixes[i] = runPrefix{appendRun(nil, executed), appendRun(nil, other)}
	}
	return prefixes, nil
}

// runFinder resolves the run columns of a line. Lines of a run follow each
// other, so the last answer is mostly the next.
type runFinder struct {
	runs []RunID
	last int
}

func newRunFinder(s *Summary) *runFinder {
	f := &runFinder{runs: make([]RunID, len(s.Runs))}
	for i := range s.Runs {
		f.runs[i] = s.Runs[i].ID()
	}
	return f
}

// find returns the index into Summary.Runs, or -1, and whether the line is of a
// window that was executed.
func (f *runFinder) find(mode, engine, seed []byte) (run int, executed bool) {
	number, err := strconv.ParseUint(string(seed), 10, 64)
	if err != nil {
		return -1, false
	}
	executed = string(engine) == engineEmulated
	for k := range f.runs {
		i := (f.last + k) % len(f.runs)
		id := &f.runs[i]
		if id.Seed == number && id.Mode == string(mode) && id.on(executed).Engine == string(engine) {
			f.last = i
			return i, executed
		}
	}
	return -1, false
}
