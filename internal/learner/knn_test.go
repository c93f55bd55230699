package learner

import (
	"math"
	"slices"
	"testing"
)

// The score is the mean distance to the nearest three of the last windows, looked
// for one by one.
func TestKNNRemembersTheLast(t *testing.T) {
	const n, capacity = 5, 7
	all := windows(40, n, 5)
	r := newRig(t, "knn", n, &Settings{Options: Options{Remembered: capacity}})
	for k, x := range all {
		got := r.learn(x)
		var distances []float64
		for _, y := range all[max(0, k-capacity):k] {
			sum := 0.0
			for i := range x {
				d := float64(x[i]) - float64(y[i])
				sum += d * d
			}
			distances = append(distances, math.Sqrt(sum/n))
		}
		slices.Sort(distances)
		if len(distances) < 3 {
			if !(got > 1e18) || math.IsInf(got, 0) {
				t.Errorf("score %g where %d windows are remembered", got, len(distances))
			}
			continue
		}
		want := (distances[0] + distances[1] + distances[2]) / 3
		near(t, "the score", got, want, 1e-6)
	}
}

// What is no number shows in the score.
func TestKNNOfNoNumber(t *testing.T) {
	r := newRig(t, "knn", 2, &Settings{})
	for _, x := range windows(40, 2, 6) {
		r.learn(x)
	}
	for _, odd := range []float32{float32(math.NaN()), float32(math.Inf(1))} {
		if score := r.score([]float32{odd, 0}); score-score == 0 {
			t.Errorf("%g has the score %g", odd, score)
		}
	}
}

func TestKNNRefuses(t *testing.T) {
	mode, _ := Named("knn")
	for _, n := range []int{-1, 2, 1<<16 + 1} {
		if err := Of(mode).Check(&Settings{Options: Options{Remembered: n}}); err == nil {
			t.Errorf("%d windows are taken", n)
		}
	}
}
