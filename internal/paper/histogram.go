package paper

import (
	"math"

	"tinyol-sim/internal/result"
)

// The bins of the figures' histograms: on a logarithmic axis, so many a decade.
// Errors outside the decades count in the outermost bins.
const (
	binsPerDecade = 16
	lowestBin     = -9 * binsPerDecade
	highestBin    = 6*binsPerDecade - 1
	histogramBins = highestBin - lowestBin + 1
)

// histogram is the share of errors in each bin. NaN counts as the highest.
func histogram(errs []float32) []float64 {
	counts := make([]float64, histogramBins)
	for _, e := range errs {
		bin := highestBin
		if e := float64(e); e <= 0 {
			bin = lowestBin
		} else if at := math.Floor(math.Log10(e) * binsPerDecade); at < highestBin {
			bin = max(int(at), lowestBin)
		}
		counts[bin-lowestBin]++
	}
	for i := range counts {
		counts[i] /= float64(max(len(errs), 1))
	}
	return counts
}

// histogramRows are one distribution's rows over the seeds, shares being
// [seed][bin]; bins that no seed fills are left out at both ends.
func histogramRows(frontEnd, panel, series string, shares [][]float64) []result.HistogramRow {
	var rows []result.HistogramRow
	used := 0 // rows up to the last bin in use
	values := make([]float64, len(shares))
	for bin := range histogramBins {
		filled := false
		for seed := range shares {
			values[seed] = shares[seed][bin]
			filled = filled || values[seed] > 0
		}
		if !filled && used == 0 {
			continue
		}
		r := result.HistogramRow{FrontEnd: frontEnd, Panel: panel, Series: series, From: binEdge(bin), To: binEdge(bin + 1)}
		r.Mean, r.Low, r.High = interval(values)
		rows = append(rows, r)
		if filled {
			used = len(rows)
		}
	}
	return rows[:used]
}

func binEdge(bin int) float64 {
	return math.Pow(10, float64(bin+lowestBin)/binsPerDecade)
}

// shareAbove is the part of errors that raise an alarm; NaN does.
func shareAbove(errs []float32, threshold float32) float64 {
	n := 0
	for _, e := range errs {
		if !(e <= threshold) {
			n++
		}
	}
	return float64(n) / float64(len(errs))
}
