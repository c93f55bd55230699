package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tinyol-sim/internal/output"
	"tinyol-sim/internal/result"
)

// recording is a result directory as the figures need it: the summary and
// what one pass over the other files left.
type recording struct {
	summary  *result.Summary
	manifest *result.Manifest // nil: no manifest.json
	groups   []*group
	traces   []*trace     // per run; nil: no steps.csv, or no steps of the run
	tests    []*decimator // per run: macro-F1, then F1 per class; nil: no assess.csv
}

// load reads a result directory. summary.json must be there; without one of
// the other files, what it would show is left out.
func load(dir string) (*recording, error) {
	s, err := result.ReadSummary(filepath.Join(dir, result.SummaryFile))
	if err != nil {
		return nil, err
	}
	rec := &recording{summary: s, groups: groupsOf(s),
		traces: make([]*trace, len(s.Runs)), tests: make([]*decimator, len(s.Runs))}
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
		step := r.Step()
		if rec.traces[step.Run] == nil {
			rec.traces[step.Run] = newTrace(rec.summary, &rec.summary.Runs[step.Run])
		}
		rec.traces[step.Run].add(step)
	}
	return r.Err()
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
		if rec.tests[a.Run] == nil {
			rec.tests[a.Run] = newDecimator(1 + classes)
		}
		values[0] = a.MacroF1
		copy(values[1:], a.F1)
		rec.tests[a.Run].add(counts[a.Run], float64(a.Updates), values...)
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
