package recording

import "math"

// The bins of a logHistogram are fixed, so that one pass fills it whatever
// the range turns out to be: fine ones over every error that float32 windows
// can reasonably have. Drawing joins them into wider ones.
const (
	binsPerDecade = 48
	lowestDecade  = -12
	highestDecade = 6
	FineBins      = (highestDecade - lowestDecade) * binsPerDecade
)

// logHistogram counts positive numbers on a logarithmic axis. What lies below
// or above the axis, zero included, counts in its outermost bins; what is not
// finite is only counted.
type logHistogram struct {
	counts    [FineBins]int64
	Low, High int // first and last bin in use; high < low: none
	Total     int64
	NonFinite int64
}

func newLogHistogram() *logHistogram { return &logHistogram{Low: FineBins, High: -1} }

func (h *logHistogram) add(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		h.NonFinite++
		return
	}
	at := FineBin(v)
	h.counts[at]++
	h.Total++
	h.Low, h.High = min(h.Low, at), max(h.High, at)
}

// FineBin is the bin of a finite value.
func FineBin(v float64) int {
	if v <= 0 {
		return 0
	}
	at := int(math.Floor((float64(math.Log10(v)) - lowestDecade) * binsPerDecade))
	return min(max(at, 0), FineBins-1)
}

// reset empties the histogram; it touches only the bins in use.
func (h *logHistogram) reset() {
	if h.High >= h.Low {
		clear(h.counts[h.Low : h.High+1])
	}
	h.Low, h.High, h.Total, h.NonFinite = FineBins, -1, 0, 0
}

// join counts what another histogram holds.
func (h *logHistogram) join(o *logHistogram) {
	for i := o.Low; i <= o.High; i++ {
		h.counts[i] += o.counts[i]
	}
	h.Low, h.High = min(h.Low, o.Low), max(h.High, o.High)
	h.Total += o.Total
	h.NonFinite += o.NonFinite
}

// BinEdge is the lower edge of a fine bin.
func BinEdge(i int) float64 {
	return math.Pow(10, lowestDecade+float64(i)/binsPerDecade)
}

// Shares are the counts from fine bin from, joined by width, over the total.
func (h *logHistogram) Shares(from, bins, width int) []float64 {
	out := make([]float64, bins)
	for i := range out {
		for j := max(from+i*width, 0); j < min(from+(i+1)*width, FineBins); j++ {
			out[i] += float64(h.counts[j])
		}
		out[i] /= float64(max(h.Total, 1))
	}
	return out
}
