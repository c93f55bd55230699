package report

import (
	"math"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
)

// testFigure shows macro-F1 and the F1 of each class on the test stream over
// the learning steps, as figure 8a of the paper does.
func testFigure(rec *recording.Recording, g *recording.Group) *figure.Figure {
	var tests []*recording.Decimator
	for _, i := range g.Index {
		if d := rec.Tests[i]; d != nil && len(d.Bins) > 1 {
			tests = append(tests, d)
		}
	}
	if len(tests) == 0 {
		return nil
	}
	first := tests[0]
	macro := first.Of(0)
	if len(macro.X) == 0 {
		return nil
	}
	p := figure.Panel{Height: figure.SingleHeight, X: figure.Axis{Label: "learning steps", Ticks: 5, Max: macro.X[len(macro.X)-1]}, Y: figure.UnitAxis("F1 on the test stream")}
	for _, d := range tests[1:] {
		p.Marks = append(p.Marks, faintCurve(figure.RoleMacro, d.Of(0)))
	}
	f := &figure.Figure{
		Name:    "test",
		Title:   "F1 on the test stream, " + g.Label,
		Caption: "Macro-F1 and the F1 of each class on the test stream, which is never learned from, after so many learning steps.",
	}
	p.Marks = append(p.Marks, figure.Curve{Name: "macro-F1", Role: figure.RoleMacro, X: macro.X, Y: macro.Mean})
	classes, per := testClasses(rec.Summary.Stream.Classes, first)
	if len(classes) > len(figure.ClassRoles) {
		p.Marks = append([]figure.Mark{classRange(per)}, p.Marks...)
		f.Caption += " The band reaches from the worst to the best class."
	} else {
		for i, name := range classes {
			p.Marks = append(p.Marks, figure.Curve{Name: name, Role: figure.ClassRoles[i], X: per[i].X, Y: per[i].Mean})
		}
	}
	if b := majorityF1(g.First()); b != nil {
		p.Marks = append(p.Marks, figure.Rule{Name: "majority, macro-F1", Role: figure.RoleMajority, At: *b})
	}
	f.Caption += recording.SeedNote(g, true)
	f.Panels = []figure.Panel{p}
	return f
}

// testClasses lists the classes that the test stream has windows of.
func testClasses(classes []string, d *recording.Decimator) (names []string, per []recording.Series) {
	for i, name := range classes[:min(len(classes), d.Series-1)] {
		if s := d.Of(1 + i); len(s.X) > 0 {
			names, per = append(names, name), append(per, s)
		}
	}
	return names, per
}

// classRange is the band between the worst and the best of many classes. All
// have been assessed at the same steps.
func classRange(per []recording.Series) figure.Band {
	b := figure.Band{Role: figure.RoleMacro, X: per[0].X}
	for i := range b.X {
		low, high := math.Inf(1), math.Inf(-1)
		for _, s := range per {
			if i < len(s.Mean) {
				low, high = min(low, s.Mean[i]), max(high, s.Mean[i])
			}
		}
		b.Low, b.High = append(b.Low, low), append(b.High, high)
	}
	return b
}

func majorityF1(r *result.Run) *float64 {
	if b := baselineOf(testBaselines(r), "majority"); b != nil {
		return b.MacroF1
	}
	return nil
}
