package result

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// AssessmentReader reads assess.csv line by line, like StepReader.
type AssessmentReader struct {
	recordReader
	classes    []int // of each F1 column, index into Stream.Classes
	assessment Assessment
}

// OpenAssessments opens the file path; s is the Summary beside it and gives
// the runs and classes their indices. Close it.
func OpenAssessments(path string, s *Summary) (*AssessmentReader, error) {
	file, err := openResult(path, math.MaxInt64, "open the assessments of a run", "name a folder that bench --out --test wrote")
	if err != nil {
		return nil, err
	}
	r, err := NewAssessmentReader(s.finished(file, AssessmentsFile), path, s)
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
	r := &AssessmentReader{}
	r.recordReader = recordReader{csv: newCSVReader(in, name), runs: newRunFinder(s), parse: r.parse}
	header, err := r.csv.readHeader()
	if err != nil {
		return nil, err
	}
	fixed := append(append([]string{}, runColumns...), assessmentColumns...)
	if len(header) < len(fixed) || !slices.Equal(header[:len(fixed)], fixed) {
		return nil, r.csv.fault(fmt.Sprintf("the columns are %q and do not begin with %q", clip(strings.Join(header, ",")), strings.Join(fixed, ",")), "read it with the version that wrote it")
	}
	for _, column := range header[len(fixed):] {
		class := slices.Index(s.Stream.Classes, strings.TrimPrefix(column, f1Prefix))
		if class < 0 || !strings.HasPrefix(column, f1Prefix) {
			return nil, r.csv.fault(fmt.Sprintf("the column %q belongs to no class in %s", clip(column), SummaryFile), "keep the files of one run together")
		}
		if slices.Contains(r.classes, class) {
			return nil, r.csv.fault(fmt.Sprintf("the column %q stands here twice", clip(column)), "keep the files of one run together")
		}
		r.classes = append(r.classes, class)
	}
	r.header = header
	r.assessment.F1 = make([]float64, len(s.Stream.Classes))
	return r, nil
}

// Assessment returns what Scan read, with one F1 for each of Stream.Classes.
// It is reused by the next Scan.
func (r *AssessmentReader) Assessment() *Assessment { return &r.assessment }

// parse fills r.assessment from the fields behind the run's.
func (r *AssessmentReader) parse(p *fieldParser) {
	a := &r.assessment
	a.Run, a.Executed = r.run, r.executed
	a.Updates = p.count()
	a.Accuracy = p.optionalFloat()
	a.MacroF1 = p.optionalFloat()
	for i := range a.F1 {
		a.F1[i] = math.NaN()
	}
	for _, class := range r.classes {
		a.F1[class] = p.optionalFloat()
	}
}
