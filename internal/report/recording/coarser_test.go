package recording

import (
	"fmt"
	"math"
	"testing"
)

func TestCoarserByHand(t *testing.T) {
	nan := math.NaN()
	s := Series{X: []float64{1, 2, 3, 4, 5, nan, 9}, Mean: []float64{1, 2, 3, 6, 8, nan, 4},
		Min: []float64{1, 0, 3, 6, 8, nan, 4}, Max: []float64{1, 2, 3, 7, 8, nan, 4}}.Coarser()
	if fmt.Sprint(s.X) != "[2.5 5 NaN 9]" || fmt.Sprint(s.Mean) != "[3 8 NaN 4]" || s.Min[0] != 0 || s.Max[0] != 7 {
		t.Errorf("%+v", s)
	}
}
