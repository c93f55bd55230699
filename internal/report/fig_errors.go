package report

import (
	"math"

	"tinyol-sim/internal/result"
)

// fewWindows is how many normal windows behind the last update make a
// histogram; with fewer, the figure shows the whole run.
const fewWindows = 30

// histogramBins bounds the bars drawn across the column; fewer windows make
// fewer bars, twice the root of their number, so that each bar is more than
// chance.
const (
	histogramBinsMin = 12
	histogramBinsMax = 56
)

// errorFigure shows the distribution of the errors before and after learning:
// the frozen model's above, the online layer's below, on the same windows.
func errorFigure(rec *recording, g *group) *figure {
	traces := rec.drawn(g)
	if len(traces) == 0 || g.mode == supervised {
		return nil
	}
	t := traces[0]
	histograms, after := t.after, true
	if t.lastUpdate < 0 || histograms[normalSlot][errorFrozen].total < fewWindows {
		histograms, after = t.all, false
	}
	bins := commonBins(histograms, g.first().Anomaly)
	if bins.count == 0 {
		return nil
	}
	f := &figure{Name: "errors", Title: "Distribution of errors, " + g.label, Caption: errorCaption(histograms, after) + errorsAlarm(g.first().Anomaly) + seedNote(g, false)}
	for which, name := range [errorSeries]string{errorOnline: "online", errorFrozen: "frozen"} {
		if which == errorOnline && g.mode == frozenMode {
			continue
		}
		p := errorPanel(t, histograms, bins, which)
		p.Heading = name
		if after {
			p.Heading += alarmText(g, which)
		}
		addThreshold(&p, g)
		f.Panels = append([]panel{p}, f.Panels...) // frozen, the state before, on top
	}
	shareAxes(f.Panels)
	return f
}

func errorPanel(t *trace, h errorHistograms, bins histogramRange, which int) panel {
	p := panel{
		Height: doubleHeight,
		X:      axis{Label: "reconstruction error (MSE)", Log: true, Min: bins.edges[0], Max: bins.edges[bins.count]},
		Y:      axis{Label: "windows (%)", Ticks: 3, Grid: true},
	}
	for slot, name := range t.labels.names {
		one := h[slot][which]
		if one.total == 0 {
			continue
		}
		shares := one.shares(bins.from, bins.count, bins.width)
		for i := range shares {
			shares[i] *= 100
		}
		m := steps{Name: name, Role: roleNormal, Filled: true, Edges: bins.edges, Shares: shares}
		if slot != normalSlot {
			m.Role, m.Filled = otherRoles[slot-1], false
		}
		p.Marks = append(p.Marks, m)
		p.Y.Max = max(p.Y.Max, maximum(shares))
	}
	p.Y.Max = roundUp(p.Y.Max)
	return p
}

// alarmText says how much of the normal windows raises an alarm.
func alarmText(g *group, which int) string {
	a := g.first().Anomaly
	if a == nil {
		return ""
	}
	rate := a.FalseAlarmRate
	if which == errorFrozen {
		rate = a.FalseAlarmRateFrozen
	}
	if rate == nil {
		return ""
	}
	return ": " + share.text(*rate) + " false alarms"
}

// thresholdName tells a threshold that moved from where it began.
func thresholdName(a *result.Anomaly) string {
	if a.ThresholdStep > 0 {
		return "alarm threshold as trained"
	}
	return "alarm threshold"
}

// errorsAlarm says which errors raise an alarm.
func errorsAlarm(a *result.Anomaly) string {
	switch {
	case a == nil || a.Threshold <= 0:
		return ""
	case a.ThresholdStep > 0:
		return " What lies to the right of the threshold as trained raises an alarm in the frozen model; the online one's threshold moves."
	}
	return " What lies to the right of the alarm threshold raises an alarm."
}

func addThreshold(p *panel, g *group) {
	if a := g.first().Anomaly; a != nil && a.Threshold > 0 {
		p.Marks = append(p.Marks, rule{Name: thresholdName(a), Role: roleThreshold, Vertical: true, At: a.Threshold})
	}
}

// shareAxes gives panels of one figure the same scale and only the lowest the
// name of the horizontal axis.
func shareAxes(panels []panel) {
	top := 0.0
	for _, p := range panels {
		top = max(top, p.Y.Max)
	}
	for i := range panels {
		panels[i].Y.Max = top
		if i < len(panels)-1 {
			panels[i].X.Label = ""
		}
	}
}

// histogramRange is the stretch of fine bins that all histograms of a figure
// show, joined by width.
type histogramRange struct {
	from, width, count int
	edges              []float64
}

// commonBins spans every histogram and the threshold, which lies between two
// bars.
func commonBins(all errorHistograms, a *result.Anomaly) histogramRange {
	low, high := fineBins, -1
	for _, pair := range all {
		for _, h := range pair {
			low, high = min(low, h.low), max(high, h.high)
		}
	}
	if high < low {
		return histogramRange{}
	}
	edge := low
	if a != nil && a.Threshold > 0 {
		edge = fineBin(a.Threshold)
		low, high = min(low, edge-2), max(high, edge+2)
	}
	windows := float64(all[normalSlot][errorFrozen].total)
	bars := min(max(int(2*math.Sqrt(windows)), histogramBinsMin), histogramBinsMax)
	width := (high - low + bars) / bars
	low -= (low - edge%width + width*fineBins) % width
	r := histogramRange{from: low, width: width, count: (high-low)/width + 1}
	for i := range r.count + 1 {
		r.edges = append(r.edges, binEdge(low+i*width))
	}
	return r
}

func errorCaption(h errorHistograms, after bool) string {
	var windows, lost int64
	for _, pair := range h {
		windows += pair[errorOnline].total
		lost += pair[errorOnline].nonFinite
	}
	which := "all " + plural(windows, "window", "windows") + " of the run, each error taken before the window was learned from"
	if after {
		which = "the " + plural(windows, "window", "windows") + " after the last update"
	}
	text := "Reconstruction errors of " + which + ", as shares of each label's windows: " +
		"the frozen model above, the online layer below, on the same windows."
	if lost > 0 {
		text += " The online errors of " + plural(lost, "window", "windows") + " are no finite numbers and cannot be shown."
	}
	return text
}
