package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/text"
)

type textStyle = text.Style

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
