package bench

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/datasets"
	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
)

// noise is a recording whose labels, in runs of 300 rows, say nothing of its rows.
func noise(rows int, seed uint64) []byte {
	rng := rand.New(rand.NewPCG(seed, 1))
	var b bytes.Buffer
	b.WriteString("t,x,y,label\n")
	for i := range rows {
		label := "normal"
		if i/300%2 == 1 {
			label = "fault"
		}
		fmt.Fprintf(&b, "%.2f,%.4f,%.4f,%s\n", float64(i)/100, rng.NormFloat64(), rng.NormFloat64(), label)
	}
	return b.Bytes()
}

// holdsZero fails where zero lies outside the interval.
func holdsZero(t *testing.T, what string, e *result.Estimate) {
	t.Helper()
	switch {
	case e == nil || e.Low == nil:
		t.Errorf("%s has no interval", what)
	case *e.Low > 0 || *e.High < 0:
		t.Errorf("%s is %.3f, from %.3f to %.3f: something is credited to learning that it cannot have done", what, e.Value, *e.Low, *e.High)
	}
}

// On noise there is nothing to learn. What learns gains nothing over what does not,
// whatever the front end, though the rate is absurd and learning never stops; and a
// classifier gains nothing over repeating the label that arrived last.
func TestNothingIsLearnedFromNoise(t *testing.T) {
	files := map[string][]byte{"train": noise(6000, 1), "stream": noise(30_000, 2)}
	for _, kind := range frontend.Kinds() {
		s := quickSpec()
		s.FrontEnd, s.LearningRate, s.Learn, s.Window = string(kind), 0.3, 0, 0
		sum := mustRun(t, s, files)
		a, c := sum.Runs[0].Anomaly, sum.Runs[1].Classification
		if a.Basis != result.BasisPrequential {
			t.Errorf("%s: %s", kind, a.Basis)
		}
		holdsZero(t, string(kind)+": AUC", a.Gain(result.ArmOnline).Of.AUC)
		holdsZero(t, string(kind)+": AUC, running", a.Gain(result.ArmOnlineRunning).Of.AUC)
		if gain := c.OverNoChange.Accuracy; gain == nil || gain.High == nil || gain.Value > 0 && *gain.Low > 0 {
			t.Errorf("%s: the classifier's accuracy over no change: %+v", kind, gain)
		}
	}
}

// The same with labels that come at once credits learning with what it has just been
// told of rows that the next window shares: that is what the delay is for.
func TestLabelsAtOnceLeak(t *testing.T) {
	s := quickSpec()
	s.FrontEnd, s.LearningRate, s.Learn, s.LabelDelay, s.Mode, s.Window = "spectrum", 0.3, 0, 0, "unsupervised", 0
	sum := mustRun(t, s, map[string][]byte{"train": noise(6000, 1), "stream": noise(30_000, 2)})
	if !slices.ContainsFunc(sum.Warnings, func(w string) bool { return strings.HasPrefix(w, "labels come 0 windows late, and until 6 ") }) {
		t.Errorf("warnings %q, want one of labels at once", sum.Warnings)
	}
	if gain := sum.Runs[0].Anomaly.Gain(result.ArmOnline).Of.AUC; !(*gain.Low > 0.05) {
		t.Errorf("AUC gains %.3f, from %.3f: the test of noise could not have failed", gain.Value, *gain.Low)
	}
}

// A layer that learns nothing, for its rate is next to none, bought nothing: by no
// figure, in any front end, on the bundled fan.
func TestARateOfNothingBuysNothing(t *testing.T) {
	for _, kind := range frontend.Kinds() {
		s := Default()
		s.Streams, s.Train = []string{"fan_field"}, []string{"fan_training"}
		s.FrontEnd, s.LearningRate, s.Mode, s.Engine, s.Epochs = string(kind), 1e-9, "unsupervised", "host", 10
		sum, err := Run(context.Background(), s, datasets.Open, Silent{})
		if err != nil {
			t.Fatal(err)
		}
		a := sum.Runs[0].Anomaly
		for _, g := range a.Gains {
			for what, e := range map[string]*result.Estimate{
				"false alarms": g.Of.FalseAlarmRate, "detection": g.Of.DetectionRate, "AUC": g.Of.AUC, "detection at 1 %": g.Of.DetectionAt1,
			} {
				if e == nil || math.Abs(e.Value) > 0.002 {
					t.Errorf("%s: %s over %s: %s gains %+v", kind, g.Arm, g.Against, what, e)
				}
			}
		}
		if f := a.Forgetting; math.Abs(f.FalseAlarmRateAfter-f.FalseAlarmRateBefore) > 0.002 {
			t.Errorf("%s: it forgot: %+v", kind, f)
		}
	}
}

// The arms by hand from the steps: the threshold that runs beside the frozen scores is
// moved by normal windows once their label has arrived.
func TestArmsAreThoseOfTheSteps(t *testing.T) {
	s := quickSpec()
	s.Mode, s.Out, s.Threshold, s.Learn = "unsupervised", t.TempDir(), spec.Fixed, 0
	sum := mustRun(t, s, fixture.Recordings())
	run := sum.Runs[0]
	a := run.Anomaly
	steps := readSteps(t, s.Out, sum)
	trained := float32(a.Threshold)
	unit := spec.Default().ThresholdStep * float64(trained)
	rise, fall := float32(unit*a.ThresholdQuantile), float32(unit*(1-a.ThresholdQuantile))
	normal := func(s *result.Step) bool { return s.Label >= 0 && sum.Stream.Classes[s.Label] == "normal" }
	for name, score := range map[string]func(*result.Step) float32{
		result.ArmFrozenRunning: func(s *result.Step) float32 { return s.Frozen },
		result.ArmOnlineRunning: func(s *result.Step) float32 { return s.Score },
	} {
		threshold, healthy, alarms := trained, 0, 0
		for i := range steps {
			if normal(&steps[i]) {
				if healthy++; score(&steps[i]) > threshold {
					alarms++
				}
			}
			if i < run.LabelDelay || !normal(&steps[i-run.LabelDelay]) {
				continue
			}
			if score(&steps[i-run.LabelDelay]) <= threshold {
				threshold -= fall
			} else {
				threshold += rise
			}
		}
		arm := a.Arm(name)
		if want := float64(alarms) / float64(healthy); math.Abs(*arm.FalseAlarmRate-want) > 1e-12 || alarms == 0 {
			t.Errorf("%s: false alarms %g, recounted %g", name, *arm.FalseAlarmRate, want)
		}
		if threshold == trained {
			t.Errorf("%s: the threshold never moved", name)
		}
	}
	if fixed, given := a.Arm(result.ArmOnline), a.FalseAlarmRate; *fixed.FalseAlarmRate != *given {
		t.Errorf("online: false alarms %g, %g", *fixed.FalseAlarmRate, *given)
	}
}

// A drift that is injected at a known row is felt by every arm from the window that it
// decides on: the one that learns recovers, the one that was flashed does not.
func TestRecoveryFromInjectedDrift(t *testing.T) {
	s := quickSpec()
	s.Mode, s.Learn, s.Epochs, s.Drift = "unsupervised", 0, 30, []string{"gain:factor=1.6,at=4000"}
	sum := mustRun(t, s, fixture.Recordings())
	a := sum.Runs[0].Anomaly
	if len(a.Recovery) != 1 || a.Recovery[0].Window != *sum.Stream.Changes[0].Start.Window {
		t.Fatalf("recovery %+v, changes %+v", a.Recovery, sum.Stream.Changes)
	}
	of := map[string]*int64{}
	for _, arm := range a.Recovery[0].Arms {
		of[arm.Name] = arm.Windows
	}
	if of[result.ArmFrozen] != nil {
		t.Errorf("what was flashed recovered after %d windows", *of[result.ArmFrozen])
	}
	if of[result.ArmOnlineRunning] == nil {
		t.Errorf("what learns never recovered: %+v", of)
	}
}

// One recording in two roles is known by its bytes.
func TestOneRecordingInTwoRoles(t *testing.T) {
	files := fixture.Recordings()
	files["stream"] = files["train"]
	s := quickSpec()
	s.Mode = "unsupervised"
	const want = "the stream and the training recording have the same bytes (stream, train)"
	if sum := mustRun(t, s, files); !strings.HasPrefix(sum.Warnings[0], want) {
		t.Errorf("warnings %q, want %q", sum.Warnings, want)
	}
	if sum := mustRun(t, s, fixture.Recordings()); slices.ContainsFunc(sum.Warnings, func(w string) bool { return strings.Contains(w, "same bytes") }) {
		t.Errorf("warnings %q of two recordings", sum.Warnings)
	}
}
