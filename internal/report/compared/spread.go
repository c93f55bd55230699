package compared

import (
	"math"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/report/recording"
)

// spreadSeries is a series over seeds: at each position the mean and Student's
// 95 % interval of the seeds' values, which is NaN for a single seed. Positions
// of NaN are gaps.
type spreadSeries struct{ X, Mean, Low, High []float64 }

// overSeeds joins the series of several seeds. They come from the same windows
// and have the same positions; where a seed lacks one, as after a step without
// a finite value, it is left out.
func overSeeds(all []recording.Series) spreadSeries {
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
func (s spreadSeries) marks(name string, r figure.Role, i, of int) []figure.Mark {
	w := figure.Whiskers{Role: r}
	for _, k := range figure.Marked(s.X, i, of) {
		w.X, w.At = append(w.X, s.X[k]), append(w.At, s.Mean[k])
		w.Low, w.High = append(w.Low, s.Low[k]), append(w.High, s.High[k])
	}
	return []figure.Mark{figure.Curve{Name: name, Role: r, Bare: true, X: s.X, Y: s.Mean}, w}
}
