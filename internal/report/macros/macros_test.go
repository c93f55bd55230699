package macros

import (
	"testing"

	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

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
	m := New("test")
	for _, label := range []string{"a-b", "a.b", "a b", "aB"} {
		m.Add("1", label, "f", label)
	}
	values := reporttest.CheckMacros(t, string(m.Bytes()))
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
		if got := PlainFigure(c.unit, c.v); got != c.want {
			t.Errorf("%v %s is written %q, want %q", c.v, c.unit, got, c.want)
		}
	}
	for _, m := range (reporttest.Fake{Windows: 10, Learn: 5, Modes: []string{"unsupervised"}, Seeds: 1, Classes: []string{"a", "b"}}).Summary().Runs[0].Measures() {
		if _, known := Units[m.Unit]; !known {
			t.Errorf("the unit %q of %s has no name", m.Unit, m.Key)
		}
	}
}

// All cells of a confusion matrix may share a name, and there are 65,536 of 256
// classes: finding a free one may not get dearer with each.
func TestAFreeNameIsFoundAtOnce(t *testing.T) {
	m := New("test")
	for range 5000 {
		m.unused("F")
	}
	if n := testing.AllocsPerRun(100, func() { m.unused("F") }); n > 100 {
		t.Errorf("%g allocations for one name", n)
	}
}
