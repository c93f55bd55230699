package score

import (
	"math"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
)

func TestLossesByHand(t *testing.T) {
	var b losses
	if b.result(true) != nil {
		t.Error("a loss without a window")
	}
	// 300 windows with the losses 0, 1, ... 299: the first 200 have the mean
	// 99.5, the last 200 (100 to 299) the mean 199.5.
	for i := range 300 {
		b.add(float32(i), 2)
	}
	b.add(float32(math.NaN()), 0) // left out
	l := b.result(true)
	if l.First != 99.5 || l.Last != 199.5 || *l.Frozen != 2 || l.Windows != lossWindows {
		t.Errorf("%+v, frozen %g", l, *l.Frozen)
	}
}

func TestLeastErrorByHand(t *testing.T) {
	// Gaps beyond 0..1 are 0.5, 0, 1 and 0: (0.25 + 1)/4 = 0.3125.
	if got := leastError([]float32{-0.5, 0.3, 2, 1}); got != 0.3125 {
		t.Errorf("least error %g, want 0.3125", got)
	}
	r := NewInputRange(0.3, false, 1, frontend.Raw)
	if r.Warning() != "" {
		t.Error("a warning without a window")
	}
	r.Add([]float32{-0.5, 0.3, 2, 1}, 1)
	r.Add([]float32{9, 9, 9, 9}, 0) // a fault may lie anywhere
	if !strings.Contains(r.Warning(), "100 %") || !strings.Contains(r.Warning(), "cannot end the false alarms") {
		t.Errorf("warning %q", r.Warning())
	}
	r.running = true // such a threshold ends them, at a price
	if strings.Contains(r.Warning(), "cannot end") || !strings.Contains(r.Warning(), "running threshold rises") {
		t.Errorf("warning %q", r.Warning())
	}
}

// The frozen autoencoder as a classifier: at or below the threshold normal,
// else the most frequent other label so far.
func TestFrozenClassifierByHand(t *testing.T) {
	c := frozenClassifier{normal: 0, threshold: 1, common: result.NoPrediction}
	for _, w := range []struct {
		label int
		score float32
	}{
		{0, 0.5}, // normal: right
		{1, 2},   // nothing else seen yet: no prediction, wrong
		{1, 2},   // 1: right
		{2, 2},   // 1: wrong
		{2, 2},   // 1 and 2 seen twice and once: 1, wrong
		{2, 2},   // a tie stays with 1: wrong
		{2, 2},   // 2 leads: right
		{0, 3},   // 2: wrong
	} {
		c.add(w.label, w.score)
	}
	if got := c.counts.Accuracy(); got != 3.0/8 {
		t.Errorf("accuracy %g, want 3/8", got)
	}
}

func TestSpreadsByHand(t *testing.T) {
	run := func(mode string, accuracy float64) result.Run {
		return result.Run{Mode: mode, Engine: "host", Classification: &result.Classification{Accuracy: accuracy}}
	}
	got := Spreads([]result.Run{run("a", 0.4), run("a", 0.6), run("b", 1)})
	if len(got) != 1 || got[0].Mode != "a" || got[0].Seeds != 2 {
		t.Fatalf("%+v", got)
	}
	// Mean 0.5, deviation 0.1·√2, standard error 0.1; t(1) = 12.706.
	ci := got[0].Figures["classification.accuracy"]
	if ci.Mean != 0.5 || math.Abs(ci.High-(0.5+1.2706)) > 1e-4 || math.Abs(ci.Low-(0.5-1.2706)) > 1e-4 {
		t.Errorf("interval %+v", ci)
	}
}

func TestOutdoneByAScoreWithoutAModel(t *testing.T) {
	half, most := 0.5, 0.9
	a := &result.Anomaly{AUC: &half, Baselines: []result.Baseline{{Name: "running-z-score", AUC: &most}}}
	if got := outdone(a); !strings.Contains(got, "0.900") || !strings.Contains(got, "0.500") {
		t.Errorf("warning %q", got)
	}
	a.AUC, a.Baselines[0].AUC = &most, &half
	if got := outdone(a); got != "" {
		t.Errorf("a better model is warned of: %q", got)
	}
}

func TestConfusionKeepsToClassesThatOccurred(t *testing.T) {
	var c metrics.Confusion
	c.Add(2, 2)
	c.Add(2, 0)
	if got := met(&c, []int{0, 1, 2}); !slices.Equal(got, []int{0, 2}) {
		t.Errorf("classes %v, want [0 2]", got)
	}
}

// A label is read against that of the healthy machine; a stream without labels is
// of a healthy one.
func TestState(t *testing.T) {
	for _, c := range []struct {
		label, normal int
		want          metrics.State
	}{
		{1, 1, metrics.Normal}, {0, 1, metrics.Anomalous}, {stream.NoLabel, 1, metrics.Unknown}, {stream.Mixed, 1, metrics.Mixed},
		{stream.NoLabel, stream.NoLabel, metrics.Normal}, {stream.Mixed, stream.NoLabel, metrics.Mixed},
	} {
		if got := State(c.label, c.normal); got != c.want {
			t.Errorf("label %d, normal %d: %v, want %v", c.label, c.normal, got, c.want)
		}
	}
}
