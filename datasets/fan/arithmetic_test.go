package fan

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
)

func TestSineAndCosine(t *testing.T) {
	worst := 0.0
	for i := -30000; i <= 30000; i++ {
		u := float64(i) / 10007
		worst = max(worst, math.Abs(sine(u)-math.Sin(2*math.Pi*u)), math.Abs(cosine(u)-math.Cos(2*math.Pi*u)))
	}
	if worst > 1e-11 {
		t.Errorf("largest error %.2g over three turns each way, want at most 1e-11", worst)
	}
}

func TestCubeRoot(t *testing.T) {
	for _, a := range []float64{1e-6, 0.3, 1, 27, 2.08e12, 1e30} {
		if got, want := cubeRoot(a), math.Cbrt(a); math.Abs(got/want-1) > 1e-14 {
			t.Errorf("cubeRoot(%g) = %.17g, want %.17g", a, got, want)
		}
	}
}

func TestNormalVariate(t *testing.T) {
	s := newSource(7, 7)
	x := make([]float64, 400_000)
	for i := range x {
		x[i] = s.normal()
	}
	// Standard errors of n = 400000: mean 1/√n = 0.0016, deviation 0.0011,
	// kurtosis √(24/n) = 0.0077; the bounds are four of them.
	if m := stat.Mean(x, nil); math.Abs(m) > 0.0064 {
		t.Errorf("mean %.5f, want 0", m)
	}
	if d := stat.StdDev(x, nil); math.Abs(d-1) > 0.0045 {
		t.Errorf("standard deviation %.5f, want 1", d)
	}
	// Eight uniform variates, each of excess kurtosis -1.2, make -1.2/8.
	if k := stat.ExKurtosis(x, nil); math.Abs(k+0.15) > 0.031 {
		t.Errorf("excess kurtosis %.4f, want -0.15", k)
	}
}

func TestColouredNoise(t *testing.T) {
	const rms, time = 3.0, 0.01
	s := newSource(8, 8)
	c := newColoured(s, rms, time)
	x := make([]float64, 400_000)
	for i := range x {
		x[i] = c.next(s)
	}
	if d := stat.StdDev(x, nil); math.Abs(d/rms-1) > 0.02 {
		t.Errorf("rms %.3f, want %.0f", d, rms)
	}
	// After one time constant, 19 steps of 1/1904 s, exp(-0.998) remains.
	const lag = 19
	r := stat.Correlation(x[lag:], x[:len(x)-lag], nil)
	if want := math.Exp(-lag / (stepRate * time)); math.Abs(r-want) > 0.02 {
		t.Errorf("correlation after one time constant %.3f, want %.3f", r, want)
	}
}
