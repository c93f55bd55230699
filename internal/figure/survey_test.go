package figure

import (
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// TestSurveyorSees shows that the survey can fail.
func TestSurveyorSees(t *testing.T) {
	c := newSurveyor(100)
	style := sans(8, false)
	canvas := draw.New(c)
	canvas.FillText(style, vg.Point{X: 10, Y: 50}, "one")
	canvas.FillText(style, vg.Point{X: 14, Y: 52}, "two")
	style.Rotation = math.Pi / 2
	canvas.FillText(style, vg.Point{X: 100, Y: 90}, "too high")
	if got := len(c.problems()); got != 2 {
		t.Errorf("%d problems, want an overprint and a text beyond the top: %q", got, c.problems())
	}
}
