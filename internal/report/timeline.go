package report

// timeline is the horizontal axis of what happens along a stream: time where
// it runs forward, else windows.
type timeline struct {
	axis  axis
	timed bool
	unit  float64 // seconds of the axis's unit
}

// timeAxis spans the run of t.
func timeAxis(t *trace) timeline {
	if !t.clock.usable() {
		return timeline{axis: windowAxis(t), unit: 1}
	}
	length := t.clock.last - t.clock.first
	unit, name := 1.0, "s"
	switch {
	case length > 3*3600:
		unit, name = 3600, "h"
	case length > 3*60:
		unit, name = 60, "min"
	}
	return timeline{
		axis:  axis{Label: "time in the stream (" + name + ")", Max: length / unit, Ticks: 5},
		timed: true, unit: unit,
	}
}

// windowAxis counts windows.
func windowAxis(t *trace) axis {
	return axis{Label: "window", Max: float64(max(t.windows, 1)), Ticks: 5}
}

// series is a series of d, a decimator of t whose last series is time, on the
// axis.
func (x timeline) series(t *trace, d *decimator, i int) series {
	if !x.timed {
		return d.of(i)
	}
	return d.at(i, d.series-1).shift(-t.clock.first).scale(1 / x.unit)
}

// moment is where the last update lies on the axis.
func (x timeline) moment(t *trace) float64 {
	if !x.timed {
		return float64(t.lastUpdate)
	}
	return (t.lastUpdateTime - t.clock.first) / x.unit
}
