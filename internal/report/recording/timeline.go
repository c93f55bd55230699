package recording

import (
	"math"
	"slices"
	"sort"

	"tinyol-sim/internal/figure"
)

// Timeline is the horizontal axis of what happens along a stream: time where
// it runs forward, else windows.
type Timeline struct {
	Axis  figure.Axis
	timed bool
	unit  float64 // seconds of the axis's unit
}

// TimeAxis spans the run of t.
func TimeAxis(t *Trace) Timeline {
	if !t.clock.usable() {
		return Timeline{Axis: WindowAxis(t), unit: 1}
	}
	length := t.clock.last - t.clock.first
	unit, name := 1.0, "s"
	switch {
	case length > 3*3600:
		unit, name = 3600, "h"
	case length > 3*60:
		unit, name = 60, "min"
	}
	return Timeline{
		Axis:  figure.Axis{Label: "time in the stream (" + name + ")", Max: length / unit, Ticks: 5},
		timed: true, unit: unit,
	}
}

// WindowAxis counts windows.
func WindowAxis(t *Trace) figure.Axis {
	return figure.Axis{Label: "window", Max: float64(max(t.Windows, 1)), Ticks: 5}
}

// Series is a series of d, a decimator of t whose last series is time, on the
// axis.
func (x Timeline) Series(t *Trace, d *Decimator, i int) Series {
	if !x.timed {
		return d.Of(i)
	}
	return d.at(i, d.Series-1).shift(-t.clock.first).scale(1 / x.unit)
}

// Moment is where the last update lies on the axis.
func (x Timeline) Moment(t *Trace) float64 {
	if !x.timed {
		return float64(t.LastUpdate)
	}
	return (t.lastUpdateTime - t.clock.first) / x.unit
}

// Path is values of every so manyth window of t, the first one first, on the axis.
// Times are those of the drawn windows around them.
func (x Timeline) Path(t *Trace, every int64, values []float64) Series {
	windows, places := t.Errors.Of(ErrorFrozen).X, x.Series(t, t.Errors, ErrorFrozen).X
	windows, places = slices.DeleteFunc(windows, math.IsNaN), slices.DeleteFunc(places, math.IsNaN)
	var s Series
	for i, v := range values {
		at := between(windows, places, float64(int64(i)*every))
		at = min(max(at, x.Axis.Min), x.Axis.Max)
		s.append(at, v, v, v)
	}
	return s
}

// between is where the straight line through neighbouring points is at x; beyond the
// ends it goes on.
func between(xs, ys []float64, x float64) float64 {
	if len(xs) < 2 {
		return x
	}
	i := min(max(sort.SearchFloat64s(xs, x), 1), len(xs)-1)
	slope := (ys[i] - ys[i-1]) / (xs[i] - xs[i-1])
	return ys[i-1] + float64(slope*(x-xs[i-1]))
}
