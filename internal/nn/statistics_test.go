package nn

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// TestStatisticsReference compares mean and population variance with gonum over
// a stream with an offset a thousand times its spread, where a sum of squares
// would have lost everything.
func TestStatisticsReference(t *testing.T) {
	random := newRandom()
	const n, features = 3000, 5
	columns := make([][]float64, features)
	s := NewStatistics(features)
	x := NewVector(features)
	for range n {
		for k := range x {
			x[k] = 1000*float32(k) + float32(random.NormFloat64())
			columns[k] = append(columns[k], float64(x[k]))
		}
		s.Update(x)
	}
	standard := NewVector(features)
	s.Standardise(standard, x)
	for k, column := range columns {
		mean, variance := stat.PopMeanVariance(column, nil)
		if math.Abs(float64(s.Mean[k])-mean) > 2e-3 {
			t.Errorf("feature %d: mean %g, want %g", k, s.Mean[k], mean)
		}
		if got := float64(s.M2[k]) / float64(s.Count); math.Abs(got-variance) > 5e-3 {
			t.Errorf("feature %d: variance %g, want %g", k, got, variance)
		}
		want := (float64(x[k]) - mean) / math.Sqrt(variance)
		if math.Abs(float64(standard[k])-want) > 1e-2 {
			t.Errorf("feature %d: standardised %g, want %g", k, standard[k], want)
		}
	}
}

// TestStatisticsByHand takes 2, 4, 9 in: the means are 2, 3, 5; M2 grows by
// (4-2)·(4-3) = 2 and (9-3)·(9-5) = 24 to 26; 9 standardises to
// 4/sqrt(26/3) = 1.358732.
func TestStatisticsByHand(t *testing.T) {
	s := NewStatistics(1)
	y := NewVector(1)
	for k, want := range []struct{ value, mean, m2, standard float32 }{
		{2, 2, 0, 0}, {4, 3, 2, 1}, {9, 5, 26, 1.358732},
	} {
		s.Update([]float32{want.value})
		s.Standardise(y, []float32{want.value})
		if s.Count != float32(k+1) || s.Mean[0] != want.mean || s.M2[0] != want.m2 {
			t.Errorf("after %g: count %g, mean %g, M2 %g, want mean %g, M2 %g", want.value, s.Count, s.Mean[0], s.M2[0], want.mean, want.m2)
		}
		if math.Abs(float64(y[0]-want.standard)) > 1e-6 {
			t.Errorf("%g standardises to %g, want %g", want.value, y[0], want.standard)
		}
	}
}

// TestStatisticsOfConstant: no spread, no division by zero.
func TestStatisticsOfConstant(t *testing.T) {
	s := NewStatistics(2)
	x, y := []float32{0.25, -3}, NewVector(2)
	for range 10 {
		s.Update(x)
	}
	s.Standardise(y, x)
	if !sameVectors(y, []float32{0, 0}) {
		t.Errorf("a constant standardises to %v, want zeros", y)
	}
	mustPanic(t, "vector of another length", func() { s.Update(make([]float32, 3)) })
}
