package figure

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// StepBand is the interval of a histogram: Low[i] to High[i] between Edges[i]
// and Edges[i+1].
type StepBand struct {
	Role      Role
	Edges     []float64
	Low, High []float64
}

// Whiskers are points of a line, with the role's marker, and their intervals;
// NaN for Low: there is none.
type Whiskers struct {
	Role             Role
	X, At, Low, High []float64
}

// Dots are markers without a line.
type Dots struct {
	Name string
	Role Role
	X, Y []float64
	Text []string // beside the markers; nil: none
}

// Stacks are horizontal bars, the first at the top, of parts that continue each
// other.
type Stacks struct {
	Names []string // of the parts, in order
	Roles []Role
	Bars  []Stack
}

// Stack is one bar of Stacks.
type Stack struct {
	Sizes []float64 // of each part, may be 0
	Text  string    // beside the bar
}

func (StepBand) kind() string { return "step band" }
func (Whiskers) kind() string { return "whiskers" }
func (Dots) kind() string     { return "dots" }
func (Stacks) kind() string   { return "stacks" }

func (m StepBand) plot(c draw.Canvas, p *plot.Plot) {
	for from := 0; from < len(m.Low); {
		to := from
		for to < len(m.Low) && m.High[to] > 0 {
			to++
		}
		var upper, lower []vg.Point
		for i := from; i < to; i++ {
			upper = append(upper, place(&c, p, m.Edges[i], m.High[i]), place(&c, p, m.Edges[i+1], m.High[i]))
			lower = append(lower, place(&c, p, m.Edges[i], m.Low[i]), place(&c, p, m.Edges[i+1], m.Low[i]))
		}
		for i := len(lower) - 1; i >= 0; i-- {
			upper = append(upper, lower[i])
		}
		if upper != nil {
			c.FillPolygon(looks[m.Role].tint, upper)
		}
		from = to + 1
	}
}

// capWidth is half of a whisker's end.
const capWidth = vg.Length(1.4)

func (m Whiskers) plot(c draw.Canvas, p *plot.Plot) {
	line := draw.LineStyle{Color: looks[m.Role].colour, Width: 0.6}
	for i, x := range m.X {
		if shape := looks[m.Role].shape; shape != nil {
			c.DrawGlyphNoClip(draw.GlyphStyle{Color: looks[m.Role].colour, Radius: markerRadius, Shape: shape}, place(&c, p, x, m.At[i]))
		}
		if math.IsNaN(m.Low[i]) {
			continue
		}
		low, high := place(&c, p, x, m.Low[i]), place(&c, p, x, m.High[i])
		c.StrokeLine2(line, low.X, low.Y, high.X, high.Y)
		c.StrokeLine2(line, low.X-capWidth, low.Y, low.X+capWidth, low.Y)
		c.StrokeLine2(line, low.X-capWidth, high.Y, low.X+capWidth, high.Y)
	}
}

func (m Dots) plot(c draw.Canvas, p *plot.Plot) {
	l := looks[m.Role]
	text := sans(tickSize, false)
	text.YAlign = draw.YCenter
	for i := range m.X {
		at := place(&c, p, m.X[i], m.Y[i])
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: l.colour, Radius: markerRadius, Shape: l.shape}, at)
		if m.Text != nil {
			c.FillText(text, vg.Point{X: at.X + markerRadius + spanGap, Y: at.Y + centring(text)}, m.Text[i])
		}
	}
}

func (m Stacks) plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	text := sans(tickSize, false)
	text.YAlign = draw.YCenter
	for i, b := range m.Bars {
		sum := 0.0
		bottom, top := toY(float64(i)+0.36), toY(float64(i)-0.36)
		for k, size := range b.Sizes {
			if size <= 0 {
				continue
			}
			fillBox(c, m.Roles[k], vg.Rectangle{
				Min: vg.Point{X: toX(sum), Y: bottom}, Max: vg.Point{X: toX(min(sum+size, p.X.Max)), Y: top},
			})
			sum += size
		}
		left := toX(min(sum, p.X.Max)) + spanGap
		right := left + text.Width(b.Text)
		// The words stand on nothing, be it a rule.
		c.FillPolygon(paper, []vg.Point{{X: left - 1, Y: bottom}, {X: right + 1, Y: bottom}, {X: right + 1, Y: top}, {X: left - 1, Y: top}})
		c.FillText(text, vg.Point{X: left, Y: vg.Length((bottom+top)/2) + centring(text)}, b.Text)
	}
}

// fillBox paints a part of a bar: its tint, its hatching, and a thin outline.
func fillBox(c draw.Canvas, r Role, box vg.Rectangle) {
	l := looks[r]
	corners := []vg.Point{box.Min, {X: box.Max.X, Y: box.Min.Y}, box.Max, {X: box.Min.X, Y: box.Max.Y}}
	c.FillPolygon(l.tint, corners)
	if l.hatch > 0 {
		hatch(c, box, l.hatch)
	}
	c.StrokeLines(draw.LineStyle{Color: ink, Width: 0.4}, append(corners, corners[0]))
}

// hatch draws lines of 45 degrees so far apart.
func hatch(c draw.Canvas, box vg.Rectangle, apart vg.Length) {
	line := draw.LineStyle{Color: ink, Width: 0.4}
	height := box.Max.Y - box.Min.Y
	for x := box.Min.X - height; x < box.Max.X; x += apart {
		from, to := vg.Point{X: x, Y: box.Min.Y}, vg.Point{X: x + height, Y: box.Max.Y}
		if over := box.Min.X - from.X; over > 0 {
			from = vg.Point{X: from.X + over, Y: from.Y + over}
		}
		if over := to.X - box.Max.X; over > 0 {
			to = vg.Point{X: to.X - over, Y: to.Y - over}
		}
		if to.X > from.X {
			c.StrokeLine2(line, from.X, from.Y, to.X, to.Y)
		}
	}
}
