package recording

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestLogHistogramCountsBetweenItsEdges(t *testing.T) {
	h := newLogHistogram()
	random := rand.New(rand.NewPCG(3, 4))
	var want [FineBins]int64
	for range 400 {
		v := math.Exp(random.NormFloat64() * 3)
		h.add(v)
		for i := range want {
			if BinEdge(i) <= v && v < BinEdge(i+1) {
				want[i]++
			}
		}
	}
	if h.counts != want {
		t.Error("counts differ from a search among the edges")
	}
}

func TestLogHistogramTakesEverything(t *testing.T) {
	h := newLogHistogram()
	for _, v := range []float64{0, -1, 1e-30, 1e30, math.NaN(), math.Inf(1), math.Inf(-1)} {
		h.add(v)
	}
	if h.counts[0] != 3 || h.counts[FineBins-1] != 1 || h.NonFinite != 3 || h.Total != 4 {
		t.Errorf("lowest %d, highest %d, not finite %d, total %d", h.counts[0], h.counts[FineBins-1], h.NonFinite, h.Total)
	}
	h.reset()
	if *h != *newLogHistogram() {
		t.Error("reset leaves something behind")
	}
}

func TestSharesSumToOne(t *testing.T) {
	h := newLogHistogram()
	for i := range 1000 {
		h.add(0.001 * float64(i+1))
	}
	for _, width := range []int{1, 3, 7} {
		sum := 0.0
		for _, s := range h.Shares(h.Low-2, (h.High-h.Low+2)/width+1, width) {
			sum += s
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("bars of %d bins: %g", width, sum)
		}
	}
}
