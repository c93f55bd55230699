package report

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
)

const (
	singleHeight = 42 * vg.Millimeter // of a panel that stands alone
	doubleHeight = 27 * vg.Millimeter // of one of two
)

// lossFigure shows how the error of normal windows goes on under learning,
// against the frozen model; for a classifier, its cross-entropy.
func lossFigure(rec *recording, g *group) *figure {
	traces := rec.drawn(g)
	if len(traces) == 0 {
		return nil
	}
	if g.mode == supervised {
		return crossEntropyFigure(g, traces)
	}
	first := traces[0]
	x := timeAxis(first)
	p := panel{Height: singleHeight, X: x.axis, Y: axis{Label: "reconstruction error (MSE)", Log: true, Grid: true}}
	frozen := x.series(first, first.errors, errorFrozen)
	online := x.series(first, first.errors, errorOnline)
	if len(frozen.X) == 0 {
		return nil
	}
	if g.mode == frozenMode {
		online = series{}
	}
	p.Marks = append(p.Marks, bandOf(roleFrozen, frozen), bandOf(roleOnline, online))
	for _, t := range traces[1:] {
		p.Marks = append(p.Marks, faintCurve(roleFrozen, x.series(t, t.errors, errorFrozen)))
		if g.mode != frozenMode {
			p.Marks = append(p.Marks, faintCurve(roleOnline, x.series(t, t.errors, errorOnline)))
		}
	}
	limits := []float64{}
	if a := g.first().Anomaly; a != nil && a.Threshold > 0 {
		p.Marks = append(p.Marks, rule{Name: thresholdName(a), Role: roleThreshold, At: a.Threshold})
		limits = append(limits, a.Threshold)
	}
	// The dashed line comes last: where both coincide, both stay visible.
	if len(online.X) > 0 {
		p.Marks = append(p.Marks, curve{Name: "online", Role: roleOnline, X: online.X, Y: online.Mean})
	}
	p.Marks = append(p.Marks, curve{Name: "frozen", Role: roleFrozen, X: frozen.X, Y: frozen.Mean})
	p.Marks = append(p.Marks, learningEnd(x, first)...)
	p.Y.Min, p.Y.Max = logLimits(limits, frozen, online)
	return &figure{
		Name:    "loss",
		Title:   "Error over time, " + g.label,
		Caption: lossCaption(first, g),
		Panels:  []panel{p},
	}
}

func lossCaption(t *trace, g *group) string {
	windows := "windows labelled " + t.labels.names[normalSlot]
	if !t.labels.labels {
		windows = "all windows"
	}
	text := fmt.Sprintf("Reconstruction error of %s over time: the frozen model, and the online layer before each of its updates.", windows)
	if g.mode == frozenMode {
		text = fmt.Sprintf("Reconstruction error of %s over time.", windows)
	}
	return text + " Lines are means over neighbouring windows, bands reach from the smallest to the largest and leave out windows of other labels." + seedNote(g, true)
}

// crossEntropyFigure shows the classifier's loss.
func crossEntropyFigure(g *group, traces []*trace) *figure {
	first := traces[0]
	x := timeAxis(first)
	p := panel{Height: singleHeight, X: x.axis, Y: axis{Label: "loss (cross-entropy)", Ticks: 4, Grid: true}}
	online := x.series(first, first.loss, lossOnline)
	if len(online.X) == 0 {
		return nil
	}
	for _, t := range traces[1:] {
		p.Marks = append(p.Marks, faintCurve(roleOnline, x.series(t, t.loss, lossOnline)))
	}
	p.Marks = append(p.Marks, curve{Name: "online", Role: roleOnline, X: online.X, Y: online.Mean})
	top := maximum(online.Mean)
	if n := len(g.first().Classes); n > 1 {
		chance := math.Log(float64(n))
		p.Marks = append(p.Marks, rule{Name: fmt.Sprintf("guessing among %d classes", n), Role: roleThreshold, At: chance})
		top = max(top, chance)
	}
	p.Marks = append(p.Marks, learningEnd(x, first)...)
	p.Y.Max = roundUp(top)
	return &figure{
		Name:  "loss",
		Title: "Loss over time, " + g.label,
		Caption: "Cross-entropy of the online layer before each of its updates, as means over neighbouring windows." +
			seedNote(g, true),
		Panels: []panel{p},
	}
}

// learningEnd marks the last update, unless learning went on to the end.
func learningEnd(x timeline, t *trace) []mark {
	const nearEnd = 0.98
	if t.lastUpdate < 0 {
		return nil
	}
	at := x.moment(t)
	if at > x.axis.Min+float64(nearEnd*(x.axis.Max-x.axis.Min)) {
		return nil
	}
	return []mark{rule{Name: "last update", Role: roleMoment, Vertical: true, At: at}}
}

func bandOf(r role, s series) band { return band{Role: r, X: s.X, Low: s.Min, High: s.Max} }

func faintCurve(r role, s series) curve { return curve{Role: r, Faint: true, X: s.X, Y: s.Mean} }

// bandReach is how far the bands may stretch a logarithmic axis beyond the
// lines: single windows should not flatten what the figure is about.
const bandReach = 8

// logLimits spans the means and the extra values with some room, and the bands
// as far as bandReach.
func logLimits(extra []float64, all ...series) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, s := range all {
		for _, v := range append(extra, s.Mean...) {
			if v > 0 {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	if low > high {
		return 0.1, 1 // nothing above zero
	}
	bandLow, bandHigh := low, high
	for _, s := range all {
		for i := range s.Min {
			if s.Min[i] > 0 {
				bandLow = min(bandLow, s.Min[i])
			}
			if s.Max[i] > bandHigh {
				bandHigh = s.Max[i]
			}
		}
	}
	low, high = max(bandLow, low/bandReach), min(bandHigh, high*bandReach)
	const room = 1.15
	return low / room, high * room
}

// maximum skips NaN.
func maximum(v []float64) float64 {
	top := math.Inf(-1)
	for _, x := range v {
		if x > top {
			top = x
		}
	}
	return top
}

// roundUp is the next round number for the end of an axis from zero.
func roundUp(v float64) float64 {
	if v <= 0 {
		return 1
	}
	step := roundStep(v / 4)
	return step * math.Ceil(v/step*(1-1e-9))
}
