package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

type textStyle = text.Style

// Ramp is the scale of a map's shades, across the whole panel.
type Ramp struct{}

func (Ramp) kind() string { return "ramp" }

// rampSteps are more than an eye tells apart.
const rampSteps = 64

func (Ramp) plot(c draw.Canvas, _ *plot.Plot) {
	width := vg.Length((c.Max.X - c.Min.X) / rampSteps)
	for i := range rampSteps {
		left := c.Min.X + vg.Length(vg.Length(i)*width)
		right := min(left+width+0.3, c.Max.X) // no seam
		c.FillPolygon(shadeOf(float64(i)/(rampSteps-1)), []vg.Point{{X: left, Y: c.Min.Y}, {X: right, Y: c.Min.Y}, {X: right, Y: c.Max.Y}, {X: left, Y: c.Max.Y}})
	}
}

// Scale is the panel that says what the shades of maps above it stand for.
func Scale(quantity string, low, high float64) Panel {
	return Panel{
		Height: scaleHeight, X: Axis{Label: quantity, Min: low, Max: high, Ticks: 5},
		Y: Axis{Max: 1, Bare: true}, Marks: []Mark{Ramp{}},
	}
}

const scaleHeight = Length(7)

// shadeOf maps 0..1 to a ramp from near white to a dark blue. Its lightness
// falls evenly, so it reads the same in grey.
func shadeOf(v float64) color.Color {
	v = math.Pow(min(max(v, 0), 1), 0.7) // small shares of errors stay visible
	from, to := [3]float64{0xf4, 0xf7, 0xfa}, [3]float64{0x08, 0x3a, 0x66}
	var c [3]uint8
	for i := range c {
		c[i] = uint8(math.Round(from[i] + float64(v*(to[i]-from[i]))))
	}
	return color.NRGBA{c[0], c[1], c[2], 0xff}
}
