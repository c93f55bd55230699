package result

import (
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
)

// AssessmentReader reads assess.csv line by line, like StepReader.
type AssessmentReader struct {
	csv        *csvReader
	file       io.Closer // nil when the caller owns the input
	runs       *runFinder
	header     []string
	classes    []int // of each F1 column, index into Stream.Classes
	assessment Assessment
	err        error
}

// OpenAssessments opens the file path; s is the Summary beside it and gives
// the runs and classes their indices. Close it.
func OpenAssessments(path string, s *Summary) (*AssessmentReader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the assessments of a run: %w; name a folder that bench --out --test wrote", err)
	}
	r, err := NewAssessmentReader(file, path, s)
	if err != nil {
		file.Close()
		return nil, err
	}
	r.file = file
	return r, nil
}

// NewAssessmentReader reads from in, which the caller closes; name stands in
// messages.
func NewAssessmentReader(in io.Reader, name string, s *Summary) (*AssessmentReader, error) {
	r := &AssessmentReader{csv: newCSVReader(in, name), runs: newRunFinder(s)}
	header, err := r.csv.readHeader()
	if err != nil {
		return nil, err
	}
	fixed := append(append([]string{}, runColumns...), assessmentColumns...)
	if len(header) < len(fixed) || !slices.Equal(header[:len(fixed)], fixed) {
		return nil, r.csv.fault(fmt.Sprintf("the columns are %q and do not begin with %q", header, fixed), "read it with the version that wrote it")
	}
	for _, column := range header[len(fixed):] {
		class := slices.Index(s.Stream.Classes, strings.TrimPrefix(column, f1Prefix))
		if class < 0 || !strings.HasPrefix(column, f1Prefix) {
			return nil, r.csv.fault(fmt.Sprintf("the column %q belongs to no class in %s", column, SummaryFile), "keep the files of one run together")
		}
		r.classes = append(r.classes, class)
	}
	r.header = header
	r.assessment.F1 = make([]float64, len(s.Stream.Classes))
	return r, nil
}

// Scan reads the next assessment; false at the end and at an error.
func (r *AssessmentReader) Scan() bool {
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

// Assessment returns what Scan read, with one F1 for each of Stream.Classes.
// It is reused by the next Scan.
func (r *AssessmentReader) Assessment() *Assessment { return &r.assessment }

// Err returns the first error, nil at the end of the file.
func (r *AssessmentReader) Err() error {
	if r.err == io.EOF {
		return nil
	}
	return r.err
}

// Close closes the file that OpenAssessments opened.
func (r *AssessmentReader) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

// parse fills r.assessment from the fields of a line.
func (r *AssessmentReader) parse(fields [][]byte) error {
	if len(fields) != len(r.header) {
		return r.csv.fault(fmt.Sprintf("%d fields, the header has %d", len(fields), len(r.header)), "delete this line to read the rest")
	}
	a := &r.assessment
	a.Run = r.runs.find(fields[0], fields[1], fields[2])
	if a.Run < 0 {
		return r.csv.unknownRun(fields)
	}
	p := fieldParser{csv: r.csv, fields: fields, header: r.header, next: len(runColumns)}
	a.Updates = p.integer()
	a.Accuracy = p.optionalFloat()
	a.MacroF1 = p.optionalFloat()
	for i := range a.F1 {
		a.F1[i] = math.NaN()
	}
	for _, class := range r.classes {
		a.F1[class] = p.optionalFloat()
	}
	return p.err
}
