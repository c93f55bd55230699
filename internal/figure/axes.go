package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// UnitAxis is the vertical axis of a score from 0 to 1.
func UnitAxis(label string) Axis {
	return Axis{Label: label, Max: 1, Ticks: 4, Grid: true}
}

// Heights of panels of curves.
const (
	SingleHeight = 42 * vg.Millimeter // of a panel that stands alone
	DoubleHeight = 27 * vg.Millimeter // of one of two
)

// Maximum skips NaN.
func Maximum(v []float64) float64 {
	top := math.Inf(-1)
	for _, x := range v {
		if x > top {
			top = x
		}
	}
	return top
}

// RoundUp is the next round number for the end of an axis from zero.
func RoundUp(v float64) float64 {
	if v <= 0 {
		return 1
	}
	step := RoundStep(v / 4)
	return step * math.Ceil(v/step*(1-1e-9))
}
