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

// runColumns name the fields of appendRun.
var runColumns = []string{"mode", "engine", "seed"}

func appendRun(b []byte, id RunID) []byte {
	b = append(appendField(b, id.Mode), ',')
	b = append(appendField(b, id.Engine), ',')
	return append(strconv.AppendUint(b, id.Seed, 10), ',')
}

// runPrefixes returns the beginning of every run's lines, and refuses runs
// that a reader could not tell apart.
func runPrefixes(runs []RunID) ([][]byte, error) {
	seen := make(map[RunID]bool, len(runs))
	prefixes := make([][]byte, len(runs))
	for i, id := range runs {
		if seen[id] {
			return nil, fmt.Errorf("two runs are %s; give each its own seed", id)
		}
		seen[id] = true
		prefixes[i] = appendRun(nil, id)
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

// find returns the index into Summary.Runs, or -1.
func (f *runFinder) find(mode, engine, seed []byte) int {
	number, err := strconv.ParseUint(string(seed), 10, 64)
	if err != nil {
		return -1
	}
	for k := range f.runs {
		i := (f.last + k) % len(f.runs)
		id := &f.runs[i]
		if id.Seed == number && id.Mode == string(mode) && id.Engine == string(engine) {
			f.last = i
			return i
		}
	}
	return -1
}
