package metrics

import "testing"

func TestOverlapByHand(t *testing.T) {
	for _, c := range []struct {
		a, b []float64
		want float64
	}{
		{[]float64{0.25, 0.75}, []float64{0.25, 0.75}, 1},
		{[]float64{1, 0}, []float64{0, 1}, 0},
		{[]float64{0.5, 0.5, 0}, []float64{0.125, 0.25, 0.625}, 0.375}, // 0.125 + 0.25
		{nil, nil, 0},
	} {
		if got := Overlap(c.a, c.b); got != c.want {
			t.Errorf("overlap of %v and %v: %g, want %g", c.a, c.b, got, c.want)
		}
	}
}
