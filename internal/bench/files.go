package bench

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"tinyol-sim/internal/result"
)

// files are the result files that grow while the stream is read. The zero
// value writes nothing.
type files struct {
	dir         string
	steps       *result.StepWriter
	assessments *result.AssessmentWriter // nil without a test stream
}

// openFiles begins the result files. class names a class that may only be
// met while the stream is read; testClasses are those of the test stream, nil
// without one.
func openFiles(dir string, lanes []*lane, class func(int) string, testClasses []string) (*files, error) {
	f := &files{dir: dir}
	if dir == "" {
		return f, nil
	}
	if err := removeOld(dir); err != nil {
		return nil, err
	}
	runs := make([]result.RunID, len(lanes))
	for i, l := range lanes {
		runs[i] = l.id()
	}
	var err error
	if f.steps, err = result.CreateSteps(filepath.Join(dir, result.StepsFile), runs, lanes[0].program.Policy.Running(), class); err != nil {
		return nil, err
	}
	if testClasses != nil {
		f.assessments, err = result.CreateAssessments(filepath.Join(dir, result.AssessmentsFile), runs, testClasses)
	}
	return f, err
}

// makeOut makes the result directory, before anyone waits for the results.
func makeOut(dir string) error {
	if dir == "" {
		return nil
	}
	err := os.MkdirAll(dir, 0o777)
	if err == nil {
		var probe *os.File
		if probe, err = os.CreateTemp(dir, ".probe-*"); err == nil {
			err = errors.Join(probe.Close(), os.Remove(probe.Name()))
		}
	}
	if err != nil {
		return fmt.Errorf("--out: %w; choose a folder that can be written", err)
	}
	return nil
}

// removeOld takes away what an earlier run left, so that a directory never
// holds the files of two.
func removeOld(dir string) error {
	for _, name := range []string{result.SummaryFile, result.ManifestFile, result.StepsFile, result.AssessmentsFile} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("--out: %w; choose another folder", err)
		}
	}
	return nil
}

// write adds what a lane made of one batch.
func (f *files) write(l *lane) error {
	if f.steps == nil {
		return nil
	}
	for i := range l.steps {
		if err := f.steps.Write(&l.steps[i]); err != nil {
			return err
		}
	}
	if f.assessments == nil {
		return nil
	}
	for i := range l.assessments {
		if err := f.assessments.Write(&l.assessments[i]); err != nil {
			return err
		}
	}
	return nil
}

// finish closes the growing files and writes the two documents.
func (f *files) finish(s *result.Summary, m *result.Manifest) error {
	if f.steps == nil {
		return nil
	}
	if err := f.close(); err != nil {
		return err
	}
	if err := result.WriteSummary(filepath.Join(f.dir, result.SummaryFile), s); err != nil {
		return err
	}
	return result.WriteManifest(filepath.Join(f.dir, result.ManifestFile), m)
}

// close ends the growing files; what was written stays readable.
func (f *files) close() error {
	if f.steps == nil {
		return nil
	}
	err := f.steps.Close()
	if f.assessments != nil {
		if e := f.assessments.Close(); err == nil {
			err = e
		}
	}
	return err
}
