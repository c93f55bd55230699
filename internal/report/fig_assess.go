package report

import (
	"math"

	"tinyol-sim/internal/result"
)

// testFigure shows macro-F1 and the F1 of each class on the test stream over
// the learning steps, as figure 8a of the paper does.
func testFigure(rec *recording, g *group) *figure {
	var tests []*decimator
	for _, i := range g.index {
		if d := rec.tests[i]; d != nil && len(d.bins) > 1 {
			tests = append(tests, d)
		}
	}
	if len(tests) == 0 {
		return nil
	}
	first := tests[0]
	macro := first.of(0)
	if len(macro.X) == 0 {
		return nil
	}
	p := panel{Height: singleHeight, X: axis{Label: "learning steps", Ticks: 5, Max: macro.X[len(macro.X)-1]}, Y: unitAxis("F1 on the test stream")}
	for _, d := range tests[1:] {
		p.Marks = append(p.Marks, faintCurve(roleMacro, d.of(0)))
	}
	f := &figure{
		Name:    "test",
		Title:   "F1 on the test stream, " + g.label,
		Caption: "Macro-F1 and the F1 of each class on the test stream, which is never learned from, after so many learning steps.",
	}
	p.Marks = append(p.Marks, curve{Name: "macro-F1", Role: roleMacro, X: macro.X, Y: macro.Mean})
	classes, per := testClasses(rec.summary.Stream.Classes, first)
	if len(classes) > len(classRoles) {
		p.Marks = append([]mark{classRange(per)}, p.Marks...)
		f.Caption += " The band reaches from the worst to the best class."
	} else {
		for i, name := range classes {
			p.Marks = append(p.Marks, curve{Name: name, Role: classRoles[i], X: per[i].X, Y: per[i].Mean})
		}
	}
	if b := majorityF1(g.first()); b != nil {
		p.Marks = append(p.Marks, rule{Name: "majority, macro-F1", Role: roleMajority, At: *b})
	}
	f.Caption += seedNote(g, true)
	f.Panels = []panel{p}
	return f
}

// testClasses lists the classes that the test stream has windows of.
func testClasses(classes []string, d *decimator) (names []string, per []series) {
	for i, name := range classes[:min(len(classes), d.series-1)] {
		if s := d.of(1 + i); len(s.X) > 0 {
			names, per = append(names, name), append(per, s)
		}
	}
	return names, per
}

// classRange is the band between the worst and the best of many classes. All
// have been assessed at the same steps.
func classRange(per []series) band {
	b := band{Role: roleMacro, X: per[0].X}
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
