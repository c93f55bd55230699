package metrics

import "math"

// Explained measures how much of its input an autoencoder reconstructs: R2, the
// share of the variance of the windows that the reconstruction explains. Make it
// with NewExplained.
type Explained struct {
	inputs moments
	rest   float64 // sum of squared errors of all features
}

// NewExplained returns an Explained of windows with this many features.
func NewExplained(features int) *Explained {
	if features < 1 {
		panic("metrics: NewExplained: features must be at least one")
	}
	return &Explained{inputs: newMoments(features)}
}

// Add takes a window and its reconstruction, both [features].
func (e *Explained) Add(window, reconstruction []float32) {
	e.inputs.add(window)
	for i := range e.inputs.mean {
		rest := float64(window[i]) - float64(reconstruction[i])
		e.rest += float64(rest * rest)
	}
}

// R2 returns 1 - sum (x - y)^2 / sum (x - m)^2 over all windows and features,
// with the mean m of each feature (N. R. Draper and H. Smith, Applied regression
// analysis, 1998): 1 is a perfect reconstruction, 0 as good as
// saying the mean of each feature, below 0 worse than that. It is NaN where no
// feature varies, and where a value is not finite.
func (e *Explained) R2() float64 {
	variance := sum(e.inputs.squares)
	if r2 := 1 - e.rest/variance; variance > 0 && !math.IsInf(r2, 0) {
		return r2
	}
	return math.NaN()
}
