package report

import (
	"fmt"
	"strings"
	"testing"

	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

func TestNumbersOfResults(t *testing.T) {
	for name, f := range reporttest.Fakes() {
		text := string(summaryMacros("my results 2", "test", f.Summary()))
		values := reporttest.CheckMacros(t, text)
		if text != string(summaryMacros("my results 2", "test", f.Summary())) {
			t.Errorf("%s: other bytes the second time", name)
		}
		if values["MyResultsTwoStreamWindows"] == "" {
			t.Errorf("%s: no windows", name)
		}
	}
	values := reporttest.CheckMacros(t, string(summaryMacros("fan", "test", reporttest.Fakes()["seeds"].Summary())))
	for name, want := range map[string]string{
		"FanUnsupervisedAnomalyAuc": "0.997", "FanUnsupervisedAnomalyAucLow": "0.995", "FanUnsupervisedAnomalyAucHigh": "0.999",
		"FanUnsupervisedCyclesInferenceMean": "15530", "FanUnsupervisedMemoryRamStack": "3072", "FanStreamRate": "119.0",
		"FanSupervisedClassificationTestFOneTilted": "0.910",
		// Without an interval: mean, least and most of 0.62, 0.92 and 1.22 %.
		"FanUnsupervisedAnomalyFalseAlarmRate": "0.9", "FanUnsupervisedAnomalyFalseAlarmRateLeast": "0.6", "FanUnsupervisedAnomalyFalseAlarmRateMost": "1.2",
	} {
		if values[name] != want {
			t.Errorf("\\%s is %q, want %q", name, values[name], want)
		}
	}
}

// A label may hold anything; what follows a line break would be typeset.
func TestLabelsStayInTheComment(t *testing.T) {
	f := reporttest.Fake{Windows: 10, Learn: 5, Modes: []string{"unsupervised"}, Seeds: 1, Classes: []string{"ok", "bad\n\\input{evil}\r%"}}
	for _, line := range strings.Split(string(summaryMacros("x", "test", f.Summary())), "\n") {
		if strings.Contains(line, "\\input") && !strings.Contains(line, "% ") {
			t.Errorf("a label is outside of a comment: %q", line)
		}
		if strings.ContainsAny(line, "\r") {
			t.Errorf("a carriage return: %q", line)
		}
	}
	reporttest.CheckMacros(t, string(summaryMacros("x", "test", f.Summary())))
}

// Twice as many classes have four times as many numbers, and cost no more than
// that.
func TestNumbersCostWhatTheyShow(t *testing.T) {
	cost := func(classes int) float64 {
		f := reporttest.Fake{Windows: 10, Learn: 5, Modes: []string{"supervised"}, Seeds: 3}
		for i := range classes {
			f.Classes = append(f.Classes, fmt.Sprintf("c%d", i))
		}
		s := f.Summary()
		for i := range s.Runs {
			c := s.Runs[i].Classification
			c.F1, c.Confusion = nil, make([][]int64, classes)
			for k, label := range f.Classes {
				c.F1, c.Confusion[k] = append(c.F1, result.ClassF1{Label: label}), make([]int64, classes)
			}
		}
		return testing.AllocsPerRun(1, func() { summaryMacros("f", "test", s) })
	}
	if small, large := cost(16), cost(32); large > 5*small {
		t.Errorf("16 classes cost %g allocations, 32 classes %g", small, large)
	}
}
