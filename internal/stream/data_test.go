package stream

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/needs"
)

// The expected numbers were counted with another program (Python's csv module
// and statistics.median) by the rules of the package documentation.
func TestPublicRecordings(t *testing.T) {
	const fan = "ax ay az bx by bz temp"
	fanLabels := []string{"FAN-OFF", "FAN-ON", "FAN-CLOG", "FAN-FRICTION"}
	for _, c := range []struct {
		file     string
		columns  assigned
		rows     int64
		segments int
		period   float64
		labels   []string
	}{
		{"nxp_fan/fan1_train.csv", assigned{fan, "", "t", "label"}, 48000, 4, 0.005, fanLabels},
		{"nxp_fan/fan1_test.csv", assigned{fan, "", "t", "label"}, 48000, 4, 0.005, fanLabels},
		{"nxp_fan/stream_fan1_to_fan3_drift.csv", assigned{fan, "", "t", "label"}, 96000, 2, 0.005, fanLabels},
		{"emlearn_motion/exercise.csv", assigned{"x y z", "recorded_label", "t", "label"}, 117950, 124, 0.01, []string{"jumpingjack", "other", "lunge", "squat"}},
		{"emlearn_motion/gestures.csv", assigned{"x y z", "recorded_label", "t", "label"}, 8500, 24, 0.01, []string{"snake", "updown", "wave", "idle"}},
		// The clock of this one goes back an hour when summer time ends.
		{"nab_temperature/machine_temperature.csv", assigned{"value", "datetime anomaly_point", "t", "anomaly"}, 22695, 2, 300, []string{"0", "1"}},
		{"noaa_weather/noaa_weather.csv", assigned{"feat_1 feat_2 feat_3 feat_4 feat_5 feat_6 feat_7 feat_8", "", "t", "label"}, 18159, 1, 1, []string{"0", "1"}},
	} {
		t.Run(strings.TrimSuffix(filepath.Base(c.file), ".csv"), func(t *testing.T) {
			r, err := Open(needs.Recording(t, c.file), Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			for r.Scan() {
			}
			if r.Err() != nil || r.Rows() != c.rows || r.Segments() != c.segments || r.Period() != c.period {
				t.Errorf("%v, %d rows, %d segments, period %v; want %d, %d, %v", r.Err(), r.Rows(), r.Segments(), r.Period(), c.rows, c.segments, c.period)
			}
			if got := assignedBy(r); got != c.columns {
				t.Errorf("columns %+v, want %+v", got, c.columns)
			}
			if got := r.Labels().Names(); !slices.Equal(got, c.labels) {
				t.Errorf("labels %q, want %q", got, c.labels)
			}
		})
	}
}
