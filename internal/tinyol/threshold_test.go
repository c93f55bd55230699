package tinyol

import (
	"math"
	"math/rand/v2"
	"testing"

	"tinyol-sim/internal/stream"
)

// Threshold 0.5, quantile 0.75 and step 0.5: a unit is 0.25, so it rises by
// 0.1875 and falls by 0.0625, all of them exact in binary.
func TestRunningThresholdByHand(t *testing.T) {
	d := &Device{threshold: 0.5, program: &Program{Mode: Unsupervised, Policy: Policy{
		Gate: Labelled, Limit: 6, Threshold: 0.5, Normal: 2,
	}.RunningThreshold(0.75, 0.5)}}
	for i, w := range []struct {
		label   int
		score   float32
		updates int64
		want    float32
	}{
		{2, 0.5, 0, 0.4375},                 // at the threshold: falls
		{2, 0.5, 1, 0.625},                  // the same score is now above
		{1, 9, 2, 0.625},                    // labelled waits for the normal label
		{stream.Mixed, 9, 2, 0.625},         // a mixed window moves nothing
		{2, float32(math.NaN()), 3, 0.8125}, // NaN counts as above
		{2, float32(math.Inf(1)), 4, 1},     // infinity too, and moves it no further
		{2, 0.1, 5, 0.9375},                 // falls
		{2, 0.1, 6, 0.875},                  // and goes on after the last update
	} {
		d.updates = w.updates
		learns := d.decide(w.label, w.score)
		if d.threshold != w.want || learns != (w.label == 2 && w.updates < 6) {
			t.Fatalf("window %d: %g, want %g; learns is %t", i, d.threshold, w.want, learns)
		}
	}
}

// Below decides by the threshold in force before the window, and lets every
// window move it: those under it alone could only lower it.
func TestBelowFollowsEveryWindow(t *testing.T) {
	d := &Device{threshold: 0.5, program: &Program{Mode: Unsupervised, Policy: Policy{
		Gate: Below, Threshold: 0.5,
	}.RunningThreshold(0.75, 0.5)}}
	if d.decide(stream.NoLabel, 0.6) || d.threshold != 0.6875 {
		t.Errorf("0.6 against 0.5: threshold %g", d.threshold)
	}
	if !d.decide(stream.NoLabel, 0.6) || d.threshold != 0.625 {
		t.Errorf("0.6 against 0.6875: threshold %g", d.threshold)
	}
}

// The share of scores above settles at 1 - quantile, whatever their scale and
// while they drift: each rise and fall cancels, so over n windows the share is
// off by at most the way that the threshold went, over n steps.
func TestRunningThresholdKeepsItsShare(t *testing.T) {
	const quantile, step, n = 0.9, 0.05, 20000
	for _, drift := range []float64{0, 1e-4} {
		rng := rand.New(rand.NewPCG(1, 2))
		p := Policy{Threshold: 1}.RunningThreshold(quantile, step)
		threshold, above := p.Threshold, 0
		for i := range n {
			score := float32(math.Exp(0.5*rng.NormFloat64()) + drift*float64(i))
			if !(score <= threshold) {
				above++
			}
			threshold = p.Follow(threshold, score)
		}
		share := float64(above) / n
		bound := 1 - quantile + (float64(threshold)-1)/(step*n)
		if math.Abs(share-bound) > 1e-3 { // float32's rounding
			t.Errorf("drift %g: %.4f of the scores are above, the steps give %.4f", drift, share, bound)
		}
		if math.Abs(share-(1-quantile)) > 0.01 {
			t.Errorf("drift %g: %.4f of the scores are above, want %.2f", drift, share, 1-quantile)
		}
	}
}
