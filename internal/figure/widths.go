package figure

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// FitAcross reports whether the names fit below their columns side by side.
func FitAcross(names []string) bool {
	style := sans(tickSize, false)
	var widest vg.Length
	for _, n := range names {
		widest = max(widest, style.Width(n))
	}
	const gap = 4
	return vg.Length(len(names))*(widest+gap) < columnWidth-2*outerMargin-labelLine-widest
}

// LongestFirst puts the name that takes the most room first.
func LongestFirst(names []string) []string {
	style := sans(tickSize, false)
	out := slices.Clone(names)
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(style.Width(b), style.Width(a)) })
	return out
}

// SameLog spans all panels' values on one logarithmic axis that goes on until
// every text fits behind its marker.
func SameLog(panels []Panel) {
	low, decades := panels[0].X.Min, 0.0
	for _, p := range panels {
		low = min(low, p.X.Min)
	}
	low /= 1.4
	style := sans(tickSize, false)
	for _, p := range panels {
		area := columnWidth - 2*outerMargin - rightMargin
		var names vg.Length
		for _, name := range p.Y.Names {
			names = max(names, style.Width(name))
		}
		area -= names + labelLine
		for _, m := range p.Marks {
			d, ok := m.(Dots)
			for i := range d.Text {
				if ok {
					room := area - style.Width(d.Text[i]) - markerRadius - 2*spanGap
					decades = max(decades, math.Log10(d.X[i]/low)*float64(area/room))
				}
			}
		}
	}
	for i := range panels {
		panels[i].X.Min, panels[i].X.Max = low, low*math.Pow(10, decades)
	}
}
