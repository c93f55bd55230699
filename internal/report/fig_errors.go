package report

import (
	"math"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// fewWindows is how many normal windows after the last update make a
// histogram; with fewer, the figure shows the whole run.
const fewWindows = 30

// histogramBins bounds the bars drawn across the column; fewer windows make
// fewer bars, twice the root of their number, so that each bar is more than
// chance.
const (
	histogramBinsMin = 12
	histogramBinsMax = 56
)

// errorFigure shows the distribution of the scores before and after learning:
// the frozen model's above, the online layer's below, on the same windows.
func errorFigure(rec *recording.Recording, g *recording.Group) *figure.Figure {
	traces := rec.Drawn(g)
	if len(traces) == 0 || g.Classifies() {
		return nil
	}
	t := traces[0]
	histograms, after := t.After, true
	if t.LastUpdate < 0 || histograms[recording.NormalSlot][recording.ErrorFrozen].Total < fewWindows {
		histograms, after = t.All, false
	}
	bins := commonBins(histograms, g.First().Anomaly)
	if bins.count == 0 {
		return nil
	}
	f := &figure.Figure{Name: "errors", Title: "Distribution of scores, " + g.Label, Caption: errorCaption(g, histograms, after) + errorsAlarm(g.First().Anomaly) + recording.SeedNote(g, false)}
	for which, name := range [recording.ErrorSeries]string{recording.ErrorOnline: "online", recording.ErrorFrozen: "frozen"} {
		if which == recording.ErrorOnline && !g.Learns() {
			continue
		}
		p := errorPanel(g.ScoreText(), t, histograms, bins, which)
		p.Heading = name
		if after {
			p.Heading += alarmText(g, which)
		}
		addThreshold(&p, g, which)
		f.Panels = append([]figure.Panel{p}, f.Panels...) // frozen, the state before, on top
	}
	shareAxes(f.Panels)
	return f
}

func errorPanel(score string, t *recording.Trace, h recording.ErrorHistograms, bins histogramRange, which int) figure.Panel {
	p := figure.Panel{
		Height: figure.DoubleHeight,
		X:      figure.Axis{Label: score, Log: true, Min: bins.edges[0], Max: bins.edges[bins.count]},
		Y:      figure.Axis{Label: "windows (%)", Ticks: 3, Grid: true},
	}
	for slot, name := range t.Labels.Names {
		one := h[slot][which]
		if one.Total == 0 {
			continue
		}
		shares := one.Shares(bins.from, bins.count, bins.width)
		for i := range shares {
			shares[i] *= 100
		}
		m := figure.Steps{Name: name, Role: figure.RoleNormal, Filled: true, Edges: bins.edges, Shares: shares}
		if slot != recording.NormalSlot {
			m.Role, m.Filled = figure.OtherRoles[slot-1], false
		}
		p.Marks = append(p.Marks, m)
		p.Y.Max = max(p.Y.Max, figure.Maximum(shares))
	}
	p.Y.Max = figure.RoundUp(p.Y.Max)
	return p
}

// alarmText says how much of the normal windows raises an alarm.
func alarmText(g *recording.Group, which int) string {
	a := g.First().Anomaly
	if a == nil {
		return ""
	}
	rate := a.FalseAlarmRate
	if which == recording.ErrorFrozen {
		rate = a.FalseAlarmRateFrozen
	}
	if rate == nil {
		return ""
	}
	return ": " + wording.Share.Text(*rate) + " false alarms"
}

// thresholdName tells a threshold that moved from where it began.
func thresholdName(a *result.Anomaly) string {
	if a.ThresholdStep > 0 {
		return "alarm threshold as trained"
	}
	return "alarm threshold"
}

// errorsAlarm says which scores raise an alarm.
func errorsAlarm(a *result.Anomaly) string {
	switch {
	case a == nil || a.Threshold <= 0:
		return ""
	case a.ThresholdStep > 0:
		return " What lies to the right of the threshold as trained raises an alarm in the frozen model; the online one's threshold follows its scores, as that of the frozen model would."
	}
	return " What lies to the right of the alarm threshold raises an alarm."
}

func addThreshold(p *figure.Panel, g *recording.Group, which int) {
	a := g.First().Anomaly
	if a == nil || a.Threshold <= 0 {
		return
	}
	p.Marks = append(p.Marks, figure.Rule{Name: thresholdName(a), Role: figure.RoleThreshold, Vertical: true, At: a.Threshold})
	if end := endOf(a, which); end > 0 {
		p.Marks = append(p.Marks, figure.Rule{Name: "running threshold at the end", Role: figure.RoleThresholdEnd, Vertical: true, At: end})
	}
}

// endOf is where the running threshold of what learns, or of what was flashed, ended;
// 0 where there is none.
func endOf(a *result.Anomaly, which int) float64 {
	arm := a.Arm(result.ArmOnlineRunning)
	if which == recording.ErrorFrozen {
		arm = a.Arm(result.ArmFrozenRunning)
	}
	if a.ThresholdStep <= 0 || arm == nil || arm.ThresholdLast == nil {
		return 0
	}
	return *arm.ThresholdLast
}

// shareAxes gives panels of one figure the same scale and only the lowest the
// name of the horizontal axis.
func shareAxes(panels []figure.Panel) {
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
func commonBins(all recording.ErrorHistograms, a *result.Anomaly) histogramRange {
	low, high := recording.FineBins, -1
	for _, pair := range all {
		for _, h := range pair {
			low, high = min(low, h.Low), max(high, h.High)
		}
	}
	if high < low {
		return histogramRange{}
	}
	edge := low
	if a != nil && a.Threshold > 0 {
		edge = recording.FineBin(a.Threshold)
		low, high = min(low, edge-2), max(high, edge+2)
		for which := range recording.ErrorSeries {
			if end := endOf(a, which); end > 0 {
				low, high = min(low, recording.FineBin(end)-2), max(high, recording.FineBin(end)+2)
			}
		}
	}
	windows := float64(all[recording.NormalSlot][recording.ErrorFrozen].Total)
	bars := min(max(int(2*math.Sqrt(windows)), histogramBinsMin), histogramBinsMax)
	width := (high - low + bars) / bars
	low -= (low - edge%width + width*recording.FineBins) % width
	r := histogramRange{from: low, width: width, count: (high-low)/width + 1}
	for i := range r.count + 1 {
		r.edges = append(r.edges, recording.BinEdge(low+i*width))
	}
	return r
}

func errorCaption(g *recording.Group, h recording.ErrorHistograms, after bool) string {
	var windows, lost int64
	for _, pair := range h {
		windows += pair[recording.ErrorOnline].Total
		lost += pair[recording.ErrorOnline].NonFinite
	}
	which := "all " + wording.Plural(windows, "window", "windows") + " of the run, each scored before the window was learned from"
	if after {
		which = "the " + wording.Plural(windows, "window", "windows") + " after the last update"
	}
	text := wording.Capital(g.ScoreText()) + " of " + which + ", as shares of each label's windows"
	if g.Learns() {
		text += ": " + frozenText(g) + " above, what learns below, on the same windows"
	}
	text += "."
	if lost > 0 {
		text += " The online scores of " + wording.Plural(lost, "window", "windows") + " are no finite numbers and cannot be shown."
	}
	return text
}
