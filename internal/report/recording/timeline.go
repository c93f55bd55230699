package recording

import (
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
