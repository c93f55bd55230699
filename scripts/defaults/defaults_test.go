package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/tinyol"
)

func page(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/DEFAULTS.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What docs/DEFAULTS.md says of the bundled recording is what comes out.
func TestDefaultsInDocs(t *testing.T) {
	m, err := measure(t.Context(), "", sources[:1])
	if err != nil {
		t.Fatal(err)
	}
	m.frontEnd = frontend.Spectrum // by the other recordings as well
	m.longer, m.rises, m.spreads, m.followed = nil, nil, nil, nil
	r, err := sources[0].read("")
	if err != nil {
		t.Fatal(err)
	}
	if err := m.learning(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	m.document(&got)
	want, found := page(t), 0
	for line := range strings.Lines(got.String()) {
		if !strings.HasPrefix(line, "| fan_training") {
			continue
		}
		found++
		if !strings.Contains(want, line) {
			t.Errorf("docs/DEFAULTS.md lacks this line; make defaults DATA=... writes it again: %s", line)
		}
	}
	if found != len(m.kinds)+4 {
		t.Errorf("%d lines are of the bundled recording", found)
	}
}

// The program has the defaults that the rules gave.
func TestDefaultsAreTheAnswers(t *testing.T) {
	s := bench.Default()
	for _, want := range []string{
		fmt.Sprintf("| front end | %s |", s.FrontEnd),
		fmt.Sprintf("| epochs | %d |", s.Epochs),
		fmt.Sprintf("| learning rate of the fine-tuned layer | %g |", bench.DefaultRate(tinyol.Unsupervised)),
		fmt.Sprintf("| step of the running threshold | %g |", s.ThresholdStep),
	} {
		if !strings.Contains(page(t), want+"\n") {
			t.Errorf("docs/DEFAULTS.md does not answer: %s", want)
		}
	}
}

func TestRules(t *testing.T) {
	kinds := []frontend.Kind{"a", "b"}
	blind, deaf := judged{auc: 0.9, alarms: 0.8, mounted: 0.8}, judged{auc: 0.6, mounted: 0.1}
	if got := chooseFrontEnd(kinds, [][]judged{{blind, blind}, {deaf, deaf}}); got != "b" {
		t.Errorf("%s is chosen, which alarms without a cause", got)
	}
	if got := chooseFrontEnd(kinds, [][]judged{{deaf}, {deaf}}); got != "a" {
		t.Errorf("of equals %s is chosen", got)
	}
	rises := []learnedAt{{0.1, -0.2}, {0.2, 0.05}, {0.3, 0.2}, {0.4, 0}}
	for deviation, want := range map[float64]float64{0.01: 0.1, 0.05: 0.2, 0.1: 0.2, 0.3: 0.4} {
		if got := chooseRate(rises, deviation); got != want {
			t.Errorf("a deviation of %g bears %g, want %g", deviation, got, want)
		}
	}
	if got := chooseStep([]followed{{0.1, 100, 0.012}, {0.2, 50, 0.005}, {0.3, 40, 0.0149}, {0.4, 10, 0.016}}); got != 0.3 {
		t.Errorf("the step is %g, want the fastest within a point of the least loss, 0.3", got)
	}
	longer := []trainedLonger{{few: judged{auc: 0.5}, many: judged{auc: 0.9, mounted: 0.2}}, {few: judged{auc: 0.5}, many: judged{auc: 0.5}}}
	if got := meanGain(longer); math.Abs(got-0.1) > 1e-12 {
		t.Errorf("a gain of %g, want 0.1", got)
	}
}

// A gain about the mean leaves it where it is and scales the deviation of one channel;
// a tone adds half the square of its amplitude to the variance.
func TestFaultsByHand(t *testing.T) {
	r := &recording{taught: frontend.Recording{Channels: 2, Runs: [][]float32{{9, 1, 11, 1, 9, 1, 11, 1, 9, 1}}}}
	r.held = r.taught
	faults, err := r.faults()
	if err != nil {
		t.Fatal(err)
	}
	before, deviation := spread(&r.taught, 0)
	mean, grown := spread(&faults[0], 0)
	if math.Abs(mean-before) > 1e-5 || math.Abs(grown/deviation-faultGain) > 1e-5 {
		t.Errorf("mean %g and deviation %g, were %g and %g", mean, grown, before, deviation)
	}
	if _, other := spread(&faults[0], 1); other != 0 {
		t.Error("the other channel has changed")
	}
	flat := frontend.Recording{Channels: 1, Runs: [][]float32{{0, 0, 0, 0, 0}}}
	tone := toned(&flat, 0, 2)
	if mean, got := spread(&tone, 0); math.Abs(mean) > 1e-6 || math.Abs(got-math.Sqrt2) > 1e-6 {
		t.Errorf("a tone of amplitude 2 has mean %g and deviation %g", mean, got)
	}
	if !slices.Equal(r.held.Runs[0], []float32{9, 1, 11, 1, 9, 1, 11, 1, 9, 1}) {
		t.Error("the recording itself has changed")
	}
}

func TestMountings(t *testing.T) {
	three := frontend.Recording{Channels: 3, Runs: [][]float32{{0, 0, 1}}}
	got, err := (&recording{taught: three, held: three}).mountings()
	if err != nil || len(got) != 3 {
		t.Fatalf("%d mountings, %v", len(got), err)
	}
	if z := float64(got[0].Runs[0][2]); math.Abs(z-math.Cos(mountedTurn*math.Pi/180)) > 1e-6 {
		t.Errorf("turned about x gravity is %g", z)
	}
	if got[2].Runs[0][2] != 1 {
		t.Error("a turn about z has moved z")
	}
	one := frontend.Recording{Channels: 1, Runs: [][]float32{{1, 3}}}
	got, err = (&recording{taught: one, held: one}).mountings()
	if err != nil || len(got) != 1 || got[0].Runs[0][0] != 2 {
		t.Errorf("%v, %v: want an offset of the standard deviation, 1", got, err)
	}
}

// With 1 to 100 as scores a threshold at the quantile stands at 99; a hundred windows
// promise one alarm, between none and 5.4 %.
func TestThresholdSettles(t *testing.T) {
	r := &run{}
	for i := range 100 {
		r.scores = append(r.scores, float32(i+1))
	}
	r.faulty = [][]float32{slices.Repeat([]float32{98.5}, 100)}
	r.promised(0.99, 100)
	if r.low != 95 || r.fixed != 99 || r.high != 100 {
		t.Errorf("from %g by %g to %g, want 95, 99, 100", r.low, r.fixed, r.high)
	}
	policy := tinyol.Policy{Threshold: 99}.RunningThreshold(0.99, 0.01)
	settled, _ := r.play(&policy, 200)
	if want := int(math.Ceil(100 / float64(policy.Fall))); math.Abs(float64(settled-want)) > 10 { // of a sum of float32s
		t.Errorf("from 200 it takes %d windows, want about %d", settled, want)
	}
	still := tinyol.Policy{Threshold: 99}
	if settled, lost := r.play(&still, 98); settled != 0 || lost != -1 {
		t.Errorf("%d windows, %g lost; a threshold of 98 finds all that one of 99 does not", settled, lost)
	}
}
