package compare

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/result"
)

// shaking writes a machine that vibrates, and shakes harder in every other turn;
// labelled says whether it says so.
func shaking(rows int, labelled bool) []byte {
	var b bytes.Buffer
	header := "t,ax,ay"
	if labelled {
		header += ",label"
	}
	fmt.Fprintln(&b, header)
	state := uint32(1)
	for i := range rows {
		state = state*1664525 + 1013904223 // any noise will do
		noise := float64(state>>8) / (1 << 24)
		label, strength := "ok", 1.0
		if i/300%2 == 1 {
			label, strength = "worn", 1.4
		}
		x := float64(i) * 0.4
		fmt.Fprintf(&b, "%.2f,%.4f,%.4f", float64(i)/100, strength*math.Sin(x)+0.1*noise, strength*math.Cos(x)+0.2*noise)
		if labelled {
			fmt.Fprintf(&b, ",%s", label)
		}
		fmt.Fprintln(&b)
	}
	return b.Bytes()
}

// ran runs bench into a folder of its own.
func ran(t *testing.T, name string, labelled bool, change func(*bench.Spec)) *Result {
	t.Helper()
	s := bench.Default()
	s.Streams, s.Epochs, s.Seeds, s.Mode, s.TrainRows = []string{"machine"}, 2, 2, "unsupervised", 900
	s.Out = t.TempDir()
	change(&s)
	open := func(string) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(shaking(6000, labelled))), nil
	}
	if _, err := bench.Run(context.Background(), s, open, bench.Silent{}); err != nil {
		t.Fatal(err)
	}
	r, err := Load(name, name, s.Out)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// withoutOnsets is a detector's record but for what steps.csv cannot tell.
func withoutOnsets(a *result.Anomaly) result.Anomaly {
	b := *a
	b.DetectionDelayS, b.Onsets, b.OnsetsDetected, b.Baselines = nil, 0, 0, nil
	b.Arms, b.Gains, b.Blocks, b.Forgetting, b.Promised = nil, nil, nil, nil, nil
	return b
}

// Measured from where each run itself stopped, the figures are those that bench
// counted while the stream went by.
func TestMeasuringAgainGivesWhatBenchGave(t *testing.T) {
	for name, test := range map[string]struct {
		labelled bool
		change   func(*bench.Spec)
	}{
		"labelled":    {true, func(s *bench.Spec) { s.Learn = 100 }},
		"unlabelled":  {false, func(s *bench.Spec) { s.Learn = 100 }},
		"prequential": {true, func(s *bench.Spec) { s.Learn = 0 }},
		"below":       {true, func(s *bench.Spec) { s.Learn, s.Policy = 60, "below" }},
		"too short":   {true, func(s *bench.Spec) { s.Learn = 5000 }},
	} {
		t.Run(name, func(t *testing.T) {
			r := ran(t, "a", test.labelled, test.change)
			var want []result.Anomaly
			for _, run := range r.detectors() {
				want = append(want, withoutOnsets(run.Anomaly))
			}
			starts := map[uint64]int64{}
			if err := r.lastStarts(starts); err != nil {
				t.Fatal(err)
			}
			if err := r.measureFrom(starts); err != nil {
				t.Fatal(err)
			}
			for i, run := range r.detectors() {
				if !reflect.DeepEqual(*run.Anomaly, want[i]) {
					t.Errorf("seed %d: measured again\n%+v\nbench has\n%+v", run.Seed, run.Anomaly, want[i])
				}
			}
			if len(want) != 2 || want[0].Windows == 0 {
				t.Errorf("nothing was measured: %+v", want)
			}
		})
	}
}

// A run that stopped after 40 updates is measured where the one that stopped
// after 120 is, which keeps its figures.
func TestDetectorsAreMeasuredOnTheWindowsTheyShare(t *testing.T) {
	early := ran(t, "early", true, func(s *bench.Spec) { s.Learn = 40 })
	late := ran(t, "late", true, func(s *bench.Spec) { s.Learn = 120 })
	want := *late.detectors()[0].Anomaly
	if early.detectors()[0].Anomaly.Windows <= want.Windows {
		t.Fatal("both stopped at the same place: the test shows nothing")
	}
	c := mustCompare(t, early, late)
	windows := sees(t, c, "anomaly.windows")
	for _, v := range windows.Values {
		if v.Mean != float64(want.Windows) {
			t.Errorf("%s is measured on %v windows, want %d", c.Arms[v.Arm].Name, v.Mean, want.Windows)
		}
	}
	arm := slices.IndexFunc(c.Arms, func(a result.Arm) bool { return a.Name == "late unsupervised" })
	if got := sees(t, c, "anomaly.detection_rate").Of(arm); got.Values[0] != *want.DetectionRate {
		t.Errorf("late unsupervised detects %v, its own summary has %v", got.Values, *want.DetectionRate)
	}
	if notes := strings.Join(c.Notes, "\n"); !strings.Contains(notes, "stopped learning at different places") || strings.Contains(notes, "never ended") {
		t.Errorf("notes:\n%s", notes)
	}
	always := ran(t, "always", true, func(s *bench.Spec) { s.Learn = 0 })
	if notes := strings.Join(mustCompare(t, early, always).Notes, "\n"); !strings.Contains(notes, "never ended") {
		t.Errorf("notes:\n%s", notes)
	}
	// Without the steps there is nothing to measure on.
	early = ran(t, "early", true, func(s *bench.Spec) { s.Learn = 40 })
	if err := os.Remove(filepath.Join(early.Dir, result.StepsFile)); err != nil {
		t.Fatal(err)
	}
	_, err := Compare([]*Result{early, late})
	if refusal, ok := errors.AsType[*Refusal](err); !ok || !strings.Contains(refusal.Error(), "no steps.csv") {
		t.Errorf("error %v", err)
	}
}
