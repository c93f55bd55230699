package metrics

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// gonum computes mean and deviation of the rows before each row from scratch.
func TestRunningZScoreEqualsGonum(t *testing.T) {
	const channels, window = 3, 5
	random := rand.New(rand.NewPCG(1, 2))
	z := NewRunningZScore(channels, window)
	history := make([][]float64, channels)
	var scores []float64
	for n := range 300 {
		row := make([]float32, channels)
		var score float64
		for c := range row {
			row[c] = float32(1000 + 10*float64(c+1)*random.NormFloat64())
			if n >= 2 {
				mean, variance := stat.PopMeanVariance(history[c], nil)
				score += math.Pow(float64(row[c])-mean, 2) / variance / channels
			}
			history[c] = append(history[c], float64(row[c]))
		}
		scores = append(scores, score)
		z.Push(row)
		want := stat.Mean(scores[max(0, len(scores)-window):], nil)
		near(t, "score", float64(z.Score()), want, 1e-6*(1+want))
	}
}

func TestRunningZScoreSegments(t *testing.T) {
	z := NewRunningZScore(1, 4)
	near(t, "score before the first row", float64(z.Score()), math.NaN(), 0)
	for _, x := range []float32{1, 3, 1, 3, 1, 3} {
		z.Push([]float32{x})
	}
	z.StartSegment()
	near(t, "score of an empty window", float64(z.Score()), math.NaN(), 0)
	// The statistics live on: mean 2, deviation 1, so 5 is 3 deviations away.
	z.Push([]float32{5})
	near(t, "score", float64(z.Score()), 9, 1e-6)
}

func TestRunningZScoreOfConstantChannel(t *testing.T) {
	z := NewRunningZScore(1, 1)
	for range 10 {
		z.Push([]float32{7})
	}
	near(t, "score", float64(z.Score()), 0, 0)
	z.Push([]float32{8})
	if got := float64(z.Score()); math.IsInf(got, 0) || got < 1e6 {
		t.Errorf("a jump of a constant channel scores %v", got)
	}
}

func TestMisuseOfShapesPanics(t *testing.T) {
	for name, misuse := range map[string]func(){
		"no channels": func() { NewRunningZScore(0, 1) },
		"no window":   func() { NewRunningZScore(1, 0) },
		"no groups":   func() { NewGroupRanking(0) },
		"negatives":   func() { NewRanking().Only(0) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			misuse()
		}()
	}
}
