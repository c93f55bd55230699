package result

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

// stepColumns are the columns between the run's and the cycles'.
var stepColumns = []string{"window", "row", "time_s", "loss", "score", "frozen_score", "label", "prediction", "updated"}

// thresholdColumn stands behind frozen_score where a threshold is running.
const thresholdColumn = "threshold"

// stepHeader is the first line of steps.csv.
func stepHeader(running bool) []string {
	header := append(append([]string{}, runColumns...), stepColumns...)
	if running {
		i := slices.Index(header, "label")
		header = slices.Insert(header, i, thresholdColumn)
	}
	for _, phase := range Phases {
		header = append(header, phase+"_cycles")
	}
	return header
}

// StepWriter writes steps.csv: one line a window, floats with as many digits
// as give the same bits again. It does not allocate once every class was met.
// It is for one goroutine.
type StepWriter struct {
	lines   lineBuffer
	runs    []runPrefix
	classes [][]byte // text of each class, nil until it is met
	class   func(index int) string
	running bool // there is a column of thresholds
}

// CreateSteps makes the file path and a StepWriter on it; Close closes both. With
// keep, it opens the file that is there and goes on behind its first keep bytes.
// runs gives Step.Run its meaning, in the order of Summary.Runs; class returns
// the name of Stream.Classes[index] and is asked once for each, at its first
// window, so classes may be found while the stream is read.
// running adds a column with the threshold in force for each score.
func CreateSteps(path string, keep int64, runs []RunID, running bool, class func(index int) string) (*StepWriter, error) {
	file, err := createLines(path, keep)
	if err != nil {
		return nil, err
	}
	w, err := NewStepWriter(file, runs, running, class)
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

// NewStepWriter is CreateSteps on a writer of the caller's, who closes it
// after Close.
func NewStepWriter(out io.Writer, runs []RunID, running bool, class func(index int) string) (*StepWriter, error) {
	prefixes, err := runPrefixes(runs)
	if err != nil {
		return nil, err
	}
	return &StepWriter{lines: newLineBuffer(out, StepsFile, stepHeader(running)), runs: prefixes, class: class, running: running}, nil
}

// Write adds one line. After an error it returns that error again and writes
// nothing.
func (w *StepWriter) Write(s *Step) error {
	if w.lines.err != nil {
		return w.lines.err
	}
	label, err := w.classText(s.Label)
	if err != nil {
		return w.lines.fail(err)
	}
	prediction, err := w.classText(s.Prediction)
	if err != nil {
		return w.lines.fail(err)
	}
	b := append(w.lines.text, w.runs[s.Run].of(s.Executed)...)
	b = append(strconv.AppendInt(b, s.Window, 10), ',')
	b = append(strconv.AppendInt(b, s.Row, 10), ',')
	if !math.IsNaN(s.Time) {
		b = strconv.AppendFloat(b, s.Time, 'g', -1, 64)
	}
	b = appendFloat32(append(b, ','), s.Loss)
	b = appendFloat32(append(b, ','), s.Score)
	b = appendFloat32(append(b, ','), s.Frozen)
	if w.running {
		b = appendFloat32(append(b, ','), s.Threshold)
	}
	b = append(append(b, ','), label...)
	b = append(append(b, ','), prediction...)
	if s.Updated {
		b = append(b, ",1"...)
	} else {
		b = append(b, ",0"...)
	}
	for _, cycles := range s.Cycles {
		b = strconv.AppendInt(append(b, ','), cycles, 10)
	}
	return w.lines.endLine(b)
}

// Flush hands all lines written so far to the file.
func (w *StepWriter) Flush() error { return w.lines.flush() }

// Close flushes, closes the file that CreateSteps made, and returns the first
// error of all. Calls after the first only return that error.
func (w *StepWriter) Close() error { return w.lines.close() }

var mixedField = []byte(mixedText)

// classText returns the text of a label or prediction, from the cache if it
// was met before.
func (w *StepWriter) classText(class int) ([]byte, error) {
	switch {
	case class >= 0 && class < len(w.classes) && w.classes[class] != nil:
		return w.classes[class], nil
	case class == NoLabel:
		return nil, nil
	case class == Mixed:
		return mixedField, nil
	}
	return w.meet(class)
}

func (w *StepWriter) meet(class int) ([]byte, error) {
	name := w.class(class)
	if name == "" {
		return nil, fmt.Errorf("class %d has no name, and an empty text means no label; give it one", class)
	}
	for len(w.classes) <= class {
		w.classes = append(w.classes, nil)
	}
	w.classes[class] = appendField(nil, escapeClass(name))
	return w.classes[class], nil
}

func appendFloat32(b []byte, x float32) []byte {
	return strconv.AppendFloat(b, float64(x), 'g', -1, 32)
}
