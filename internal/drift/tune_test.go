package drift

import (
	"math"
	"math/rand/v2"
	"testing"

	"tinyol-sim/internal/kernel"
)

// normal scores that have nothing to do with each other, or of which each keeps a part
// of the one before; mean 5, deviation 2.
func scores(seed uint64, n int, kept float64) []float32 {
	random := rand.New(rand.NewPCG(seed, 1))
	out, last := make([]float32, n), 0.0
	for i := range out {
		last = kept*last + math.Sqrt(1-kept*kept)*random.NormFloat64()
		out[i] = float32(5 + 2*last)
	}
	return out
}

// A two-sided chart of cumulative sums with k = 1/2 and h = 5 fires on average after 465
// independent windows (Montgomery, Introduction to Statistical Quality Control, table
// 9.3), so that half of the streams are silent for some 465 ln 2 = 322. Asked for those,
// the rule has to find the 5, where so many windows share rows that mean and deviation
// are as good as known.
func TestTuneFindsTheTextbooksLimit(t *testing.T) {
	h := &Healthy{Scores: scores(1, 40_000, 0), Centre: []float32{0}, Overlap: 60}
	got := Named("cusum").Tune(h, 322)
	if limit := got.Limit(); limit < 4.5 || limit > 5.5 {
		t.Errorf("limit %g, the textbook has 5", limit)
	}
	if math.Abs(float64(got.Settings[0])-5) > 0.05 || math.Abs(float64(got.Settings[1])-0.5) > 0.01 {
		t.Errorf("mean %g and scale %g of scores with mean 5 and deviation 2", got.Settings[0], got.Settings[1])
	}
}

// play shows a detector a stream and counts its firings.
func played(t *Tuned, h *Healthy, stream []float32) (firings int) {
	shown := *h
	shown.Scores, shown.Features = stream, stream
	p := t.player(&shown)()
	p.state[1] = 0
	if t.Name == "page-hinkley" {
		p.state[1] = t.Settings[4] // as its plan begins
	}
	for range stream {
		if p.next(len(stream)); p.state[0] > t.Limit() {
			firings++
		}
	}
	return firings
}

// Fresh streams of the same machine are silent about as long as was asked for, though
// scores hang together, where the textbook's limit fires all the time; and a step of two
// deviations is found.
func TestTunedDetectorsKeepStillAndFindSteps(t *testing.T) {
	const silent, streams = 1000, 40
	h := &Healthy{Scores: scores(2, 4000, 0.9), Features: scores(2, 4000, 0.9), Centre: []float32{5}, Overlap: 8}
	for _, d := range All() {
		tuned := d.Tune(h, silent)
		loud, found := 0, 0
		for i := range streams {
			stream := scores(uint64(100+i), silent+500, 0.9)
			if played(tuned, h, stream[:silent]) > 0 {
				loud++
			}
			for k := silent; k < len(stream); k++ {
				stream[k] += 6
			}
			if played(tuned, h, stream) > played(tuned, h, stream[:silent]) {
				found++
			}
		}
		t.Logf("%s: limit %.3g, %d of %d streams fire, %d steps found", d.Name, tuned.Limit(), loud, streams, found)
		if loud > streams*3/4 {
			t.Errorf("%s: %d of %d healthy streams fire within %d windows; half of them may", d.Name, loud, streams, silent)
		}
		if found < streams*9/10 {
			t.Errorf("%s: %d of %d steps of three deviations found", d.Name, found, streams)
		}
	}
	textbook := Named("cusum").Tune(h, silent)
	textbook.Settings[3] = 5
	if n := played(textbook, h, scores(7, 20_000, 0.9)); n < 20 {
		t.Errorf("the textbook's limit fires %d times in 20000 windows; this test has nothing to show", n)
	}
}

// Scores that never move have a limit that is above what they are.
func TestTuneOfScoresThatNeverMove(t *testing.T) {
	flat := make([]float32, 50)
	for _, d := range All() {
		tuned := d.Tune(&Healthy{Scores: flat, Features: flat, Centre: []float32{0}, Overlap: 3}, 200)
		if limit := tuned.Limit(); !(limit >= 0) || math.IsInf(float64(limit), 0) {
			t.Errorf("%s: limit %g", d.Name, limit)
		}
	}
}

func TestWatchRefuses(t *testing.T) {
	for _, w := range []Watch{
		{Response: Gate}, {Response: Gate, Windows: kernel.MaxDimension + 1}, {Response: 9}, {Detectors: make([]Tuned, Most+1)},
	} {
		if w.Validate() == nil {
			t.Errorf("%+v is taken", w)
		}
	}
	if w := (Watch{Response: Gate, Windows: 1, Detectors: make([]Tuned, Most)}); w.Validate() != nil {
		t.Error(w.Validate())
	}
	for _, name := range ResponseNames() {
		if r, err := ParseResponse(name); err != nil || r.String() != name {
			t.Errorf("%s: %v, %v", name, r, err)
		}
	}
	if _, err := ParseResponse("speed"); err == nil || Named("adwin") != nil {
		t.Error("names that there are not are known")
	}
}
