package score

import (
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// Spreads gives every figure's mean and 95 % interval over the seeds of each
// mode; nil for a single seed.
func Spreads(runs []result.Run) []result.Spread {
	var list []result.Spread
	for i := 0; i < len(runs); {
		n := i
		for n < len(runs) && runs[n].Mode == runs[i].Mode && runs[n].Engine == runs[i].Engine {
			n++
		}
		if n-i > 1 {
			list = append(list, spread(runs[i:n]))
		}
		i = n
	}
	return list
}

func spread(runs []result.Run) result.Spread {
	values := map[string][]float64{}
	for i := range runs {
		for _, m := range runs[i].Measures() {
			if m.Kind == result.Learned {
				values[m.Key] = append(values[m.Key], m.Value)
			}
		}
	}
	s := result.Spread{Mode: runs[0].Mode, Engine: runs[0].Engine, Seeds: len(runs), Figures: map[string]result.Interval{}}
	for name, v := range values {
		// A figure that some seed lacks has no mean over all of them.
		if len(v) == len(runs) {
			ci := metrics.StudentInterval(v)
			s.Figures[name] = result.Interval{Mean: ci.Mean, Low: ci.Low, High: ci.High}
		}
	}
	return s
}
