package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// tracked is a chart that is shown scores.
type tracked struct {
	state, alarm, shown []float32
	run                 Bound
}

func track(op func(state, alarm, x, settings *Vector, mark int) Op, states, width int, settings ...float32) *tracked {
	state, alarm, x := &Vector{Cols: states}, &Vector{Cols: 1}, &Vector{Cols: width}
	m := Memory{}
	o := op(state, alarm, x, Table("settings", 0, len(settings), settings), 4)
	if err := o.Check(); err != nil {
		panic(err)
	}
	return &tracked{m.Values(state), m.Values(alarm), m.Values(x), o.Bind(&State{}, m.Values)}
}

func (c *tracked) see(x ...float32) (statistic float32, fired bool) {
	c.alarm[0] = 0
	copy(c.shown, x)
	c.run.Run()
	if bits := math.Float32bits(c.alarm[0]); bits != 0 && bits != 4 {
		panic("another mark than 4")
	}
	return c.state[0], c.alarm[0] != 0
}

// seen is a score and what it makes of the statistic.
type seen struct {
	score, statistic float32
	fired            bool
}

func (c *tracked) follow(t *testing.T, windows ...seen) {
	t.Helper()
	for i, w := range windows {
		if got, fired := c.see(w.score); got != w.statistic || fired != w.fired {
			t.Errorf("window %d, score %g: statistic %g, fired %t; want %g, %t", i, w.score, got, fired, w.statistic, w.fired)
		}
	}
}

// Mean 10, deviation 2: a score of 12 is z = 1. With an allowance of 1/2 the sum grows
// by z - 1/2, and by -z - 1/2 downwards.
func TestCUSUMByHand(t *testing.T) {
	c := track(CUSUM, CUSUMState, 1, 10, 0.5, 0.5, 3, 2)
	c.follow(t,
		seen{12, 0.5, false},
		seen{13, 1.5, false}, // + 1.5 - 0.5
		seen{10, 1, false},   // + 0 - 0.5
		seen{6, 1.5, false},  // z = -2: up 0, down 2 - 0.5
		seen{6, 3, false},    // 3 is not above 3
		seen{6, 4.5, true},
		// Two windows tell what there is now, z = 2 and z = 6: mean 4, squares 4 + 4,
		// deviation 2.
		seen{14, 0, false}, seen{22, 0, false},
		seen{18, 0, false},   // z = 4 is the mean
		seen{26, 1.5, false}, // z = 8, d = 2: 2 - 0.5
		seen{30, 4, true},    // z = 10, d = 3: + 3 - 0.5
		// z = 0 twice: the deviation is at least that of the healthy machine, 1.
		seen{10, 0, false}, seen{10, 0, false}, seen{14, 1.5, false})
}

// Weighted by the count the means of 0, 0, 4, 4 are 0, 0, 4/3 and 2, so d is 0, 0, 8/3
// and 2.
func TestPageHinkleyByHand(t *testing.T) {
	c := track(PageHinkley, PageHinkleyState, 1, 0, 1, 0.5, 3, 2)
	third := float32(4) / 3
	c.follow(t,
		seen{0, 0, false}, seen{0, 0, false},
		seen{4, (4 - third) - 0.5, false},
		seen{4, (4 - third) - 0.5 + 1.5, true},
		// It begins anew: 6 and 2 have the mean 4 and the deviation 2.
		seen{6, 0, false}, seen{2, 0, false},
		seen{4, 0, false},    // mean 4
		seen{12, 2.5, false}, // mean 6, d = (12 - 6)/2: 3 - 0.5
		seen{26, 10, true})   // mean 10, d = (26 - 10)/2: + 8 - 0.5
}

// Weight 1/2: the average of 1, 1, 1 is 1/2, 3/4, 7/8.
func TestEWMAChartByHand(t *testing.T) {
	c := track(EWMAChart, EWMAChartState, 1, 0, 1, 0.5, 0.75, 2)
	c.follow(t,
		seen{1, 0.5, false}, seen{1, 0.75, false}, seen{1, 0.875, true},
		seen{3, 0, false}, seen{7, 0, false}, // mean 5, deviation 2
		seen{3, 0.5, false}, // d = -1
		seen{5, 0.25, false}, seen{1, 1.125, true})
}

// Two features; the statistic is half the sum of what both have moved.
func TestCentroidByHand(t *testing.T) {
	c := track(Centroid, CentroidState(2), 2, 0.5, 1, 2)
	for i, w := range []struct {
		x         [2]float32
		statistic float32
		fired     bool
	}{
		{[2]float32{2, 0}, 0.5, false},  // recent 1, 0
		{[2]float32{2, -4}, 1.75, true}, // 1.5, -2
		// The mean of (4, 0) and (6, 2), which is (5, 1), becomes the reference.
		{[2]float32{4, 0}, 0, false}, {[2]float32{6, 2}, 0, false},
		{[2]float32{5, 3}, 0.5, false}, // 5, 2
		{[2]float32{7, 4}, 1.5, true},  // 6, 3
	} {
		if got, fired := c.see(w.x[:]...); got != w.statistic || fired != w.fired {
			t.Errorf("window %d: statistic %g, fired %t; want %g, %t", i, got, fired, w.statistic, w.fired)
		}
	}
}

// What is no number fires nothing, and the sums are there again after it.
func TestChartsOutliveNaN(t *testing.T) {
	nan := float32(math.NaN())
	c := track(CUSUM, CUSUMState, 1, 0, 1, 0.5, 3, 2)
	c.follow(t, seen{3, 2.5, false}, seen{nan, 0, false}, seen{4, 3.5, true})
}

// The sums are those of the textbook in float64, of z scores that have nothing to do
// with each other, as long as nothing fires.
func TestChartsAgainstFloat64(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	sums, ph, average := track(CUSUM, CUSUMState, 1, 5, 0.25, 0.5, 1e30, 9), track(PageHinkley, PageHinkleyState, 1, 5, 0.25, 0.5, 1e30, 9), track(EWMAChart, EWMAChartState, 1, 5, 0.25, 0.1, 1e30, 9)
	var up, down, mean, highest, lowest, rise, fall, moving float64
	for i := range 5000 {
		score := float32(5 + 4*random.NormFloat64())
		z := (float64(score) - 5) / 4
		up, down = max(0, up+z-0.5), max(0, down-z-0.5)
		if got, _ := sums.see(score); math.Abs(float64(got)-max(up, down)) > 1e-3 {
			t.Fatalf("window %d: sums %g, want %g", i, got, max(up, down))
		}
		// Page and Hinkley as they have it: the sum less its smallest value.
		mean += (z - mean) / float64(i+1)
		rise, fall = rise+z-mean-0.5, fall+z-mean+0.5
		lowest, highest = min(lowest, rise), max(highest, fall)
		if got, _ := ph.see(score); math.Abs(float64(got)-max(rise-lowest, highest-fall)) > 1e-3 {
			t.Fatalf("window %d: test %g, want %g", i, got, max(rise-lowest, highest-fall))
		}
		moving = 0.9*moving + 0.1*z
		if got, _ := average.see(score); math.Abs(float64(got)-math.Abs(moving)) > 1e-4 {
			t.Fatalf("window %d: average %g, want %g", i, got, math.Abs(moving))
		}
	}
}

func TestGateCountsDown(t *testing.T) {
	left, alarm := &Vector{Cols: 1}, &Vector{Cols: 1}
	m := Memory{}
	o := OpenGate(left, alarm, 3)
	b := o.Bind(&State{}, m.Values)
	for i, w := range []struct{ alarm, left uint32 }{{0, 0}, {2, 3}, {0, 2}, {0, 1}, {5, 3}, {0, 2}, {0, 1}, {0, 0}, {0, 0}} {
		m.Values(alarm)[0] = math.Float32frombits(w.alarm)
		if b.Run(); math.Float32bits(m.Values(left)[0]) != w.left {
			t.Errorf("window %d: %d left, want %d", i, math.Float32bits(m.Values(left)[0]), w.left)
		}
	}
}
