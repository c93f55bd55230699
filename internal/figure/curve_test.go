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

// Where gaps alternate with points, every line has its markers none the less.
func TestMarkedSkipsGaps(t *testing.T) {
	x := make([]float64, 56)
	for i := range x {
		if x[i] = float64(i); i%2 == 0 {
			x[i] = math.NaN()
		}
	}
	seen := map[int]bool{}
	for i := range 3 {
		marked := Marked(x, i, 3)
		if len(marked) != markersPerLine {
			t.Errorf("line %d has %d markers, want %d", i, len(marked), markersPerLine)
		}
		for _, k := range marked {
			if math.IsNaN(x[k]) || seen[k] {
				t.Errorf("line %d has a marker at %d, which is a gap or another line's", i, k)
			}
			seen[k] = true
		}
	}
	if len(Marked([]float64{math.NaN(), 3}, 5, 6)) != 1 {
		t.Error("the only point has no marker")
	}
}
