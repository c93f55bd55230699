package result

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// StepReader reads steps.csv line by line in constant memory:
//
//	for r.Scan() {
//		use(r.Step())
//	}
//	if err := r.Err(); err != nil { ... }
type StepReader struct {
	recordReader
	classes map[string]int
	step    Step
	running bool // there is a column of thresholds
}

// OpenSteps opens the file path; s is the Summary beside it and gives the
// runs and classes their indices. Close it.
func OpenSteps(path string, s *Summary) (*StepReader, error) {
	file, err := openResult(path, math.MaxInt64, "open the steps of a run", "name a folder that bench --out wrote")
	if err != nil {
		return nil, err
	}
	r, err := NewStepReader(s.finished(file, StepsFile), path, s)
	if err != nil {
		file.Close()
		return nil, err
	}
	r.file = file
	return r, nil
}

// NewStepReader reads from in, which the caller closes; name stands in
// messages.
func NewStepReader(in io.Reader, name string, s *Summary) (*StepReader, error) {
	r := &StepReader{classes: classIndex(s.Stream.Classes)}
	r.recordReader = recordReader{csv: newCSVReader(in, name), runs: newRunFinder(s), parse: r.parse}
	var err error
	r.header, err = r.csv.readHeader()
	if err != nil {
		return nil, err
	}
	r.running = slices.Contains(r.header, thresholdColumn)
	if want := stepHeader(r.running); !slices.Equal(r.header, want) {
		return nil, r.csv.fault(fmt.Sprintf("the columns are %q, not %q", clip(strings.Join(r.header, ",")), strings.Join(want, ",")), "read it with the version that wrote it")
	}
	return r, nil
}

// Step returns the step that Scan read. It is reused by the next Scan.
func (r *StepReader) Step() *Step { return &r.step }

// parse fills r.step from the fields behind the run's.
func (r *StepReader) parse(p *fieldParser) {
	s := &r.step
	s.Run, s.Executed = r.run, r.executed
	s.Window = p.count()
	s.Row = p.count()
	s.Time = p.optionalFloat()
	s.Loss = p.float32()
	s.Score = p.float32()
	s.Frozen = p.float32()
	if r.running {
		s.Threshold = p.float32()
	}
	s.Label = p.class(r.classes)
	s.Prediction = p.class(r.classes)
	if s.Prediction == Mixed {
		p.fail("a prediction cannot be mixed")
	}
	s.Updated = p.flag()
	for i := range s.Cycles {
		s.Cycles[i] = p.count()
	}
}
