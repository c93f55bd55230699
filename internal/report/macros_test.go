package report

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"tinyol-sim/internal/result"
)

// A control word of LaTeX is a backslash and ASCII letters (The TeXbook,
// chapter 3).
var definition = regexp.MustCompile(`^\\newcommand\{\\([A-Za-z]+)\}\{(-?[0-9][0-9.]*(?:e[-+][0-9]+)?)\}% .`)

// checkMacros wants comments and definitions alone, each name once, and returns
// the values.
func checkMacros(t *testing.T, text string) map[string]string {
	t.Helper()
	values := map[string]string{}
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(line, "% ") {
			continue
		}
		m := definition.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("line %d is no definition of a plain number: %q", i+1, line)
			continue
		}
		if _, twice := values[m[1]]; twice {
			t.Errorf("line %d defines \\%s again, which LaTeX refuses", i+1, m[1])
		}
		values[m[1]] = m[2]
	}
	return values
}

func TestControlWord(t *testing.T) {
	for want, path := range map[string][]string{
		"FanUnsupervisedAnomalyFalseAlarmRate": {"fan", "unsupervised", "anomaly.false_alarm_rate"},
		"RunTwoNanoThreeThreeBle":              {"run-2", "nano33ble"},
		"MacroFOne":                            {"macro_f1"},
		"StUFSixRung":                          {"Störung"},
		"ABC":                                  {"A", "b.c"},
		"":                                     {"..", ""},
		"MSOneTwoNewcommand":                   {"%m$_{s}12\\newcommand"},
	} {
		if got := controlWord(path...); got != want {
			t.Errorf("controlWord(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestNamesThatDifferInSignsAloneAreKeptApart(t *testing.T) {
	m := newMacros("test")
	for _, label := range []string{"a-b", "a.b", "a b", "aB"} {
		m.add("1", label, "f", label)
	}
	values := checkMacros(t, string(m.bytes()))
	for _, want := range []string{"FAB", "FABNoTwo", "FABNoThree", "FABNoFour"} {
		if _, ok := values[want]; !ok {
			t.Errorf("no %s in %v", want, values)
		}
	}
	if len(values) != 4 {
		t.Errorf("%d names for four labels: %v", len(values), values)
	}
}

func TestPlainFigure(t *testing.T) {
	for _, c := range []struct {
		unit result.Unit
		v    float64
		want string
	}{
		{result.UnitFraction, 0.1234, "12.3"}, {result.UnitFraction, 0.0004, "0.04"}, {result.UnitScore, 0.99712, "0.997"},
		{result.UnitScore, -59.6781, "-59.678"}, {result.UnitCycles, 12239, "12239"}, {result.UnitCycles, 1270.678, "1271"},
		{result.UnitCount, 1.5, "1.5"}, {result.UnitBytes, 1048576, "1048576"}, {result.UnitMicroseconds, 84000, "84000"},
		{result.UnitMicrojoules, 1.8932, "1.89"}, {result.UnitLoss, 0.0000123, "1.23e-05"}, {result.UnitPerHour, 42857.14, "42857"},
	} {
		if got := plainFigure(c.unit, c.v); got != c.want {
			t.Errorf("%v %s is written %q, want %q", c.v, c.unit, got, c.want)
		}
	}
	for _, m := range (fakeResult{windows: 10, learn: 5, modes: []string{unsupervised}, seeds: 1, classes: []string{"a", "b"}}).summary().Runs[0].Measures() {
		if _, known := macroUnits[m.Unit]; !known {
			t.Errorf("the unit %q of %s has no name", m.Unit, m.Key)
		}
	}
}

func TestNumbersOfResults(t *testing.T) {
	for name, f := range fakes() {
		text := string(summaryMacros("my results 2", "test", f.summary()))
		values := checkMacros(t, text)
		if text != string(summaryMacros("my results 2", "test", f.summary())) {
			t.Errorf("%s: other bytes the second time", name)
		}
		if values["MyResultsTwoStreamWindows"] == "" {
			t.Errorf("%s: no windows", name)
		}
	}
	values := checkMacros(t, string(summaryMacros("fan", "test", fakes()["seeds"].summary())))
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
	f := fakeResult{windows: 10, learn: 5, modes: []string{unsupervised}, seeds: 1, classes: []string{"ok", "bad\n\\input{evil}\r%"}}
	for _, line := range strings.Split(string(summaryMacros("x", "test", f.summary())), "\n") {
		if strings.Contains(line, "\\input") && !strings.Contains(line, "% ") {
			t.Errorf("a label is outside of a comment: %q", line)
		}
		if strings.ContainsAny(line, "\r") {
			t.Errorf("a carriage return: %q", line)
		}
	}
	checkMacros(t, string(summaryMacros("x", "test", f.summary())))
}

// All cells of a confusion matrix may share a name, and there are 65,536 of 256
// classes: finding a free one may not get dearer with each.
func TestAFreeNameIsFoundAtOnce(t *testing.T) {
	m := newMacros("test")
	for range 5000 {
		m.unused("F")
	}
	if n := testing.AllocsPerRun(100, func() { m.unused("F") }); n > 100 {
		t.Errorf("%g allocations for one name", n)
	}
}

// Twice as many classes have four times as many numbers, and cost no more than
// that.
func TestNumbersCostWhatTheyShow(t *testing.T) {
	cost := func(classes int) float64 {
		f := fakeResult{windows: 10, learn: 5, modes: []string{supervised}, seeds: 3}
		for i := range classes {
			f.classes = append(f.classes, fmt.Sprintf("c%d", i))
		}
		s := f.summary()
		for i := range s.Runs {
			c := s.Runs[i].Classification
			c.F1, c.Confusion = nil, make([][]int64, classes)
			for k, label := range f.classes {
				c.F1, c.Confusion[k] = append(c.F1, result.ClassF1{Label: label}), make([]int64, classes)
			}
		}
		return testing.AllocsPerRun(1, func() { summaryMacros("f", "test", s) })
	}
	if small, large := cost(16), cost(32); large > 5*small {
		t.Errorf("16 classes cost %g allocations, 32 classes %g", small, large)
	}
}
