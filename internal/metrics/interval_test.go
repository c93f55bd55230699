package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

func TestStudentInterval(t *testing.T) {
	// 1..5: mean 3, s = sqrt(10/4); the tables of t have 2.776 for 4 degrees of
	// freedom and 95 %: half the width is 2.776 * 1.5811 / sqrt(5) = 1.963.
	got := StudentInterval([]float64{1, 2, 3, 4, 5})
	near(t, "mean", got.Mean, 3, 1e-15)
	near(t, "low", got.Low, 3-1.963, 5e-4)
	near(t, "high", got.High, 3+1.963, 5e-4)
	// Two values: t = 12.706 with one degree, s / sqrt(2) = 0.5.
	near(t, "low of two", StudentInterval([]float64{0, 1}).Low, 0.5-12.706*0.5, 5e-4)
	near(t, "low of equal ones", StudentInterval([]float64{7, 7, 7}).Low, 7, 0)
	one := StudentInterval([]float64{4})
	near(t, "mean of one", one.Mean, 4, 0)
	near(t, "low of one", one.Low, math.NaN(), 0)
	near(t, "mean of none", StudentInterval(nil).Mean, math.NaN(), 0)
}

// The R package SingleCaseES prints 0.5973 and 0.9860 for this sample.
func TestAUCIntervalOfPublishedExample(t *testing.T) {
	r := rankingOf(scoresOf([]float32{20, 20, 26, 25, 22, 23}, []float32{28, 25, 24, 27, 30, 30, 29}))
	got := r.AUCInterval(1)
	near(t, "area", got.Mean, 38.5/42, 1e-15)
	near(t, "low", got.Low, 0.5973, 5e-5)
	near(t, "high", got.High, 0.9860, 5e-5)
}

func TestAUCIntervalAtTheEnds(t *testing.T) {
	for _, test := range []struct {
		negatives, positives []float32
		area                 float64
	}{
		{[]float32{1, 2, 3}, []float32{4, 5}, 1},
		{[]float32{4, 5}, []float32{1, 2, 3}, 0},
	} {
		got := rankingOf(scoresOf(test.negatives, test.positives)).AUCInterval(1)
		if got.Mean != test.area || got.High-got.Low < 0.3 || got.Low < 0 || got.High > 1 {
			t.Errorf("area %v of five scores: %+v", test.area, got)
		}
	}
	near(t, "low without positives", rankingOf(scoresOf([]float32{1}, nil)).AUCInterval(1).Low, math.NaN(), 0)
	if r := rankingOf(scoresOf([]float32{4, 5}, []float32{1, 2})); !math.IsNaN(r.AUCInterval(4).High) {
		t.Error("two windows that count for half a one have an interval")
	}
}

// Exponential scores with means 3 and 1 have an area of 3/4. Of many samples'
// intervals about 95 % must hold it; with windows that repeat each score four
// times they only do when told of the overlap.
func TestAUCIntervalCovers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	cover := func(copies int, overlap float64) float64 {
		const samples = 1000
		covered := 0
		r := NewRanking()
		for range samples {
			r.Reset()
			for range 30 {
				normal, anomalous := float32(random.ExpFloat64()), float32(3*random.ExpFloat64())
				for range copies {
					r.Add(normal, false)
					r.Add(anomalous, true)
				}
			}
			if got := r.AUCInterval(overlap); got.Low <= 0.75 && 0.75 <= got.High {
				covered++
			}
		}
		return float64(covered) / samples
	}
	near(t, "coverage", cover(1, 1), 0.95, 0.02)
	near(t, "coverage with overlap", cover(4, 4), 0.95, 0.02)
	if naive := cover(4, 1); naive > 0.8 {
		t.Errorf("coverage %v without regard to the overlap: the test shows nothing", naive)
	}
}

// drawn are values from 0 to 1.
func drawn(n int) []float64 {
	random := rand.New(rand.NewPCG(7, uint64(n)))
	values := make([]float64, n)
	for i := range values {
		values[i] = random.Float64()
	}
	return values
}

// gonum is the measure on amd64, where nothing is fused; elsewhere its last
// digits are others, and ours are not.
func TestMeanAndDeviationAreThoseOfGonum(t *testing.T) {
	tolerance := 1e-14
	if runtime.GOARCH == "amd64" {
		tolerance = 0
	}
	for n := 2; n < 100; n++ {
		values := drawn(n)
		mean, deviation := meanAndDeviation(values)
		wantMean, wantDeviation := stat.MeanStdDev(values, nil)
		near(t, fmt.Sprintf("mean of %d", n), mean, wantMean, tolerance)
		near(t, fmt.Sprintf("deviation of %d", n), deviation, wantDeviation, tolerance)
	}
}

func TestQuantilesAreThoseOfGonum(t *testing.T) {
	tolerance := 1e-12
	if runtime.GOARCH == "amd64" {
		tolerance = 0
	}
	near(t, "normal quantile", normalQuantile, distuv.UnitNormal.Quantile((1+confidence)/2), tolerance)
	for degrees := 1; degrees < len(studentQuantiles)+5; degrees++ {
		want := distuv.StudentsT{Sigma: 1, Nu: float64(degrees)}.Quantile((1 + confidence) / 2)
		near(t, fmt.Sprintf("quantile of %d degrees", degrees), studentQuantile(degrees), want, tolerance*want)
	}
}

// The last digits are the same on every processor; amd64 made these.
func TestIntervalsToTheLastDigit(t *testing.T) {
	for n, want := range map[int]Interval{
		3:   {Mean: 0.5586867584559632, Low: -0.1059823477501155, High: 1.2233558646620417},
		10:  {Mean: 0.42678165291472114, Low: 0.18622923229825428, High: 0.667334073531188},
		37:  {Mean: 0.5488978673914608, Low: 0.4501259474605389, High: 0.6476697873223828},
		999: {Mean: 0.49408918874327284, Low: 0.47635658972937933, High: 0.5118217877571664},
	} {
		if got := StudentInterval(drawn(n)); got != want {
			t.Errorf("%d values: %v, want %v", n, got, want)
		}
	}
}
