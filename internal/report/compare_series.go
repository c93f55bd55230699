package report

import (
	"math"
	"slices"

	"tinyol-sim/internal/metrics"
)

// spreadSeries is a series over seeds: at each position the mean and Student's
// 95 % interval of the seeds' values, which is NaN for a single seed. Positions
// of NaN are gaps.
type spreadSeries struct{ X, Mean, Low, High []float64 }

// overSeeds joins the series of several seeds. They come from the same windows
// and have the same positions; where a seed lacks one, as after a step without
// a finite value, it is left out.
func overSeeds(all []series) spreadSeries {
	at := make([]map[float64]float64, len(all))
	for k, s := range all {
		at[k] = make(map[float64]float64, len(s.X))
		for i, x := range s.X {
			at[k][x] = s.Mean[i]
		}
	}
	var out spreadSeries
	values := make([]float64, len(all))
	for _, x := range all[0].X {
		complete := true
		for k := range all {
			v, found := at[k][x]
			values[k], complete = v, complete && found
		}
		switch {
		case math.IsNaN(x):
			out.append(x, metrics.Interval{Mean: x, Low: x, High: x})
		case complete:
			out.append(x, metrics.StudentInterval(values))
		}
	}
	return out
}

func (s *spreadSeries) append(x float64, i metrics.Interval) {
	s.X = append(s.X, x)
	s.Mean = append(s.Mean, i.Mean)
	s.Low = append(s.Low, i.Low)
	s.High = append(s.High, i.High)
}

// within cuts the intervals at what the value can be.
func (s spreadSeries) within(low, high float64) spreadSeries {
	for i := range s.X {
		s.Low[i], s.High[i] = max(s.Low[i], low), min(s.High[i], high)
	}
	return s
}

// marks draw the series as the i-th of several lines: their whiskers stand
// beside each other.
func (s spreadSeries) marks(name string, r role, i, of int) []mark {
	w := whiskers{Role: r}
	every := max(len(s.X)/markersPerLine, 1)
	offset := every * (2*i + 1) / (2 * of)
	for k, x := range s.X {
		if k%every == offset%every && !math.IsNaN(x) {
			w.X, w.At = append(w.X, x), append(w.At, s.Mean[k])
			w.Low, w.High = append(w.Low, s.Low[k]), append(w.High, s.High[k])
		}
	}
	return []mark{curve{Name: name, Role: r, Bare: true, X: s.X, Y: s.Mean}, w}
}

// coarse joins this many positions of a series to one: lines on each other need
// to be smoother than one alone.
const coarse = 4

// coarser takes means over neighbours, none across a gap.
func (s series) coarser() series {
	var out series
	for _, r := range stretches(s.X) {
		if len(out.X) > 0 {
			out.append(math.NaN(), math.NaN(), math.NaN(), math.NaN())
		}
		for from := r.from; from < r.to; from += coarse {
			to := min(from+coarse, r.to)
			x, mean := 0.0, 0.0
			for i := from; i < to; i++ {
				x, mean = x+s.X[i], mean+s.Mean[i]
			}
			n := float64(to - from)
			out.append(x/n, mean/n, slices.Min(s.Min[from:to]), slices.Max(s.Max[from:to]))
		}
	}
	return out
}
