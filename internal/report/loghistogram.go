package report

import "math"

// The bins of a logHistogram are fixed, so that one pass fills it whatever
// the range turns out to be: fine ones over every error that float32 windows
// can reasonably have. Drawing joins them into wider ones.
const (
	binsPerDecade = 48
	lowestDecade  = -12
	highestDecade = 6
	fineBins      = (highestDecade - lowestDecade) * binsPerDecade
)

// logHistogram counts positive numbers on a logarithmic axis. What lies below
// or above the axis, zero included, counts in its outermost bins; what is not
// finite is only counted.
type logHistogram struct {
	counts    [fineBins]int64
	low, high int // first and last bin in use; high < low: none
	total     int64
	nonFinite int64
}

func newLogHistogram() *logHistogram { return &logHistogram{low: fineBins, high: -1} }

func (h *logHistogram) add(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		h.nonFinite++
		return
	}
	at := fineBin(v)
	h.counts[at]++
	h.total++
	h.low, h.high = min(h.low, at), max(h.high, at)
}

// fineBin is the bin of a finite value.
func fineBin(v float64) int {
	if v <= 0 {
		return 0
	}
	at := int(math.Floor((float64(math.Log10(v)) - lowestDecade) * binsPerDecade))
	return min(max(at, 0), fineBins-1)
}

// reset empties the histogram; it touches only the bins in use.
func (h *logHistogram) reset() {
	if h.high >= h.low {
		clear(h.counts[h.low : h.high+1])
	}
	h.low, h.high, h.total, h.nonFinite = fineBins, -1, 0, 0
}

// binEdge is the lower edge of a fine bin.
func binEdge(i int) float64 {
	return math.Pow(10, lowestDecade+float64(i)/binsPerDecade)
}

// shares are the counts from fine bin from, joined by width, over the total.
func (h *logHistogram) shares(from, bins, width int) []float64 {
	out := make([]float64, bins)
	for i := range out {
		for j := max(from+i*width, 0); j < min(from+(i+1)*width, fineBins); j++ {
			out[i] += float64(h.counts[j])
		}
		out[i] /= float64(max(h.total, 1))
	}
	return out
}
