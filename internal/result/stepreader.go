package result

import (
	"fmt"
	"io"
	"os"
	"slices"
)

// StepReader reads steps.csv line by line in constant memory:
//
//	for r.Scan() {
//		use(r.Step())
//	}
//	if err := r.Err(); err != nil { ... }
type StepReader struct {
	csv     *csvReader
	file    io.Closer // nil when the caller owns the input
	runs    *runFinder
	header  []string
	classes map[string]int
	step    Step
	err     error
}

// OpenSteps opens the file path; s is the Summary beside it and gives the
// runs and classes their indices. Close it.
func OpenSteps(path string, s *Summary) (*StepReader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the steps of a run: %w; name a folder that bench --out wrote", err)
	}
	r, err := NewStepReader(file, path, s)
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
	r := &StepReader{csv: newCSVReader(in, name), runs: newRunFinder(s), classes: classIndex(s.Stream.Classes)}
	var err error
	r.header, err = r.csv.readHeader()
	if err != nil {
		return nil, err
	}
	if want := stepHeader(); !slices.Equal(r.header, want) {
		return nil, r.csv.fault(fmt.Sprintf("the columns are %q, not %q", r.header, want), "read it with the version that wrote it")
	}
	return r, nil
}

// Scan reads the next step; false at the end and at an error.
func (r *StepReader) Scan() bool {
	if r.err != nil {
		return false
	}
	fields, err := r.csv.read()
	if err == nil {
		err = r.parse(fields)
	}
	r.err = err
	return err == nil
}

// Step returns the step that Scan read. It is reused by the next Scan.
func (r *StepReader) Step() *Step { return &r.step }

// Err returns the first error, nil at the end of the file.
func (r *StepReader) Err() error {
	if r.err == io.EOF {
		return nil
	}
	return r.err
}

// Close closes the file that OpenSteps opened.
func (r *StepReader) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

// parse fills r.step from the fields of a line.
func (r *StepReader) parse(fields [][]byte) error {
	if len(fields) != len(r.header) {
		return r.csv.fault(fmt.Sprintf("%d fields, the header has %d", len(fields), len(r.header)), "delete this line to read the rest")
	}
	s := &r.step
	s.Run = r.runs.find(fields[0], fields[1], fields[2])
	if s.Run < 0 {
		return r.csv.unknownRun(fields)
	}
	p := fieldParser{csv: r.csv, fields: fields, header: r.header, next: len(runColumns)}
	s.Window = p.integer()
	s.Row = p.integer()
	s.Time = p.optionalFloat()
	s.Loss = p.float32()
	s.Score = p.float32()
	s.Frozen = p.float32()
	s.Label = p.class(r.classes)
	s.Prediction = p.class(r.classes)
	if s.Prediction == Mixed {
		p.fail("a prediction cannot be mixed")
	}
	s.Updated = p.flag()
	for i := range s.Cycles {
		s.Cycles[i] = p.integer()
	}
	return p.err
}
