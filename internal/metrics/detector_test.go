package metrics

import (
	"math"
	"testing"
)

func TestDetectorByHand(t *testing.T) {
	d := NewDetector(0)
	for _, w := range []struct {
		state State
		label int
		score float32
	}{
		{Normal, 0, 0.5}, {Normal, 0, 1}, {Normal, 0, 1.5}, // one false alarm of three
		{Anomalous, 1, 2}, {Anomalous, 1, 0.7},
		{Anomalous, 2, float32(math.NaN())}, // an alarm, above every number
		{Anomalous, RankedLabels + 3, 0.1},  // counts towards the whole alone
		{Mixed, -2, 9}, {Unknown, -1, 9},    // not counted
	} {
		d.Add(0, w.state, w.label, w.score, 1)
	}
	near(t, "false alarms", d.Alarms.FalseAlarmRate(), 1./3, 0)
	near(t, "detected", d.Alarms.DetectionRate(), 2./4, 0)
	// Label 1: 2 is above all three normal windows, 0.7 above one: 4 of 6 pairs.
	near(t, "AUC of label 1", d.AUC(1), 4./6, 0)
	near(t, "AUC of label 2", d.AUC(2), 1, 0)
	// All: 3 + 1 + 3 + 0 of 12 pairs.
	near(t, "AUC", d.Ranking.AUC(), 7./12, 1e-15)
	if d.Windows(1) != 2 || d.AlarmRate(1) != 0.5 || d.Windows(0) != 3 || d.AlarmRate(2) != 1 {
		t.Errorf("labels: %+v", d.labels)
	}
	if d.Windows(7) != 0 || !math.IsNaN(d.AlarmRate(7)) {
		t.Error("a label without windows has a rate")
	}
	d.Reset()
	if d.Windows(1) != 0 || d.Ranking.Positives() != 0 || d.Alarms.NormalWindows() != 0 {
		t.Error("something is left after Reset")
	}
}
