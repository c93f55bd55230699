package result

import (
	"errors"
	"strings"
	"testing"
)

func TestErrorInOneLine(t *testing.T) {
	for want, e := range map[string]Error{
		"steps.csv:7: loss: is empty; run bench again": {File: "steps.csv", Line: 7, Field: "loss", Problem: "is empty", Remedy: "run bench again"},
		"steps.csv:1: is empty":                        {File: "steps.csv", Line: 1, Problem: "is empty"},
		"summary.json: runs[0]: is empty":              {File: "summary.json", Field: "runs[0]", Problem: "is empty"},
	} {
		if got := e.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// Every way to end a file says that the disk is full.
func TestWritersTellOfAFullDisk(t *testing.T) {
	for name, end := range map[string]func(w *AssessmentWriter) error{
		"flush": (*AssessmentWriter).Flush,
		"close": (*AssessmentWriter).Close,
	} {
		w, err := NewAssessmentWriter(full{}, []RunID{{}}, []string{"a"})
		if err == nil {
			err = errors.Join(w.Write(&Assessment{F1: []float64{1}}), end(w))
		}
		if err == nil || !strings.Contains(err.Error(), "no space left") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
