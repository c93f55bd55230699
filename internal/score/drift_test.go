package score

import (
	"testing"

	"tinyol-sim/internal/result"
)

// 100 windows, ten of a fault, with a change at 30: a detector that fires at 10, 35, 50
// (a fault) and 70 finds the change five windows late and is wrong twice in 90 windows
// of half a second, which is 160 times an hour.
func TestFiringsByHand(t *testing.T) {
	f := NewFirings(0, 0.5)
	for window := range 100 {
		var fired uint32
		switch window {
		case 10, 35, 50, 70:
			fired = 1 << 1
		case 20:
			fired = 1
		}
		label := 0
		if window >= 45 && window < 55 {
			label = 1
		}
		f.Add(fired, label)
	}
	got := f.Of(1, "cusum", []int64{30}, 10)
	if got.Firings != 4 || got.FaultFirings != 1 || *got.FiringsPerHour != 240 || *got.Changes != 1 || *got.Detected != 1 || *got.Missed != 0 ||
		*got.DelayWindows != 5 || *got.DelayS != 2.5 || *got.FalseFirings != 2 || *got.FalseFiringsPerHour != 160 || *got.ByChange[0].Delay != 5 || len(got.At) != 4 {
		t.Errorf("%+v", got)
	}
	// Too late by the horizon of five windows: missed, and three are wrong.
	if got := f.Of(1, "cusum", []int64{30}, 5); *got.Missed != 1 || *got.FalseFirings != 3 || got.DelayS != nil || got.ByChange[0].Delay != nil {
		t.Errorf("%+v", got)
	}
	if got := f.Of(0, "ewma", nil, 5); got.Firings != 1 || got.Changes != nil || got.FalseFirings != nil {
		t.Errorf("%+v", got)
	}
	// What fires always finds the change at once and is wrong in the other 89 windows.
	b := f.Baselines([]int64{30}, 10)
	if len(b) != 2 || b[0].Name != result.DriftAlways || *b[0].DelayWindows != 0 || *b[0].FalseFirings != 89 || b[1].Firings != 0 || *b[1].Missed != 1 {
		t.Errorf("%+v", b)
	}
	if f.Baselines(nil, 10) != nil {
		t.Error("baselines without a change")
	}
}
