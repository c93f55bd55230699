package fan

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
)

func quietSensor() sensor { return sensor{gain: vector{1, 1, 1}} }

func TestQuantisation(t *testing.T) {
	for _, c := range []struct {
		g    float64
		want int16
	}{
		{0, 0}, {1, 8197}, {-1, -8197}, // 1/0.000122 = 8196.7
		{0.4 * Sensitivity, 0}, {0.6 * Sensitivity, 1}, {-7.6 * Sensitivity, -8},
		{5, 32767}, {-5, -32768}, // 16 bits hold 32768·0.122 mg = 4.0 g
	} {
		if got := quantise(c.g); got != c.want {
			t.Errorf("%g g: %d counts, want %d", c.g, got, c.want)
		}
	}
}

func TestAntiAliasFilter(t *testing.T) {
	// First order at 50 Hz: 1/√(1+(f/50)²).
	for _, f := range []float64{5, 50, 100, 150} {
		d, peak := quietSensor(), 0.0
		s := newSource(1, 1)
		for i := range stepRate {
			v := math.Sin(2 * math.Pi * f * float64(i) * step)
			d.next(s, vector{v, v, v})
			if i > stepRate/2 {
				peak = max(peak, math.Abs(d.state[1]))
			}
		}
		if want := 1 / math.Hypot(1, f/antiAliasBandwidth); math.Abs(peak/want-1) > 0.03 {
			t.Errorf("%g Hz: gain %.4f, want %.4f", f, peak, want)
		}
	}
}

// LSM9DS1 data sheet, table 11: at 50 Hz of bandwidth and 952 Hz, 14 samples
// are to be discarded after a change.
func TestFilterSettlesAsTheDataSheetSays(t *testing.T) {
	d := quietSensor()
	s := newSource(1, 1)
	one := vector{1, 1, 1}
	d.input = one // the step came just before the first sample
	const perSample = stepRate / 952
	for sample := 1; sample <= 14; sample++ {
		for range perSample {
			d.next(s, one)
		}
		if settled := d.state[0] > 0.99; settled != (sample == 14) {
			t.Errorf("after %d samples %.4f of the step", sample, d.state[0])
		}
	}
}

func TestSensorNoise(t *testing.T) {
	d := newSensor(1, 0)
	d.gain, d.offset = vector{1, 1, 1}, vector{}
	s := newSource(9, 9)
	x := make([]float64, 20_000)
	for i := range x {
		for range simulation {
			d.next(s, vector{})
		}
		x[i] = d.state[0]
	}
	// A first-order filter passes π/2 of its bandwidth, 150 µg·√78.5 = 1.33 mg;
	// the trapezoidal rule takes 1/(1+ωτ/2) off the power, as there is none
	// above half the simulated rate: 1.28 mg.
	want := noiseDensity * math.Sqrt(antiAliasBandwidth*math.Pi/2/(1+filterStep))
	if got := stat.StdDev(x, nil); math.Abs(got/want-1) > 0.02 {
		t.Errorf("noise %.3g g, want %.3g", got, want)
	}
}

func TestBoardKeepsItsErrors(t *testing.T) {
	a, b := newSensor(1, 0), newSensor(1, 2)
	if a.gain != b.gain {
		t.Error("the gain of a device depends on the room")
	}
	for i := range a.offset {
		// 2 K at 0.5 mg/K of standard deviation: five of them are 5 mg.
		if d := math.Abs(a.offset[i] - b.offset[i]); d > 5*milliG {
			t.Errorf("axis %d: the offset moved by %.1f mg with 2 K", i, d/milliG)
		}
	}
	if newSensor(2, 0).offset == a.offset {
		t.Error("two devices have the same offset")
	}
}
