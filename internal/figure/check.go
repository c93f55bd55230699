package figure

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg/draw"
)

// Check lays a figure out and says what a reader would miss, for the tests
// of those who make figures: what lies outside of it, texts that are printed over
// each other, a figure without a text, and entries of its legend that a grey copy
// does not tell apart.
func Check(f *Figure) []string {
	d := LayOut(f)
	c := newSurveyor(d.height)
	d.draw(draw.New(c))
	problems := c.problems()
	if len(c.texts) == 0 {
		problems = append(problems, "no text at all")
	}
	return append(problems, alikeInGrey(d.legend.entries)...)
}

// alikeInGrey finds entries that differ neither in dash, marker, width nor
// hatching, nor in lightness by a tenth.
func alikeInGrey(entries []legendEntry) []string {
	var problems []string
	for i, a := range entries {
		for _, b := range entries[:i] {
			if a.shape() == b.shape() && math.Abs(lightness(looks[a.role].tint)-lightness(looks[b.role].tint)) < 0.1 {
				problems = append(problems, fmt.Sprintf("%q and %q look the same in grey: %s", b.name, a.name, a.shape()))
			}
		}
	}
	return problems
}

// shape is the look of an entry without its colour.
func (e legendEntry) shape() string {
	l := looks[e.role]
	return fmt.Sprintf("%v %T %v %v hatch=%v heavy=%v", l.dashes, l.shape, e.filled, e.marker, l.hatch > 0, l.width > 1.2)
}

// lightness is from 0 for black to 1 for white.
func lightness(c color.Color) float64 {
	if c == nil {
		return 0
	}
	return float64(color.GrayModel.Convert(c).(color.Gray).Y) / 255
}
