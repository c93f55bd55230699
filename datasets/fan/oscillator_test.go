package fan

import (
	"math"
	"testing"
)

func TestOscillatorDecaysFreely(t *testing.T) {
	// 20 Hz, ζ = 0.05: released from 1, it is exp(-ζωt) after whole periods of
	// √(1-ζ²)·20 = 19.975 Hz; after four, exp(-0.05·125.66·0.20025) = 0.2842.
	const omega = 2 * math.Pi * 20
	o := newOscillator(omega*omega, 0.05)
	o.position, o.acceleration = 1, -omega*omega
	last, crossings, peak := o.position, 0, 0.0
	for range int(0.25 * stepRate) {
		o.next(0)
		if last < 0 && o.position >= 0 {
			crossings++
		}
		if crossings == 4 {
			peak = max(peak, o.position)
		}
		last = o.position
	}
	if want := math.Exp(-0.05 * omega * 4 / 19.975); math.Abs(peak/want-1) > 0.02 {
		t.Errorf("fourth peak %.4f, want %.4f", peak, want)
	}
}

func TestOscillatorFollowsAHarmonicLoad(t *testing.T) {
	const natural = 36.0
	for _, f := range []float64{5, 30, 36, 60, 150} {
		o := newOscillator(math.Pow(2*math.Pi*natural, 2), 0.05)
		peak := 0.0
		for i := range 4 * stepRate {
			a := o.next(math.Sin(2 * math.Pi * f * float64(i) * step))
			if i > 3*stepRate {
				peak = max(peak, math.Abs(a))
			}
		}
		// |a/f| = r²/√((1-r²)² + (2ζr)²) with r the ratio of the frequencies.
		r := f / natural
		want := r * r / math.Hypot(1-r*r, 2*0.05*r)
		if math.Abs(peak/want-1) > 0.03 {
			t.Errorf("%g Hz: acceleration over load %.4f, want %.4f", f, peak, want)
		}
	}
}
