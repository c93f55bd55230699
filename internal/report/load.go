package report

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"

	"tinyol-sim/internal/output"
	"tinyol-sim/internal/result"
)

// recording is a result directory as the figures need it: the summary and
// what one pass over the other files left.
type recording struct {
	summary  *result.Summary
	manifest *result.Manifest // nil: no manifest.json
	groups   []*group
	traces   []*trace     // per run; nil: no steps.csv, no steps of the run, or a further seed
	tests    []*decimator // per run: macro-F1, then F1 per class of a group's first; nil: no assess.csv, or a further seed
	beside   [][]int      // per run: the runs of its group before it
	most     int          // runs of a group that are kept
}

// drawnSeeds is how many seeds a figure has lines of: more of them would be one
// grey area, in a file that grows with their number.
const drawnSeeds = 20

// allSeeds keeps every seed, for means over all of them. A seed costs the
// decimators of its mode, at most 0.4 MB.
const allSeeds = math.MaxInt

// load reads a result directory; of each group it keeps the steps of the first
// seeds, most of them. summary.json must be there; without one of the other
// files, what it would show is left out.
func load(dir string, most int) (*recording, error) {
	s, err := result.ReadSummary(filepath.Join(dir, result.SummaryFile))
	if err != nil {
		return nil, err
	}
	rec := newRecording(s, most)
	if path := filepath.Join(dir, result.ManifestFile); exists(path) {
		if rec.manifest, err = result.ReadManifest(path); err != nil {
			return nil, err
		}
	}
	if path := filepath.Join(dir, result.StepsFile); exists(path) {
		if err := rec.readSteps(path); err != nil {
			return nil, err
		}
	}
	if path := filepath.Join(dir, result.AssessmentsFile); exists(path) {
		if err := rec.readAssessments(path); err != nil {
			return nil, err
		}
	}
	return rec, nil
}

func newRecording(s *result.Summary, most int) *recording {
	rec := &recording{summary: s, groups: groupsOf(s), beside: make([][]int, len(s.Runs)), most: most,
		traces: make([]*trace, len(s.Runs)), tests: make([]*decimator, len(s.Runs))}
	for _, g := range rec.groups {
		for k, i := range g.index {
			rec.beside[i] = g.index[:k]
		}
	}
	return rec
}

// keeps reports whether anything is drawn of a run.
func (rec *recording) keeps(run int) bool { return len(rec.beside[run]) < rec.most }

// leads reports whether a run is the first of its group that has a value in
// list, and so the one that is drawn in full.
func leads[T any](rec *recording, list []*T, run int) bool {
	return !slices.ContainsFunc(rec.beside[run], func(i int) bool { return list[i] != nil })
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

func (rec *recording) readSteps(path string) error {
	r, err := result.OpenSteps(path, rec.summary)
	if err != nil {
		return err
	}
	defer r.Close()
	for r.Scan() {
		rec.addStep(r.Step())
	}
	return r.Err()
}

func (rec *recording) addStep(s *result.Step) {
	if !rec.keeps(s.Run) {
		return
	}
	if rec.traces[s.Run] == nil {
		rec.traces[s.Run] = newTrace(rec.summary, &rec.summary.Runs[s.Run], leads(rec, rec.traces, s.Run))
	}
	rec.traces[s.Run].add(s)
}

func (rec *recording) readAssessments(path string) error {
	r, err := result.OpenAssessments(path, rec.summary)
	if err != nil {
		return err
	}
	defer r.Close()
	classes := len(rec.summary.Stream.Classes)
	counts := make([]int64, len(rec.summary.Runs))
	values := make([]float64, 1+classes)
	for r.Scan() {
		a := r.Assessment()
		if !rec.keeps(a.Run) {
			continue
		}
		if rec.tests[a.Run] == nil {
			series := 1
			if leads(rec, rec.tests, a.Run) {
				series += classes
			}
			rec.tests[a.Run] = newDecimator(series)
		}
		values[0] = a.MacroF1
		copy(values[1:], a.F1)
		rec.tests[a.Run].add(counts[a.Run], float64(a.Updates), values[:rec.tests[a.Run].series]...)
		counts[a.Run]++
	}
	return r.Err()
}

// write puts data at dir/name in one move.
func write(dir, name string, data []byte) error {
	path := filepath.Join(dir, name)
	if err := output.ReplaceFile(path, data); err != nil {
		return fmt.Errorf("write %s: %w; name a folder you may write to", path, err)
	}
	return nil
}
