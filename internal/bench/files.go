package bench

import (
	"errors"
	"os"
	"path/filepath"

	"tinyol-sim/internal/result"
)

// files are the result files that grow while the stream is read: those of the
// seeds that are finished, with a group of seeds behind them. The zero value
// writes nothing.
type files struct {
	dir         string
	steps       *result.StepWriter
	assessments *result.AssessmentWriter // nil without a test stream
	sink        result.StepSink          // nil: nobody listens
}

// openFiles begins the result files, or goes on behind what the progress says
// is finished. A class may only be met while the stream is read; testClasses are those of the test stream, nil without one.
func (x *Experiment) openFiles(done *result.Progress, testClasses []string) (*files, error) {
	dir, lanes, class := x.Spec.Out, x.lanes, x.labels.Name
	f := &files{dir: dir, sink: x.Spec.Sink}
	if dir == "" {
		return f, nil
	}
	runs := make([]result.RunID, len(lanes))
	for i, l := range lanes {
		runs[i] = l.id()
	}
	var err error
	path := filepath.Join(dir, result.StepsFile)
	if f.steps, err = result.CreateSteps(path, done.StepsBytes, runs, lanes[0].program.Policy.Running(), class); err != nil {
		return nil, err
	}
	if f.sink != nil {
		f.sink.Begin(announced(lanes), x.Normal)
	}
	if testClasses != nil {
		path = filepath.Join(dir, result.AssessmentsFile)
		f.assessments, err = result.CreateAssessments(path, done.AssessmentsBytes, runs, testClasses)
	}
	return f, err
}

// write adds what a lane made since the last time.
func (f *files) write(l *lane) error {
	defer func() { l.steps, l.assessments = l.steps[:0], l.assessments[:0] }()
	if f.steps == nil {
		return nil
	}
	for i := range l.steps {
		if err := f.steps.Write(&l.steps[i]); err != nil {
			return err
		}
		if f.sink != nil {
			f.sink.Add(&l.steps[i])
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

// close ends the growing files; what was written stays readable.
func (f *files) close() error {
	if f.steps == nil {
		return nil
	}
	err := f.steps.Close()
	if f.assessments != nil {
		err = errors.Join(err, f.assessments.Close())
	}
	return err
}

// sizeOf is the size of a result file, 0 where there is none.
func sizeOf(dir, name string) int64 {
	info, err := os.Stat(filepath.Join(dir, name))
	if err != nil {
		return 0
	}
	return info.Size()
}

func announced(lanes []*lane) []result.Announced {
	runs := make([]result.Announced, len(lanes))
	for i, l := range lanes {
		runs[i] = result.Announced{RunID: l.id(), Aim: aimOf(l.mode)}
	}
	return runs
}
