package figure

import "gonum.org/v1/plot/vg"

// Budget is what a step or a program needs of something limited, and what it
// is made of. It is drawn as two panels: the whole limit to scale, then the
// parts, each continuing the one before, on a scale of their own, because
// most programs need a small share of what there is.
type Budget struct {
	Heading string
	Label   string // of the axis of the parts, with unit and provenance
	Text    string // used and limit in words
	Used    float64
	Limit   float64 // 0: unknown
	Parts   []Part
	Total   *Part // nil: none is drawn
}

// Part is one of what a Budget is made of.
type Part struct {
	Name, Text string
	Size       float64
}

// RowHeight is the height of a row of bars, dots or parts.
const RowHeight = Length(10.5)

const gaugeHeight = Length(8)

// Panels draws the budget.
func (b Budget) Panels() []Panel {
	var out []Panel
	if b.Limit > 0 {
		out = append(out, b.gauge())
	}
	parts := b.waterfall()
	if len(out) == 0 {
		parts.Heading = b.Heading
	}
	return append(out, parts)
}

// gauge is the whole limit as one bar: what is used, and what is left.
func (b Budget) gauge() Panel {
	const lines = 0.5
	return Panel{
		Heading: b.Heading,
		Height:  gaugeHeight,
		X:       Axis{Max: max(b.Limit, b.Used), Bare: true},
		Y:       Axis{Min: -lines, Max: lines, Names: []string{""}, Down: true, Bare: true},
		Marks:   []Mark{gauge{Used: b.Used, Limit: b.Limit, Text: b.Text}},
	}
}

// waterfall lists the parts from top to bottom, each bar beginning where the
// one before ends, and the total below.
func (b Budget) waterfall() Panel {
	var bars Spans
	var names []string
	sum := 0.0
	for _, p := range b.Parts {
		bars.Bars = append(bars.Bars, Span{From: sum, To: sum + p.Size, Text: p.Text})
		names = append(names, p.Name)
		sum += p.Size
	}
	end := sum
	if b.Total != nil {
		bars.Bars = append(bars.Bars, Span{To: b.Total.Size, Text: b.Total.Text, Total: true})
		names = append(names, b.Total.Name)
		end = max(end, b.Total.Size)
	}
	rows := float64(len(names))
	return Panel{
		Height: vg.Length(rows) * RowHeight,
		X:      Axis{Label: b.Label, Max: max(end, 1e-9) * RoomFor(bars, names), Ticks: 5, Grid: true},
		Y:      Axis{Min: -0.5, Max: rows - 0.5, Names: names, Down: true, Bare: true},
		Marks:  []Mark{bars},
	}
}

// RoomFor is the factor by which the axis goes on behind the longest bar, so
// that the widest text fits beside it.
func RoomFor(bars Spans, names []string) float64 {
	style := sans(tickSize, false)
	var text, name vg.Length
	for i, b := range bars.Bars {
		text, name = max(text, style.Width(b.Text)), max(name, style.Width(names[i]))
	}
	area := columnWidth - 2*outerMargin - rightMargin - name - labelLine
	return float64(area / (area - text - 2*spanGap))
}

// gauge is a bar of the whole limit with the used part filled.
type gauge struct {
	Used, Limit float64
	Text        string
}

func (gauge) kind() string { return "gauge" }
