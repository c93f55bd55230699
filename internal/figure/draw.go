package figure

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Spaces around and between the parts of a figure.
const (
	outerMargin  = vg.Length(2)
	panelGap     = vg.Length(7)
	headingSpace = vg.Length(12)
	legendGap    = vg.Length(4)
	rightMargin  = vg.Length(4)
	labelLine    = vg.Length(12)
)

// Drawing is a figure with its panels measured.
type Drawing struct {
	figure  *Figure
	legend  legend
	plots   []*plot.Plot
	margins []margins
	left    vg.Length // of every panel, so that the axes stand below each other
	right   vg.Length
	height  vg.Length
}

// margins are what the axes of a panel take around its data area, and the
// lines of their labels outside of that.
type margins struct{ left, right, bottom, top, xLabel, yLabel vg.Length }

// LayOut measures a figure's panels and its legend; what it returns draws them.
func LayOut(f *Figure) *Drawing {
	d := &Drawing{figure: f, legend: legendOf(f.Panels)}
	for i := range f.Panels {
		p := newPlot(&f.Panels[i])
		m := measure(p, &f.Panels[i])
		d.plots, d.margins = append(d.plots, p), append(d.margins, m)
		d.left, d.right = max(d.left, m.left+m.yLabel), max(d.right, m.right)
	}
	d.right = max(d.right, rightMargin)
	d.height = 2 * outerMargin
	if h := d.legend.height(columnWidth - 2*outerMargin); h > 0 {
		d.height += h + legendGap
	}
	for i := range f.Panels {
		if i > 0 {
			d.height += panelGap
		}
		d.height += d.panelHeight(i)
	}
	return d
}

func (d *Drawing) panelHeight(i int) vg.Length {
	m := d.margins[i]
	h := m.xLabel + m.bottom + d.figure.Panels[i].Height + m.top
	if d.figure.Panels[i].Heading != "" {
		h += headingSpace
	}
	return h
}

// measure finds the margins of a panel: those of gonum's axes from where it
// puts its data area, and the lines of the axes' labels.
func measure(p *plot.Plot, from *Panel) margins {
	probe := draw.Canvas{Rectangle: vg.Rectangle{Max: vg.Point{X: columnWidth, Y: from.Height + 2*vg.Centimeter}}}
	area := p.DataCanvas(probe)
	m := margins{
		left: area.Min.X - probe.Min.X, right: probe.Max.X - area.Max.X,
		bottom: area.Min.Y - probe.Min.Y, top: probe.Max.Y - area.Max.Y,
	}
	if from.Y.Label != "" {
		m.yLabel = labelLine
	}
	if from.X.Label != "" {
		m.xLabel = labelLine
	}
	return m
}

// draw puts the figure on a canvas of columnWidth by d.height.
func (d *Drawing) draw(c draw.Canvas) {
	c.SetColor(paper)
	c.Fill(c.Rectangle.Path())
	c = draw.Crop(c, outerMargin, -outerMargin, outerMargin, -outerMargin)
	if h := d.legend.height(c.Max.X - c.Min.X); h > 0 {
		d.legend.draw(c)
		c.Max.Y -= h + legendGap
	}
	for i, p := range d.plots {
		if i > 0 {
			c.Max.Y -= panelGap
		}
		area := c
		area.Min.Y = c.Max.Y - d.panelHeight(i)
		c.Max.Y = area.Min.Y
		d.drawPanel(i, p, area)
	}
}

func (d *Drawing) drawPanel(i int, p *plot.Plot, area draw.Canvas) {
	from, m := &d.figure.Panels[i], d.margins[i]
	if from.Heading != "" {
		style := sans(headingSize, true)
		style.YAlign = draw.YTop
		area.FillText(style, vg.Point{X: area.Min.X, Y: area.Max.Y}, from.Heading)
		area.Max.Y -= headingSpace
	}
	p.Draw(draw.Crop(area, d.left-m.left, m.right-d.right, m.xLabel, 0))

	// gonum places the label of a logarithmic axis at the middle of its values
	// and makes room for it there, so the labels are written here.
	style := sans(labelSize, false)
	style.XAlign, style.YAlign = draw.XCenter, draw.YBottom
	across := (area.Min.X + d.left + area.Max.X - d.right) / 2
	area.FillText(style, vg.Point{X: across, Y: area.Min.Y + style.FontExtents().Descent}, from.X.Label)
	style.Rotation, style.YAlign = math.Pi/2, draw.YTop
	up := area.Min.Y + m.xLabel + m.bottom + vg.Length(from.Height/2)
	area.FillText(style, vg.Point{X: area.Min.X, Y: up}, from.Y.Label)
}

// newPlot sets up gonum's axes for a panel and adds its marks.
func newPlot(pl *Panel) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	setAxis(&p.X, &pl.X)
	setAxis(&p.Y, &pl.Y)
	if pl.X.Grid || pl.Y.Grid {
		p.Add(gridLines(pl))
	}
	for _, m := range pl.Marks {
		p.Add(plotterFunc(m.plot))
	}
	return p
}

func gridLines(pl *Panel) *plotter.Grid {
	g := plotter.NewGrid()
	style := draw.LineStyle{Color: gridGrey, Width: 0.4}
	g.Vertical, g.Horizontal = style, style
	if !pl.X.Grid {
		g.Vertical.Color = nil
	}
	if !pl.Y.Grid {
		g.Horizontal.Color = nil
	}
	return g
}

// drawable is the axis itself, or one from 0 to 1 without ticks where nothing
// can be drawn on it: its ends come from data that anybody may have written.
func (a *Axis) drawable() *Axis {
	finite := func(v float64) bool { return math.Abs(v) <= math.MaxFloat32 }
	if finite(a.Min) && finite(a.Max) && finite(a.Upto) && a.Max-a.Min > (math.Abs(a.Min)+math.Abs(a.Max))*1e-9 && (!a.Log || a.Min > 0) {
		return a
	}
	b := *a
	b.Min, b.Max, b.Upto, b.Log, b.Ticks = 0, 1, 0, false, 0
	return &b
}

func setAxis(a *plot.Axis, from *Axis) {
	from = from.drawable()
	a.Min, a.Max = from.Min, from.Max
	keepAlignment(&a.Tick.Label, sans(tickSize, false))
	keepAlignment(&a.Label.TextStyle, sans(tickSize, false)) // empty, but measured
	a.Padding = 0
	a.LineStyle = draw.LineStyle{Color: ink, Width: 0.6}
	a.Tick.LineStyle = draw.LineStyle{Color: ink, Width: 0.5}
	a.Tick.Length = 3
	if from.Down {
		a.Scale = plot.InvertedScale{Normalizer: plot.LinearScale{}}
	}
	switch {
	case from.Names != nil:
		a.Tick.Marker = namedTicks(from)
		a.Tick.Length, a.Tick.Width = 0, 0
		if from.Down {
			a.Tick.Label.YAlign = nameAlign
		}
		if from.Upright {
			a.Tick.Label.Rotation = math.Pi / 2
			a.Tick.Label.XAlign, a.Tick.Label.YAlign = draw.XRight, draw.YCenter
		}
		a.LineStyle.Width = 0
	case from.Log:
		a.Scale = plot.LogScale{}
		a.Tick.Marker = plot.ConstantTicks(logTicks(from.Min, from.Max))
	case from.Ticks > 0:
		end := from.Max
		if from.Upto > 0 {
			end = from.Upto
		}
		a.Tick.Marker = plot.ConstantTicks(linearTicks(from.Min, end, from.Ticks))
	default:
		a.Tick.Marker = plot.ConstantTicks(nil)
	}
	if from.Bare {
		a.LineStyle.Width = 0
	}
}

// nameAlign lowers the names beside rows: most letters have no ascender, and
// centred by their box they would seem too high.
const nameAlign = -0.62

// keepAlignment takes over font and handler, which gonum aligns for each axis.
func keepAlignment(to *textStyle, style textStyle) {
	style.XAlign, style.YAlign = to.XAlign, to.YAlign
	*to = style
}

func namedTicks(from *Axis) plot.ConstantTicks {
	ticks := make(plot.ConstantTicks, len(from.Names))
	for i, n := range from.Names {
		if from.Upright {
			n += "  " // off the axis, for gonum leaves no space above upright names
		}
		ticks[i] = plot.Tick{Value: float64(i), Label: n}
	}
	return ticks
}
