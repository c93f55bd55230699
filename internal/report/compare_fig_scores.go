package report

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"tinyol-sim/internal/result"
)

// scoreRows are the measures from 0 to 1 that comparedScores shows.
var scoreRows = []comparedRow{
	{"anomaly.false_alarm_rate", "false alarms, part of the normal windows"},
	{"anomaly.detection_rate", "detected, part of all other windows"},
	{"anomaly.auc", "AUC"},
	{"classification.macro_f1", "macro-F1, stream"},
	{"classification.test.macro_f1", "macro-F1, test"},
}

// comparedScores shows the end of each arm: a dot with its interval.
func comparedScores(o *overlay) *figure {
	f := &figure{Title: "Detection and classification by arm"}
	for _, row := range scoreRows {
		for i := range o.Measures {
			if m := &o.Measures[i]; m.Key == row.key {
				f.Panels = append(f.Panels, o.scorePanel(m, row.title))
			}
		}
	}
	sameNames(f.Panels)
	f.Caption = "Where each arm ended"
	if n := len(o.Seeds); n > 1 {
		f.Caption += fmt.Sprintf(": means of %d seeds with their 95 %% intervals", n)
	}
	f.Caption += "." + o.settingsCaption()
	return f
}

func (o *overlay) scorePanel(m *result.ComparedMeasure, title string) panel {
	u := unitFor(m.Key, m.Unit)
	var rows estimates
	var names []string
	for _, v := range m.Values {
		e := estimate{Mean: v.Mean, Low: math.NaN(), High: math.NaN(), Text: u.text(v.Mean)}
		if v.Low != nil {
			i := u.within(result.Interval{Low: *v.Low, High: *v.High})
			e.Low, e.High = i.Low, i.High
		}
		rows.Rows = append(rows.Rows, e)
		names = append(names, o.label(v.Arm, longestArm))
	}
	n := float64(len(names))
	return panel{
		Heading: title, Height: vg.Length(n) * rowHeight,
		X:     axis{Max: 1, Upto: 1, Ticks: 5, Grid: true},
		Y:     axis{Min: -0.5, Max: n - 0.5, Names: names, Down: true, Bare: true},
		Marks: []mark{rows},
	}
}

// longestArm is how many letters of an arm's name stand beside a bar.
const longestArm = 30

// estimates are dots with their intervals on an axis that has room behind 1, the
// first at the top, and there the value in words.
type estimates struct{ Rows []estimate }

type estimate struct {
	Mean      float64
	Low, High float64 // NaN: no interval
	Text      string
}

func (estimates) kind() string { return "estimates" }

// texts are the words behind the axis.
func (m estimates) texts() spans {
	bars := spans{Bars: make([]span, len(m.Rows))}
	for i, e := range m.Rows {
		bars.Bars[i].Text = e.Text
	}
	return bars
}

func (m estimates) plot(c draw.Canvas, p *plot.Plot) {
	text := sans(tickSize, false)
	text.YAlign = draw.YCenter
	line := draw.LineStyle{Color: blue, Width: 1}
	for i, e := range m.Rows {
		at := place(&c, p, e.Mean, float64(i))
		if !math.IsNaN(e.Low) {
			low, high := place(&c, p, e.Low, float64(i)), place(&c, p, e.High, float64(i))
			c.StrokeLine2(line, low.X, low.Y, high.X, high.Y)
			for _, end := range []vg.Point{low, high} {
				c.StrokeLine2(line, end.X, end.Y-capWidth, end.X, end.Y+capWidth)
			}
		}
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: blue, Radius: markerRadius, Shape: draw.CircleGlyph{}}, at)
		beside := place(&c, p, 1, float64(i))
		c.FillText(text, vg.Point{X: beside.X + 2*spanGap, Y: beside.Y + centring(text)}, e.Text)
	}
}
