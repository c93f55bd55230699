package recording

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"tinyol-sim/internal/figure"
)

func TestDecimatorKeepsMeanAndExtremes(t *testing.T) {
	const steps = 5000
	random := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, steps)
	d := newDecimator(1)
	for i := range values {
		values[i] = random.NormFloat64()
		d.add(int64(i), float64(i), values[i])
	}
	// 5000 steps in at most 512 bins: 16 steps to a bin, 313 bins.
	if d.width != 16 || len(d.Bins) != 313 {
		t.Fatalf("%d bins of %d steps, want 313 of 16", len(d.Bins), d.width)
	}
	for k, b := range d.Bins {
		part := values[16*k : min(16*(k+1), steps)]
		sum := 0.0
		for _, v := range part {
			sum += v
		}
		v := b.values[0]
		if v.min != slices.Min(part) || v.max != slices.Max(part) || math.Abs(v.mean()-sum/float64(len(part))) > 1e-12 {
			t.Fatalf("bin %d: %+v, want mean %g, min %g, max %g", k, v, sum/float64(len(part)), slices.Min(part), slices.Max(part))
		}
		if middle := b.x / float64(b.n); math.Abs(middle-float64(16*k)-float64(len(part)-1)/2) > 1e-9 {
			t.Fatalf("bin %d lies at %g", k, middle)
		}
	}
}

func TestDecimatorLeavesOutWhatNoAxisShows(t *testing.T) {
	d := newDecimator(2)
	d.add(0, 0, math.NaN(), 1)
	d.add(1, 1, math.Inf(1), 2)
	if got := d.Of(0); len(got.X) != 0 {
		t.Errorf("a series of NaN and infinity is drawn: %+v", got)
	}
	if got := d.Of(1); !slices.Equal(got.Mean, []float64{1, 2}) {
		t.Errorf("its neighbour has %v", got.Mean)
	}
}

func TestDecimatorMemoryIsConstant(t *testing.T) {
	d := newDecimator(3)
	i := int64(0)
	add := func() {
		d.add(i, float64(i), 1, 2, 3)
		i++
	}
	for range 3 * maxBins {
		add()
	}
	if n := testing.AllocsPerRun(100_000, add); n != 0 {
		t.Errorf("%g allocations a step", n)
	}
	if len(d.Bins) > maxBins {
		t.Errorf("%d bins", len(d.Bins))
	}
}

func TestSeriesBreaksAtGaps(t *testing.T) {
	d := newDecimator(1)
	for _, i := range []int64{0, 1, 4, 5, 6} {
		d.add(i, float64(i), float64(10*i))
	}
	got := d.Of(0)
	want := []float64{0, 1, math.NaN(), 4, 5, 6}
	if !slices.EqualFunc(got.X, want, sameOrNaN) {
		t.Fatalf("positions %v, want %v", got.X, want)
	}
	if parts := figure.Stretches(got.X); !slices.Equal(parts, []figure.Indices{{From: 0, To: 2}, {From: 3, To: 6}}) {
		t.Errorf("stretches %v", parts)
	}
}

func sameOrNaN(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

func TestThinEndsJoinTheirNeighbours(t *testing.T) {
	full := binValue{n: 16, sum: 16, min: 0, max: 2}
	thin := binValue{n: 3, sum: 30, min: 9, max: 11}
	got := joinThinEnds([]point{{0, full}, {1, full}, {2, thin}}, 16)
	if len(got) != 2 || got[1].n != 19 || got[1].sum != 46 || got[1].max != 11 {
		t.Errorf("a thin bin at the end: %+v", got)
	}
	if got := joinThinEnds([]point{{0, thin}}, 16); len(got) != 1 {
		t.Errorf("a thin bin that stands alone is lost: %+v", got)
	}
	// A quarter of the steps is enough.
	four := binValue{n: 4, sum: 4, min: 1, max: 1}
	if got := joinThinEnds([]point{{0, four}, {1, full}}, 16); len(got) != 2 {
		t.Errorf("a bin of a quarter was joined: %+v", got)
	}
}
