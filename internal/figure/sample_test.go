package figure

import (
	"math"
	"testing"
)

// sampleFigure has every kind of axis and mark.
func sampleFigure() *Figure {
	x, y := []float64{1, 2, math.NaN(), 6, 8}, []float64{0.2, 0.4, math.NaN(), 0.9, 0.1}
	low, high := []float64{0.1, 0.3, math.NaN(), 0.8, 0.05}, []float64{0.3, 0.5, math.NaN(), 1, 0.2}
	names := []string{"one", "the other"}
	rows := Axis{Min: -0.5, Max: 1.5, Names: names, Down: true, Bare: true}
	return &Figure{Name: "sample", Title: "Sample", Caption: "Every mark.", Panels: []Panel{
		{Heading: "curves", Height: 60, X: Axis{Label: "time (s)", Max: 10, Ticks: 5}, Y: Axis{Label: "score", Max: 1, Ticks: 4, Grid: true}, Marks: []Mark{
			Band{Role: RoleOnline, X: x, Low: low, High: high}, Curve{Name: "online", Role: RoleOnline, X: x, Y: y},
			Curve{Role: RoleFrozen, Faint: true, X: x, Y: high}, Points{Role: RoleArmOnline, X: x[:2], Y: y[:2], Text: []string{"a", "b"}}, Whiskers{Role: roleClass1, X: x[:2], At: y[:2], Low: low[:2], High: high[:2]},
			Rule{Name: "last update", Role: RoleMoment, Vertical: true, At: 5}, Curve{Name: "class", Role: RoleClass2, X: x, Y: low},
		}},
		{Heading: "histograms", Height: 60, X: Axis{Label: "error", Log: true, Min: 0.01, Max: 10}, Y: Axis{Max: 50, Ticks: 3}, Marks: []Mark{
			Steps{Name: "normal", Role: RoleNormal, Filled: true, Edges: []float64{0.01, 0.1, 1, 10}, Shares: []float64{0, 40, 20}},
			StepBand{Role: RoleNormal, Edges: []float64{0.01, 0.1, 1, 10}, Low: []float64{0, 30, 10}, High: []float64{0, 45, 25}},
			Rule{Name: "threshold", Role: RoleThreshold, At: 30},
		}},
		{Heading: "cells", Height: 60, X: Axis{Min: -0.5, Max: 1.5, Names: names, Upright: true, Bare: true}, Y: rows,
			Marks: []Mark{Cells{Shade: [][]float64{{0, 1}, {0.5, 0.2}}, Text: [][]string{{"0", "9"}, {"5\n50 %", "2"}}}}},
		{Heading: "parts", Height: 30, X: Axis{Max: 20, Ticks: 4}, Y: rows,
			Marks: []Mark{Spans{Bars: []Span{{From: 1, To: 4, Text: "3"}, {To: 4, Text: "4", Total: true}}}}},
		{Heading: "stacks", Height: 30, X: Axis{Max: 20, Ticks: 4}, Y: rows, Marks: []Mark{
			Stacks{Names: names, Roles: []Role{RoleFill1, RoleFill4}, Bars: []Stack{{Sizes: []float64{2, 3}, Text: "5"}, {Sizes: []float64{0, 3}, Text: "3"}}}}},
		{Heading: "dots", Height: 30, X: Axis{Log: true, Min: 1, Max: 1e6}, Y: rows,
			Marks: []Mark{Dots{Name: "dot", Role: RoleClass3, X: []float64{10, 300}, Y: []float64{0, 1}, Text: []string{"10", "300"}}}},
		{Heading: "estimates", Height: 30, X: Axis{Max: 2, Upto: 1, Ticks: 5}, Y: rows,
			Marks: []Mark{Estimates{Rows: []Estimate{{Mean: 0.5, Low: 0.4, High: 0.6, Text: "0.5"}, {Mean: 0.9, Low: math.NaN(), Text: "0.9"}}}}},
		Budget{Heading: "budget", Label: "KiB", Text: "4 of 9", Used: 4, Limit: 9, Parts: []Part{{Name: "a", Text: "1", Size: 1}, {Name: "b", Text: "3", Size: 3}},
			Total: &Part{Name: "total", Text: "4", Size: 4}}.Panels()[0],
	}}
}

func TestSampleIsReadable(t *testing.T) {
	for _, problem := range Check(sampleFigure()) {
		t.Error(problem)
	}
}

// TestCheckSees shows that the check can fail.
func TestCheckSees(t *testing.T) {
	f := &Figure{Panels: []Panel{{Height: 60, X: Axis{Max: 1, Ticks: 2}, Y: Axis{Max: 1, Ticks: 2}, Marks: []Mark{
		Rule{Name: "one", Role: RoleMoment, At: 0.2}, Rule{Name: "two", Role: RoleMoment, At: 0.4},
	}}}}
	if got := Check(f); len(got) != 1 {
		t.Errorf("%q, want that two rules look the same", got)
	}
}

// TestLegendStandsAboveTheData compares the strip of the legend with the area of
// the panels.
func TestLegendStandsAboveTheData(t *testing.T) {
	d := LayOut(sampleFigure())
	total := 2 * outerMargin
	for i := range d.figure.Panels {
		total += d.panelHeight(i)
	}
	total += panelGap * 7
	strip := d.legend.height(columnWidth-2*outerMargin) + legendGap
	if math.Abs(float64(d.height-total-strip)) > 1e-6 {
		t.Errorf("%v high, panels take %v and the legend %v", d.height, total, strip)
	}
}
