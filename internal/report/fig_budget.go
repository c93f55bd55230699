package report

import "gonum.org/v1/plot/vg"

// budget is what a step or a program needs of something limited, and what it
// is made of. It is drawn as two panels: the whole limit to scale, then the
// parts, each continuing the one before, on a scale of their own, because
// most programs need a small share of what there is.
type budget struct {
	heading string
	label   string // of the axis of the parts, with unit and provenance
	text    string // used and limit in words
	used    float64
	limit   float64 // 0: unknown
	parts   []part
	total   *part // nil: none is drawn
}

type part struct {
	name, text string
	size       float64
}

const (
	rowHeight   = vg.Length(10.5)
	gaugeHeight = vg.Length(8)
)

// panels draws the budget.
func (b budget) panels() []panel {
	var out []panel
	if b.limit > 0 {
		out = append(out, b.gauge())
	}
	parts := b.waterfall()
	if len(out) == 0 {
		parts.Heading = b.heading
	}
	return append(out, parts)
}

// gauge is the whole limit as one bar: what is used, and what is left.
func (b budget) gauge() panel {
	const lines = 0.5
	return panel{
		Heading: b.heading,
		Height:  gaugeHeight,
		X:       axis{Max: max(b.limit, b.used), Bare: true},
		Y:       axis{Min: -lines, Max: lines, Names: []string{""}, Down: true, Bare: true},
		Marks:   []mark{gauge{Used: b.used, Limit: b.limit, Text: b.text}},
	}
}

// waterfall lists the parts from top to bottom, each bar beginning where the
// one before ends, and the total below.
func (b budget) waterfall() panel {
	var bars spans
	var names []string
	sum := 0.0
	for _, p := range b.parts {
		bars.Bars = append(bars.Bars, span{From: sum, To: sum + p.size, Text: p.text})
		names = append(names, p.name)
		sum += p.size
	}
	end := sum
	if b.total != nil {
		bars.Bars = append(bars.Bars, span{To: b.total.size, Text: b.total.text, Total: true})
		names = append(names, b.total.name)
		end = max(end, b.total.size)
	}
	rows := float64(len(names))
	return panel{
		Height: vg.Length(rows) * rowHeight,
		X:      axis{Label: b.label, Max: max(end, 1e-9) * roomFor(bars, names), Ticks: 5, Grid: true},
		Y:      axis{Min: -0.5, Max: rows - 0.5, Names: names, Down: true, Bare: true},
		Marks:  []mark{bars},
	}
}

// roomFor is the factor by which the axis goes on behind the longest bar, so
// that the widest text fits beside it.
func roomFor(bars spans, names []string) float64 {
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
