package metrics

import (
	"math"
	"testing"
)

// play feeds windows written as a letter a state, n m a or - for unknown; an
// upper-case letter raised an alarm.
func play(a *Alarms, segment int, windows string) {
	states := map[rune]State{'n': Normal, 'm': Mixed, 'a': Anomalous, '-': Unknown, 'N': Normal, 'M': Mixed, 'A': Anomalous, '+': Unknown}
	for _, letter := range windows {
		a.Add(segment, states[letter], letter >= 'A' && letter <= 'Z' || letter == '+')
	}
}

func TestAlarmRatesByHand(t *testing.T) {
	a := NewAlarms(0.5)
	play(a, 1, "nnNnMmaAAanN-+")
	// Normal: n n N n, n N: 2 of 6. Anomalous: a A A a: 2 of 4.
	near(t, "false alarm rate", a.FalseAlarmRate(), 2.0/6, 1e-15)
	near(t, "detection rate", a.DetectionRate(), 0.5, 0)
	// 2 alarms in 6 windows of half a second: 2 / (3/3600) an hour.
	near(t, "false alarms per hour", a.FalseAlarmsPerHour(), 2400, 1e-9)
	if a.NormalWindows() != 6 || a.AnomalousWindows() != 4 {
		t.Errorf("%d normal, %d anomalous", a.NormalWindows(), a.AnomalousWindows())
	}
}

func TestDetectionDelayByHand(t *testing.T) {
	for _, test := range []struct {
		name             string
		windows          string
		onsets, detected int64
		delay            float64 // windows, mean
	}{
		{"at once", "nnA", 1, 1, 0},
		{"third window", "nnaaA", 1, 1, 2},
		{"mixed windows count in the delay", "nnmmaA", 1, 1, 3},
		{"alarm in a mixed window", "nnmMaa", 1, 1, 1},
		{"only the first alarm", "naAaA", 1, 1, 1},
		{"the first of two in mixed windows", "nMmMa", 1, 1, 0},
		{"two faults, 0 and 2 windows", "nAAnnaaA", 2, 2, 1},
		{"missed", "naaan", 1, 0, math.NaN()},
		{"missed, then found", "naanaA", 2, 1, 1},
		{"still waiting at the end", "naa", 1, 0, math.NaN()},
		{"an alarm that stood before", "nNAAA", 1, 0, math.NaN()},
		{"and fell, and rose", "nNAaA", 1, 1, 2},
		{"always firing", "NNNAAANNNAAA", 2, 0, math.NaN()},
		{"false alarm that fell before", "nNnA", 1, 1, 0},
		{"fault shorter than a window", "nmMmn", 0, 0, math.NaN()},
		{"labels that end", "nmM--", 0, 0, math.NaN()},
		{"one fault after another", "naAmmaA", 1, 1, 1},
		{"fault from the first window on", "aAaA", 0, 0, math.NaN()},
		{"fault behind windows without label", "n--A", 0, 0, math.NaN()},
	} {
		a := NewAlarms(1)
		play(a, 1, test.windows)
		onsets, detected := a.Onsets()
		if onsets != test.onsets || detected != test.detected {
			t.Errorf("%s: %d onsets, %d detected; want %d, %d", test.name, onsets, detected, test.onsets, test.detected)
		}
		near(t, test.name+": delay", a.DetectionDelay(), test.delay, 1e-15)
	}
}

func TestOnsetsNeedOneSegment(t *testing.T) {
	a := NewAlarms(1)
	play(a, 1, "nnn")
	play(a, 2, "AAA")
	if onsets, _ := a.Onsets(); onsets != 0 {
		t.Error("the beginning of a recording was taken for an onset")
	}
	near(t, "detection rate", a.DetectionRate(), 1, 0)
}

func TestAlarmsReset(t *testing.T) {
	a := NewAlarms(1)
	play(a, 1, "nNaa")
	a.Reset() // in the fault: its alarm is no detection of what is measured now
	play(a, 1, "Ann")
	near(t, "false alarm rate", a.FalseAlarmRate(), 0, 0)
	if onsets, detected := a.Onsets(); onsets != 0 || detected != 0 {
		t.Errorf("%d, %d", onsets, detected)
	}
	a.Reset() // while normal: the next fault is an onset
	play(a, 1, "aA")
	if onsets, detected := a.Onsets(); onsets != 1 || detected != 1 {
		t.Errorf("%d, %d", onsets, detected)
	}
}

func TestAlarmsWithoutTime(t *testing.T) {
	a := NewAlarms(0)
	play(a, 1, "nNaA")
	near(t, "per hour", a.FalseAlarmsPerHour(), math.NaN(), 0)
	near(t, "delay", a.DetectionDelay(), math.NaN(), 0)
	near(t, "rate", a.FalseAlarmRate(), 0.5, 0)
	near(t, "rate of nothing", NewAlarms(1).FalseAlarmRate(), math.NaN(), 0)
}
