package bench

import (
	"math"
	"reflect"
	"testing"

	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/result"
)

// Every window after learning counts on one side of the split, and nothing that the
// device does depends on it.
func TestSplitCountsEveryWindowOnce(t *testing.T) {
	s := quickSpec()
	s.Learn = 100
	whole := mustRun(t, s, fixture.Recordings())
	s.Split = &Split{Row: 9000}
	cut := mustRun(t, s, fixture.Recordings())
	if len(s.Split.Before) != len(whole.Runs) {
		t.Fatalf("%d runs before the split, want %d", len(s.Split.Before), len(whole.Runs))
	}
	for i := range whole.Runs {
		w, before, behind := &whole.Runs[i], &s.Split.Before[i], &cut.Runs[i]
		if !reflect.DeepEqual(w.Cycles, behind.Cycles) || w.Updates != behind.Updates || !reflect.DeepEqual(w.Loss, behind.Loss) {
			t.Errorf("%s: cycles, updates or losses differ", w.Mode)
		}
		parts := [3]counted{countedOf(w), countedOf(before), countedOf(behind)}
		if parts[1].windows == 0 || parts[2].windows == 0 {
			t.Errorf("%s: %v windows on one side", w.Mode, parts)
		}
		if sum := parts[1].plus(parts[2]); sum.windows != parts[0].windows || math.Abs(sum.hits-parts[0].hits) > 1e-6 || math.Abs(sum.alarms-parts[0].alarms) > 1e-6 {
			t.Errorf("%s: %+v before and behind, of %+v", w.Mode, parts[1:], parts[0])
		}
	}
}

// counted are windows, and how many a classifier named or a detector found, and false
// alarms.
type counted struct {
	windows      int64
	hits, alarms float64
}

func (c counted) plus(d counted) counted {
	return counted{c.windows + d.windows, c.hits + d.hits, c.alarms + d.alarms}
}

func countedOf(r *result.Run) counted {
	if c := r.Classification; c != nil {
		return counted{windows: c.Windows, hits: c.Accuracy * float64(c.Windows)}
	}
	a := r.Anomaly
	normal := float64(a.NormalWindows)
	return counted{a.Windows, *a.DetectionRate * (float64(a.Windows) - normal), *a.FalseAlarmRate * normal}
}
