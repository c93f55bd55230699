package bench

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
)

// groupSeeds is how many seeds go over the stream side by side. It bounds the
// memory of a run with many, and what an interrupt can cost; the stream is read
// once for each group. Ten is what the paper's figures use, in one group.
const groupSeeds = 10

// seedsDone are the seeds of a run that are finished, and their files.
type seedsDone struct {
	spec     *Spec
	progress result.Progress
	summary  *result.Summary // nil: no seed is finished
	manifest *result.Manifest
}

// resume reads what was finished of a run that was stopped. The summary says
// how much that is: it is written last, and in one move.
func (d *seedsDone) resume() error {
	path := filepath.Join(d.spec.Out, result.SummaryFile)
	if _, err := os.Stat(path); !d.spec.Resume || errors.Is(err, fs.ErrNotExist) {
		return nil // it was stopped a moment before there was one
	}
	var err error
	if d.summary, err = result.ReadSummary(path); err != nil {
		return err
	}
	if d.manifest, err = result.ReadManifest(filepath.Join(d.spec.Out, result.ManifestFile)); err != nil {
		return err
	}
	p := d.summary.Progress
	if p == nil && !d.summary.Interrupted && len(d.manifest.Seeds) == d.spec.Seeds {
		// All are, and the run was stopped while its figures were drawn.
		d.progress.Seeds = d.spec.Seeds
		return nil
	}
	if p == nil || p.Seeds < 1 || p.Seeds > len(d.manifest.Seeds) {
		return fmt.Errorf("%s: does not say which seeds are finished; start over with --force", d.spec.Out)
	}
	d.progress, d.summary.Progress, d.summary.Interrupted = *p, nil, false
	d.manifest.Seeds = d.manifest.Seeds[:p.Seeds]
	return nil
}

// next is how many seeds go together next, 0: all are finished. A stream that
// cannot be read twice takes them all.
func (d *seedsDone) next() int {
	left := max(d.spec.Seeds-d.progress.Seeds, 0)
	if d.spec.replayable() {
		return min(left, groupSeeds)
	}
	return left
}

// add takes in the group of seeds that has just ended, and notes what is there.
func (d *seedsDone) add(s *result.Summary, m *result.Manifest, seeds int) error {
	if d.summary == nil {
		d.summary, d.manifest = s, m
	} else {
		if err := sameInputs(d.manifest.Inputs, m.Inputs); err != nil {
			return err
		}
		d.merge(s)
		d.manifest.Seeds, d.manifest.Settings = append(d.manifest.Seeds, m.Seeds...), m.Settings
		d.manifest.Executed = append(d.manifest.Executed, m.Executed...)
	}
	d.progress.Seeds += seeds
	dir := d.spec.Out
	if dir == "" || d.progress.Seeds == d.spec.Seeds {
		return nil
	}
	d.progress.StepsBytes, d.progress.AssessmentsBytes = sizeOf(dir, result.StepsFile), sizeOf(dir, result.AssessmentsFile)
	unfinished := *d.summary
	unfinished.Interrupted, unfinished.Progress = true, &d.progress
	if d.spec.Checkpoint != nil {
		if err := d.spec.Checkpoint(d.text()); err != nil {
			return err
		}
	}
	return d.write(&unfinished)
}

// text says what is finished.
func (d *seedsDone) text() string {
	return fmt.Sprintf("%d of %d seeds", d.progress.Seeds, d.spec.Seeds)
}

// merge adds the runs of further seeds: those of a mode stand together.
func (d *seedsDone) merge(s *result.Summary) {
	for _, run := range s.Runs {
		at := len(d.summary.Runs)
		for i := range d.summary.Runs {
			if d.summary.Runs[i].Mode == run.Mode {
				at = i + 1
			}
		}
		d.summary.Runs = slices.Insert(d.summary.Runs, at, run)
	}
	d.summary.Seeds = score.Spreads(d.summary.Runs)
	for _, line := range s.Warnings {
		if !slices.Contains(d.summary.Warnings, line) {
			d.summary.Warnings = append(d.summary.Warnings, line)
		}
	}
}

// finish writes the documents of a run that has ended. They are kept if it is
// stopped while somebody draws them.
func (d *seedsDone) finish() (*result.Summary, error) {
	if d.spec.Out == "" {
		return d.summary, nil
	}
	if d.spec.Checkpoint != nil && !d.summary.Interrupted {
		if err := d.spec.Checkpoint(d.text()); err != nil {
			return nil, err
		}
	}
	return d.summary, d.write(d.summary)
}

// interrupted is the result of a run that was stopped: the seeds that are
// finished or, where none is, what there is of the first ones.
func (d *seedsDone) interrupted(s *result.Summary, m *result.Manifest) (*result.Summary, error) {
	if d.summary == nil {
		if s == nil {
			return nil, context.Canceled
		}
		d.summary, d.manifest = s, m
		s.Interrupted = true
		return d.finish()
	}
	d.summary.Interrupted = true
	return d.summary, nil
}

// write writes both documents, the one that counts last.
func (d *seedsDone) write(s *result.Summary) error {
	if err := result.WriteManifest(filepath.Join(d.spec.Out, result.ManifestFile), d.manifest); err != nil {
		return err
	}
	return result.WriteSummary(filepath.Join(d.spec.Out, result.SummaryFile), s)
}

// sameInputs refuses inputs that are not what the seeds before have read.
func sameInputs(before, now []result.Input) error {
	for i := range min(len(before), len(now)) {
		if before[i] != now[i] {
			return fmt.Errorf("%s: has changed since the first seeds were run; start over with --force", now[i].Name)
		}
	}
	return nil
}
