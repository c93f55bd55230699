package figure

import (
	"fmt"
	"math"
	"strings"
)

// Dump is what a figure plots as text, for golden files: many numbers by
// their count, their sum and a few of them, each with fewer digits than any
// difference in rounding reaches.
func Dump(f *Figure) string {
	b := new(strings.Builder)
	fmt.Fprintf(b, "figure %s in %s\n  %s\n  %s\n", f.Name, f.Section, f.Title, f.Caption)
	for _, p := range f.Panels {
		fmt.Fprintf(b, "  panel %q\n    x %s\n    y %s\n", p.Heading, dumpAxis(p.X), dumpAxis(p.Y))
		for _, m := range p.Marks {
			fmt.Fprintf(b, "    %s %s\n", m.kind(), dumpMark(m))
		}
	}
	return b.String()
}

func dumpAxis(a Axis) string {
	return fmt.Sprintf("%q %s to %s log=%v names=%q", a.Label, number(a.Min), number(a.Max), a.Log, a.Names)
}

func dumpMark(m Mark) string {
	switch m := m.(type) {
	case Curve:
		return fmt.Sprintf("%q %s faint=%v x %s y %s", m.Name, m.Role, m.Faint, dumpNumbers(m.X), dumpNumbers(m.Y))
	case Band:
		return fmt.Sprintf("%s x %s low %s high %s", m.Role, dumpNumbers(m.X), dumpNumbers(m.Low), dumpNumbers(m.High))
	case Steps:
		return fmt.Sprintf("%q %s filled=%v edges %s shares %s", m.Name, m.Role, m.Filled, dumpNumbers(m.Edges), dumpNumbers(m.Shares))
	case Rule:
		return fmt.Sprintf("%q %s vertical=%v at %s", m.Name, m.Role, m.Vertical, number(m.At))
	case Cells:
		return fmt.Sprintf("small=%v %q shades %v", m.Small, m.Text, m.Shade)
	}
	return fmt.Sprintf("%+v", m)
}

// dumpNumbers writes count, sum and a few of many numbers.
func dumpNumbers(v []float64) string {
	sum := 0.0
	for _, x := range v {
		if !math.IsNaN(x) {
			sum += x
		}
	}
	var some []string
	for i := 0; i < len(v); i += max(1, len(v)/6) {
		some = append(some, number(v[i]))
	}
	return fmt.Sprintf("[%d: sum %s: %s]", len(v), number(sum), strings.Join(some, " "))
}

// number keeps fewer digits than any difference in rounding reaches.
func number(v float64) string { return fmt.Sprintf("%.5g", v) }
