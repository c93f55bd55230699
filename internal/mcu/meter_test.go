package mcu

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
)

func TestMeterByHand(t *testing.T) {
	m := NewMeter(2)
	for _, v := range []int64{10, 40, 10, 20} {
		m.Add(1, v)
	}
	// Sorted 10 10 20 40: the median is the mean of the middle two.
	want := Dist{Count: 4, Mean: 20, Median: 15, Min: 10, Max: 40, Exact: true}
	if got := m.Dist(1); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := m.Dist(0); got != (Dist{}) {
		t.Errorf("an empty phase has %+v", got)
	}
	m.Add(1, 0)
	if got := m.Dist(1); got.Median != 10 || got.Min != 0 || got.Mean != 16 {
		t.Errorf("with a zero: %+v", got)
	}
}

func TestMeterAgainstSortedValues(t *testing.T) {
	for _, test := range []struct {
		name  string
		draw  func(*rand.Rand) int64
		exact bool
	}{
		{"constant", func(*rand.Rand) int64 { return 9617 }, true},
		{"few values", func(r *rand.Rand) int64 { return 9000 + r.Int64N(300) }, true},
		{"uniform", func(r *rand.Rand) int64 { return 80_000 + r.Int64N(60_000) }, false},
		{"seven decades", func(r *rand.Rand) int64 { return int64(math.Pow(10, 7*r.Float64())) }, false},
		{"small", func(r *rand.Rand) int64 { return r.Int64N(2) * r.Int64N(10_000) }, false},
		{"huge", func(r *rand.Rand) int64 { return math.MaxInt64 - r.Int64N(1<<40) }, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			m := NewMeter(1)
			values := make([]float64, 30_001)
			for i := range values {
				v := test.draw(r)
				m.Add(0, v)
				values[i] = float64(v)
			}
			slices.Sort(values)
			got := m.Dist(0)
			if got.Exact != test.exact || got.Count != int64(len(values)) {
				t.Errorf("exact %v, count %d", got.Exact, got.Count)
			}
			if got.Min != values[0] || got.Max != values[len(values)-1] {
				t.Errorf("min %g max %g, want %g and %g", got.Min, got.Max, values[0], values[len(values)-1])
			}
			if mean := stat.Mean(values, nil); math.Abs(got.Mean/mean-1) > 1e-12 {
				t.Errorf("mean %g, want %g", got.Mean, mean)
			}
			median, bound := values[len(values)/2], 0.0
			if !test.exact {
				bound = median / 64
			}
			if math.Abs(got.Median-median) > bound {
				t.Errorf("median %g, want %g within %g", got.Median, median, bound)
			}
		})
	}
}

// Every bucket's middle is within 1/64 of both its ends.
func TestHistogramResolution(t *testing.T) {
	for shift := range 62 {
		for _, base := range []int64{1, 33, 47, 63} {
			v := base << shift
			if v>>shift != base || v < 0 {
				continue
			}
			for _, x := range []int64{v - 1, v, v + 1} {
				if middle := bucketMiddle(histogramIndex(x)); math.Abs(middle-float64(x)) > float64(x)/64 {
					t.Errorf("%d falls into a bucket with middle %g", x, middle)
				}
			}
		}
	}
}

func TestMeterDoesNotAllocate(t *testing.T) {
	m := NewMeter(2)
	v := int64(0)
	for range 2 * maxDistinct { // phase 1 has turned into a histogram
		v++
		m.Add(1, v*1000)
	}
	for i := range maxDistinct {
		m.Add(0, int64(i))
	}
	if n := testing.AllocsPerRun(1000, func() {
		v++
		m.Add(0, v%maxDistinct)
		m.Add(1, v*1000)
	}); n != 0 {
		t.Errorf("Add allocates %.1f times", n)
	}
}

func TestMeterRefusesNegativeCounts(t *testing.T) {
	if !panics(func() { NewMeter(1).Add(0, -1) }) {
		t.Error("a negative count is accepted")
	}
}

func BenchmarkMeterRepeated(b *testing.B) {
	m := NewMeter(1)
	for b.Loop() {
		m.Add(0, 9617)
	}
}

func BenchmarkMeterSpread(b *testing.B) {
	m := NewMeter(1)
	r := rand.New(rand.NewPCG(1, 2))
	for b.Loop() {
		m.Add(0, r.Int64N(1<<30))
	}
}

// Equal observations may come one by one or at once, in any order.
func TestMeterAddTimes(t *testing.T) {
	for name, limit := range map[string]int64{"few values": 300, "more than are kept": 60_000} {
		r := rand.New(rand.NewPCG(3, 4))
		counts := map[int64]int64{}
		single, grouped := NewMeter(1), NewMeter(1)
		for range 20_000 {
			v := math.MaxInt64 - r.Int64N(limit)
			single.Add(0, v)
			counts[v]++
		}
		for v, n := range counts {
			grouped.AddTimes(0, v, n)
		}
		if a, b := single.Dist(0), grouped.Dist(0); a != b {
			t.Errorf("%s: one by one %+v, at once %+v", name, a, b)
		}
	}
}
