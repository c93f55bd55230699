package figure

import (
	"math"
	"slices"
	"testing"
)

func TestCurveBridgesShortGapsOnly(t *testing.T) {
	nan := math.NaN()
	c := Curve{X: []float64{0, 1, nan, 3, nan, 9, 10}}
	got := c.lines(2.5)
	if len(got) != 2 || !slices.Equal(got[0], []int{0, 1, 3}) || !slices.Equal(got[1], []int{5, 6}) {
		t.Errorf("lines through %v, want a bridge from 1 to 3 and none from 3 to 9", got)
	}
}
