package figure

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Estimates are dots with their intervals on an axis that has room behind 1, the
// first at the top, and there the value in words.
type Estimates struct{ Rows []Estimate }

// Estimate is one row of Estimates.
type Estimate struct {
	Mean      float64
	Low, High float64 // NaN: no interval
	Text      string
}

func (Estimates) kind() string { return "estimates" }

// Texts are the words behind the axis.
func (m Estimates) Texts() Spans {
	bars := Spans{Bars: make([]Span, len(m.Rows))}
	for i, e := range m.Rows {
		bars.Bars[i].Text = e.Text
	}
	return bars
}

func (m Estimates) plot(c draw.Canvas, p *plot.Plot) {
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
