package result

import (
	"fmt"
	"io"
	"math"
	"strconv"
)

// assessmentColumns are the columns between the run's and the classes'.
var assessmentColumns = []string{"updates", "accuracy", "macro_f1"}

// f1Prefix begins the column of a class, so that no class name can clash with
// another column.
const f1Prefix = "f1_"

// AssessmentWriter writes assess.csv: one line for each assessment of the
// layer on the test stream, with a column f1_NAME for each class. It is for
// one goroutine.
type AssessmentWriter struct {
	lines   lineBuffer
	runs    []runPrefix
	classes int
}

// CreateAssessments makes the file path and an AssessmentWriter on it; Close
// closes both. keep and runs are as for CreateSteps. classes are Stream.Classes as far
// as they are known before the first assessment: all classes of the test, for
// it has been read by then, and none that the test lacks needs a column.
func CreateAssessments(path string, keep int64, runs []RunID, classes []string) (*AssessmentWriter, error) {
	file, err := createLines(path, keep)
	if err != nil {
		return nil, err
	}
	w, err := NewAssessmentWriter(file, runs, classes)
	if err != nil {
		file.Close()
		return nil, err
	}
	w.lines.file = file
	if keep > 0 {
		w.lines.text = w.lines.text[:0] // the header is there
	}
	return w, nil
}

// NewAssessmentWriter is CreateAssessments on a writer of the caller's, who
// closes it after Close.
func NewAssessmentWriter(out io.Writer, runs []RunID, classes []string) (*AssessmentWriter, error) {
	prefixes, err := runPrefixes(runs)
	if err != nil {
		return nil, err
	}
	header := append(append([]string{}, runColumns...), assessmentColumns...)
	for _, name := range classes {
		header = append(header, f1Prefix+name)
	}
	return &AssessmentWriter{lines: newLineBuffer(out, AssessmentsFile, header), runs: prefixes, classes: len(classes)}, nil
}

// Write adds one line. F1 may be shorter than the classes; a number, other than
// NaN, for a class that the writer was not told of is an error.
func (w *AssessmentWriter) Write(a *Assessment) error {
	if w.lines.err != nil {
		return w.lines.err
	}
	b := append(w.lines.text, w.runs[a.Run].of(a.Executed)...)
	b = strconv.AppendInt(b, a.Updates, 10)
	b = appendOptional(append(b, ','), a.Accuracy)
	b = appendOptional(append(b, ','), a.MacroF1)
	for class := range w.classes {
		b = append(b, ',')
		if class < len(a.F1) {
			b = appendOptional(b, a.F1[class])
		}
	}
	for class := w.classes; class < len(a.F1); class++ {
		if !math.IsNaN(a.F1[class]) {
			return w.lines.fail(fmt.Errorf("class %d has an F1 score and no column; create the writer after the test stream was read", class))
		}
	}
	return w.lines.endLine(b)
}

// Flush hands all lines written so far to the file.
func (w *AssessmentWriter) Flush() error { return w.lines.flush() }

// Close flushes, closes the file that CreateAssessments made, and returns the
// first error of all. Calls after the first only return that error.
func (w *AssessmentWriter) Close() error { return w.lines.close() }

// appendOptional appends a float64 so that it reads back to the same bits,
// and nothing for NaN.
func appendOptional(b []byte, x float64) []byte {
	if math.IsNaN(x) {
		return b
	}
	return strconv.AppendFloat(b, x, 'g', -1, 64)
}
