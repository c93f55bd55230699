package figure

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// plotterFunc draws a mark in the area between the axes.
type plotterFunc func(draw.Canvas, *plot.Plot)

// Plot implements plot.Plotter.
func (f plotterFunc) Plot(c draw.Canvas, p *plot.Plot) { f(c, p) }

// place maps data to the canvas; values beyond an axis land on its end, which
// also keeps zero off a logarithmic one.
func place(c *draw.Canvas, p *plot.Plot, x, y float64) vg.Point {
	toX, toY := p.Transforms(c)
	return vg.Point{
		X: toX(min(max(x, p.X.Min), p.X.Max)),
		Y: toY(min(max(y, p.Y.Min), p.Y.Max)),
	}
}

// markersPerLine is how many markers a long curve carries.
const markersPerLine = 7

// Marked are the positions of the i-th of several lines that carry a marker or an
// interval: evenly among those that are no gap, so that gaps take none away, and not
// those of the other lines.
func Marked(x []float64, i, of int) (marked []int) {
	var there []int
	for k, v := range x {
		if !math.IsNaN(v) {
			there = append(there, k)
		}
	}
	every := max(len(there)/markersPerLine, 1)
	for k := every * (2*i + 1) / (2 * of) % every; k < len(there); k += every {
		marked = append(marked, there[k])
	}
	return marked
}

func (m Curve) plot(c draw.Canvas, p *plot.Plot) {
	l := looks[m.Role]
	style := l.line()
	if m.Faint {
		style = l.faintLine()
	}
	for _, line := range m.lines((p.X.Max - p.X.Min) * bridged) {
		points := make([]vg.Point, len(line))
		for k, i := range line {
			points[k] = place(&c, p, m.X[i], m.Y[i])
		}
		if len(points) == 1 { // a dot
			points = append(points, points[0].Add(vg.Point{X: l.width}))
		}
		c.StrokeLines(style, points)
	}
	if l.shape == nil || m.Faint || m.Bare {
		return
	}
	for _, i := range Marked(m.X, 0, 1) {
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: l.colour, Radius: markerRadius, Shape: l.shape}, place(&c, p, m.X[i], m.Y[i]))
	}
}

// bridged is the part of the axis up to which a line crosses a gap. Between
// short turns of labels the eye needs the line; over a long absence it would
// claim something.
const bridged = 1. / 8

// lines are the indices of the points that are joined.
func (m Curve) lines(bridge float64) [][]int {
	var out [][]int
	for _, r := range Stretches(m.X) {
		if len(out) == 0 || m.X[r.From]-m.X[r.From-2] > bridge {
			out = append(out, nil)
		}
		for i := r.From; i < r.To; i++ {
			out[len(out)-1] = append(out[len(out)-1], i)
		}
	}
	return out
}

const markerRadius = vg.Length(2)

func (m Band) plot(c draw.Canvas, p *plot.Plot) {
	for _, r := range Stretches(m.X) {
		var outline []vg.Point
		for i := r.From; i < r.To; i++ {
			outline = append(outline, place(&c, p, m.X[i], m.High[i]))
		}
		for i := r.To - 1; i >= r.From; i-- {
			outline = append(outline, place(&c, p, m.X[i], m.Low[i]))
		}
		c.FillPolygon(looks[m.Role].tint, outline)
	}
}

func (m Steps) plot(c draw.Canvas, p *plot.Plot) {
	l := looks[m.Role]
	first, last := m.occupied()
	if first > last {
		return
	}
	outline := []vg.Point{place(&c, p, m.Edges[first], 0)}
	for i := first; i <= last; i++ {
		outline = append(outline, place(&c, p, m.Edges[i], m.Shares[i]), place(&c, p, m.Edges[i+1], m.Shares[i]))
	}
	outline = append(outline, place(&c, p, m.Edges[last+1], 0))
	if m.Filled {
		c.FillPolygon(l.tint, outline)
	}
	c.StrokeLines(l.line(), outline)
}

// occupied are the first and the last bin that are not empty: the outline does
// not run along the axis beyond them.
func (m Steps) occupied() (first, last int) {
	first, last = len(m.Shares), -1
	for i, s := range m.Shares {
		if s > 0 {
			first, last = min(first, i), i
		}
	}
	return first, last
}

func (m Rule) plot(c draw.Canvas, p *plot.Plot) {
	l := looks[m.Role]
	at := place(&c, p, m.At, m.At)
	if m.Vertical {
		c.StrokeLine2(l.line(), at.X, c.Min.Y, at.X, c.Max.Y)
		return
	}
	c.StrokeLine2(l.line(), c.Min.X, at.Y, c.Max.X, at.Y)
}

// NamedClasses is how many rows of cells have room for edges and texts.
const NamedClasses = 24

func (m Cells) plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	if len(m.Shade) > NamedClasses {
		m.plotBare(c, toX, toY)
		return
	}
	text := sans(tickSize, false)
	if m.Small {
		text.Font.Size = 5.5
	}
	text.XAlign, text.YAlign = draw.XCenter, draw.YCenter
	edge := draw.LineStyle{Color: paper, Width: 0.6}
	for row := range m.Shade {
		for col, shade := range m.Shade[row] {
			left, right := toX(float64(col)-0.5), toX(float64(col)+0.5)
			bottom, top := toY(float64(row)+0.5), toY(float64(row)-0.5)
			box := []vg.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: right, Y: top}, {X: left, Y: top}}
			c.FillPolygon(shadeOf(shade), box)
			c.StrokeLines(edge, append(box, box[0]))
			if m.Text == nil {
				continue
			}
			text.Color = onLight
			if shade > 0.55 {
				text.Color = onDark
			}
			middle := vg.Point{X: (left + right) / 2, Y: vg.Length((bottom+top)/2) + centring(text)}
			c.FillText(text, middle, m.Text[row][col])
		}
	}
}

// plotBare draws cells that are too small for edges and texts. Those of a row
// that share a shade are one box, for 256 classes have 65,536 cells, and most of
// them are empty.
func (m Cells) plotBare(c draw.Canvas, toX, toY func(float64) vg.Length) {
	for row, shades := range m.Shade {
		bottom, top := toY(float64(row)+0.5), toY(float64(row)-0.5)
		for from := 0; from < len(shades); {
			to := from + 1
			for to < len(shades) && shades[to] == shades[from] {
				to++
			}
			left, right := toX(float64(from)-0.5), toX(float64(to)-0.5)
			c.FillPolygon(shadeOf(shades[from]), []vg.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: right, Y: top}, {X: left, Y: top}})
			from = to
		}
	}
}

// spanGap is between a bar and its text.
const spanGap = vg.Length(2.5)

func (m Spans) plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	text := sans(tickSize, false)
	text.YAlign = draw.YCenter
	thin := draw.LineStyle{Color: midGrey, Width: 0.4}
	for i, b := range m.Bars {
		left, right := toX(max(b.From, p.X.Min)), toX(min(b.To, p.X.Max))
		right = max(right, left+0.5) // a sliver stays visible
		bottom, top := toY(float64(i)+0.36), toY(float64(i)-0.36)
		box := []vg.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: right, Y: top}, {X: left, Y: top}}
		fill := blue
		if b.Total {
			fill = midGrey
		}
		c.FillPolygon(fill, box)
		if i+1 < len(m.Bars) && !m.Bars[i+1].Total {
			next := toX(m.Bars[i+1].From)
			c.StrokeLine2(thin, next, toY(float64(i)+0.36), next, toY(float64(i)+0.64))
		}
		at := vg.Point{X: right + spanGap, Y: vg.Length((bottom+top)/2) + centring(text)}
		c.FillText(text, at, b.Text)
	}
}

func (m gauge) plot(c draw.Canvas, p *plot.Plot) {
	toX, _ := p.Transforms(&c)
	used, limit := toX(m.Used), toX(m.Limit)
	box := func(from, to vg.Length) []vg.Point {
		return []vg.Point{{X: from, Y: c.Min.Y}, {X: to, Y: c.Min.Y}, {X: to, Y: c.Max.Y}, {X: from, Y: c.Max.Y}}
	}
	c.FillPolygon(midGrey, box(c.Min.X, max(min(used, limit), c.Min.X+0.5)))
	if m.Used > m.Limit {
		c.FillPolygon(vermillion, box(limit, used))
	}
	frame := box(c.Min.X, limit)
	c.StrokeLines(draw.LineStyle{Color: ink, Width: 0.6}, append(frame, frame[0]))
	m.write(c, used, limit)
}

// write puts the words where there is room: in the free part, else in the used
// one.
func (m gauge) write(c draw.Canvas, used, limit vg.Length) {
	text := sans(tickSize, false)
	text.YAlign = draw.YCenter
	at := vg.Point{X: min(used, limit) + 3, Y: c.Min.Y + vg.Length((c.Max.Y-c.Min.Y)/2) + centring(text)}
	if at.X+text.Width(m.Text) > limit {
		at.X, text.Color = c.Min.X+3, onDark
	}
	c.FillText(text, at, m.Text)
}

// centring lowers text so that its figures, which have no descenders, stand in
// the middle.
func centring(s textStyle) vg.Length {
	return vg.Length(s.FontExtents().Descent / 2)
}

// Indices is a range, to excluded.
type Indices struct{ From, To int }

// Stretches are the ranges between the gaps of a series' positions.
func Stretches(x []float64) []Indices {
	var out []Indices
	from := 0
	for i := range len(x) + 1 {
		if i < len(x) && !math.IsNaN(x[i]) {
			continue
		}
		if i > from {
			out = append(out, Indices{from, i})
		}
		from = i + 1
	}
	return out
}
