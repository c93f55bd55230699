package recording

import (
	"math"
	"path/filepath"
	"slices"

	"tinyol-sim/internal/output"
	"tinyol-sim/internal/result"
)

// Recording is a result directory as the figures need it: the summary and
// what one pass over the other files left.
type Recording struct {
	Summary  *result.Summary
	Manifest *result.Manifest // nil: no manifest.json
	Groups   []*Group
	Traces   []*Trace     // per run; nil: no steps.csv, no steps of the run, or a further seed
	Tests    []*Decimator // per run: macro-F1, then F1 per class of a group's first; nil: no assess.csv, or a further seed
	beside   [][]int      // per run: the runs of its group before it
	most     int          // runs of a group that are kept
}

// DrawnSeeds is how many seeds a figure has lines of: more of them would be one
// grey area, in a file that grows with their number.
const DrawnSeeds = 20

// AllSeeds keeps every seed, for means over all of them. A seed costs the
// decimators of its mode, at most 0.4 MB.
const AllSeeds = math.MaxInt

// Load reads a result directory; of each group it keeps the steps of the first
// seeds, most of them. summary.json must be there; without one of the other
// files, what it would show is left out. live, if not nil, has heard the steps of
// the runs while they were written: of a run that it knows whole, steps.csv is not
// read.
func Load(dir string, most int, live *Live) (*Recording, error) {
	s, err := result.ReadSummary(filepath.Join(dir, result.SummaryFile))
	if err != nil {
		return nil, err
	}
	rec := New(s, most)
	if path := filepath.Join(dir, result.ManifestFile); output.Exists(path) {
		if rec.Manifest, err = result.ReadManifest(path); err != nil {
			return nil, err
		}
	}
	if path := filepath.Join(dir, result.StepsFile); !rec.take(live) && output.Exists(path) {
		if err := rec.readSteps(path); err != nil {
			return nil, err
		}
	}
	if path := filepath.Join(dir, result.AssessmentsFile); output.Exists(path) {
		if err := rec.readAssessments(path); err != nil {
			return nil, err
		}
	}
	return rec, nil
}

// New is the recording of a summary, without a step; of each group it will keep the
// first seeds, most of them.
func New(s *result.Summary, most int) *Recording {
	rec := &Recording{Summary: s, Groups: GroupsOf(s), beside: make([][]int, len(s.Runs)), most: most,
		Traces: make([]*Trace, len(s.Runs)), Tests: make([]*Decimator, len(s.Runs))}
	for _, g := range rec.Groups {
		for k, i := range g.Index {
			rec.beside[i] = g.Index[:k]
		}
	}
	return rec
}

// keeps reports whether anything is drawn of a run.
func (rec *Recording) keeps(run int) bool { return len(rec.beside[run]) < rec.most }

// leads reports whether a run is the first of its group that has a value in
// list, and so the one that is drawn in full.
func leads[T any](rec *Recording, list []*T, run int) bool {
	return !slices.ContainsFunc(rec.beside[run], func(i int) bool { return list[i] != nil })
}

func (rec *Recording) readSteps(path string) error {
	r, err := result.OpenSteps(path, rec.Summary)
	if err != nil {
		return err
	}
	defer r.Close()
	for r.Scan() {
		rec.AddStep(r.Step())
	}
	return r.Err()
}

// AddStep takes in a step; it may be reused afterwards.
func (rec *Recording) AddStep(s *result.Step) {
	if !rec.keeps(s.Run) {
		return
	}
	if rec.Traces[s.Run] == nil {
		rec.Traces[s.Run] = newTrace(rec.Summary, &rec.Summary.Runs[s.Run], leads(rec, rec.Traces, s.Run))
	}
	rec.Traces[s.Run].add(s)
}

func (rec *Recording) readAssessments(path string) error {
	r, err := result.OpenAssessments(path, rec.Summary)
	if err != nil {
		return err
	}
	defer r.Close()
	classes := len(rec.Summary.Stream.Classes)
	counts := make([]int64, len(rec.Summary.Runs))
	values := make([]float64, 1+classes)
	for r.Scan() {
		a := r.Assessment()
		if !rec.keeps(a.Run) {
			continue
		}
		if rec.Tests[a.Run] == nil {
			series := 1
			if leads(rec, rec.Tests, a.Run) {
				series += classes
			}
			rec.Tests[a.Run] = newDecimator(series)
		}
		values[0] = a.MacroF1
		copy(values[1:], a.F1)
		rec.Tests[a.Run].add(counts[a.Run], float64(a.Updates), values[:rec.Tests[a.Run].Series]...)
		counts[a.Run]++
	}
	return r.Err()
}

// Drawn returns the group's runs that have a trace, the first seed first; it
// alone is traced in full.
func (rec *Recording) Drawn(g *Group) []*Trace {
	var out []*Trace
	for _, i := range g.Index {
		if t := rec.Traces[i]; t != nil && t.Windows > 0 {
			out = append(out, t)
		}
	}
	return out
}
