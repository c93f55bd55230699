package nn

import (
	"math"
	"testing"
)

// The loss of logits is that of their softmax, and that of votes by hand.
func TestLossesOfScores(t *testing.T) {
	for _, y := range [][]float32{{0}, {-3, 2, 1}, {-500, -501, -700}, {80, 79.5}} {
		for class := range y {
			sum := 0.0
			for _, v := range y {
				sum += math.Exp(float64(v - y[class]))
			}
			if got, want := float64(CrossEntropyOfLogits(y, class)), math.Log(sum); math.Abs(got-want) > 1e-5*max(1, want) {
				t.Errorf("%v, class %d: %g, want %g", y, class, got, want)
			}
		}
	}
	if got, want := float64(CrossEntropyOfVotes([]float32{2, 0, 1}, 0)), -math.Log(3.0/6); math.Abs(got-want) > 1e-6 {
		t.Errorf("%g, want %g", got, want)
	}
	if got, want := float64(CrossEntropyOfVotes([]float32{2, 0, 1}, 1)), -math.Log(1.0/6); math.Abs(got-want) > 1e-6 {
		t.Errorf("%g, want %g", got, want)
	}
}
