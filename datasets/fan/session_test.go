package fan

import (
	"math"
	"math/cmplx"
	"slices"
	"testing"

	"gonum.org/v1/gonum/dsp/fourier"
	"gonum.org/v1/gonum/stat"
)

// record returns rows samples of a session by axis, in g.
func record(n *session, rows int) (x [3][]float64) {
	for i := range x {
		x[i] = make([]float64, rows)
	}
	for row := range rows {
		for i, c := range n.next() {
			x[i][row] = float64(c) * Sensitivity
		}
	}
	return x
}

// spectrum returns amplitudes in g by bin, Hann-windowed, mean removed; bin k
// is k·SampleRate/len(x) Hz.
func spectrum(x []float64) []float64 {
	mean := stat.Mean(x, nil)
	w := make([]float64, len(x))
	for i, v := range x {
		w[i] = (v - mean) * (0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/float64(len(x))))
	}
	c := fourier.NewFFT(len(x)).Coefficients(nil, w)
	a := make([]float64, len(c))
	for i := range c {
		a[i] = 4 * cmplx.Abs(c[i]) / float64(len(x))
	}
	return a
}

// line returns the largest amplitude within half a hertz of f and the median
// amplitude of the surroundings, from one to four hertz away.
func line(a []float64, f float64) (peak, floor float64) {
	hertz := SampleRate / 2 / float64(len(a)-1)
	var around []float64
	for i, v := range a {
		switch away := math.Abs(float64(i)*hertz - f); {
		case away <= 0.5:
			peak = max(peak, v)
		case away >= 1 && away <= 4:
			around = append(around, v)
		}
	}
	slices.Sort(around)
	return peak, around[len(around)/2]
}

// steady returns a running session without offset, gain error or misalignment
// whose shaft keeps to f Hz.
func steady(fan specimen, f float64) *session {
	n := newSession(Normal, fan, sensor{gain: vector{1, 1, 1}, noise: newSensor(1, 0).noise}, mounting{meantPlace, meantFrame, 1}, 5, 0)
	r := n.drive.(*runningRotor)
	r.speed, r.wander = f, coloured{}
	for range settleSteps {
		n.step()
	}
	return n
}

const minute = 60 * SampleRate

func TestLinesOfARunningFan(t *testing.T) {
	const shaft = 25.0
	x := record(steady(newSpecimen(catalogueFan), shaft), 2*minute)
	const up, along, side = 0, 1, 2 // axes of the board
	for _, c := range []struct {
		name string
		axis int
		f    float64 // in the air
		seen float64 // sampled at 119 Hz
	}{
		{"imbalance, sideways", side, shaft, 25},
		{"imbalance, up", up, shaft, 25},
		{"bearing, twice a turn", side, 2 * shaft, 50},
		{"bearing, three times a turn", side, 3 * shaft, 119 - 75},
		{"poles, four times a turn", side, 4 * shaft, 119 - 100},
		{"blades, five times a turn", along, 5 * shaft, 125 - 119},
		{"commutation, eight times a turn", side, 8 * shaft, 238 - 200},
		{"blades, second harmonic", along, 10 * shaft, 250 - 238},
	} {
		peak, floor := line(spectrum(x[c.axis]), c.seen)
		if peak < 5*floor {
			t.Errorf("%s: %.0f Hz, seen at %.0f Hz: %.3f mg over a floor of %.3f mg, want a line",
				c.name, c.f, c.seen, peak/milliG, floor/milliG)
		}
	}
	// Where the physics puts nothing.
	for _, f := range []float64{15, 32, 55} {
		for axis := range x {
			if peak, floor := line(spectrum(x[axis]), f); peak > 5*floor {
				t.Errorf("axis %d: a line of %.3f mg at %.0f Hz", axis, peak/milliG, f)
			}
		}
	}
}

// The line of the imbalance has the height that a pencil gives it.
func TestImbalanceAmplitude(t *testing.T) {
	// At 25 Hz: m·e·ω² = 0.03·(6.3e-3/188.5)·157.08² = 24.74 mN, times 0.1 m
	// over 1.505e-3 kg·m² = 1.644 rad/s²; the 36.23 Hz resonance makes it
	// 0.4761/√(0.5239² + 0.0690²) = 0.9010 of that; times 0.1 m and the
	// filter's 1/√1.25: 0.1325 m/s² = 13.5 mg.
	const want = 13.5 * milliG
	peak, _ := line(spectrum(record(steady(newSpecimen(catalogueFan), 25), minute)[2]), 25)
	if math.Abs(peak/want-1) > 0.03 {
		t.Errorf("%.2f mg, want %.1f", peak/milliG, want/milliG)
	}
}

func bundledSession(r Recording, index int) *session {
	s := r.Sessions[index]
	return newSession(s.Mode, newSpecimen(r.Fan), newSensor(r.Board, 0), newMounting(r.Mounting), r.Seed, uint64(index))
}

func TestShaftLineOfEachMode(t *testing.T) {
	for index, m := range Modes() {
		n := bundledSession(Training(), index)
		f := shaftSpeed
		if r, ok := n.drive.(*runningRotor); ok {
			f = r.speed
		}
		// A real shaft wanders by 1 %, so ten seconds at a time.
		peak, floor := line(spectrum(record(n, 10*SampleRate)[2]), f)
		if turns := peak > 10*floor; turns != (m != Stuck) {
			t.Errorf("%s: %.2f mg at the shaft's %.1f Hz over %.2f mg", m, peak/milliG, f, floor/milliG)
		}
	}
}

func TestStuckFanTwitches(t *testing.T) {
	x := record(bundledSession(Training(), int(Stuck)), minute)[2]
	mean := stat.Mean(x, nil)
	// Twitches are far above the noise of 1.3 mg; one has passed when it has
	// been quiet for 0.1 s.
	const loud, quiet = 10 * milliG, SampleRate / 10
	twitches, since := 0, quiet
	for _, v := range x {
		since++
		if math.Abs(v-mean) > loud {
			if since > quiet {
				twitches++
			}
			since = 0
		}
	}
	// 60 s over 4.4 s are 13.6 attempts, each switching on and off.
	if twitches < 26 || twitches > 30 {
		t.Errorf("%d twitches in a minute, want about 27", twitches)
	}
}

func TestGravityInEachMode(t *testing.T) {
	for _, r := range Recordings() {
		var upright vector
		for index, m := range Modes() {
			n := bundledSession(r, index)
			x := record(n, 10*SampleRate)
			var g vector
			for i := range g {
				// What the device adds to the truth, taken off again.
				g[i] = (stat.Mean(x[i], nil) - n.sensor.offset[i]) / n.sensor.gain[i]
			}
			length := math.Sqrt(g.dot(g))
			// The poles' line folds to about 1 Hz and leaves up to 3 mg of
			// itself in a mean over ten seconds.
			if math.Abs(length-1) > 0.003 {
				t.Errorf("%s, %s: gravity reads %.4f g", r.Name, m, length)
			}
			if m == Normal {
				upright = g
			}
			angle := degreesBetween(upright, g)
			// Propped up by 20° ± 2°, twice 2° and a little for the desk allowed.
			if m == Tilted && math.Abs(angle-20) > 5 || m == Stuck && angle > 2 {
				t.Errorf("%s, %s: leans by %.1f° against normal", r.Name, m, angle)
			}
		}
	}
}

func degreesBetween(a, b vector) float64 {
	return math.Acos(min(1, a.dot(b)/math.Sqrt(a.dot(a)*b.dot(b)))) * 180 / math.Pi
}

func TestFieldIsMountedAnew(t *testing.T) {
	mean := func(r Recording) (g vector) {
		for i, x := range record(bundledSession(r, 0), SampleRate) {
			g[i] = stat.Mean(x, nil)
		}
		return g
	}
	training, field, test := mean(Training()), mean(Field()), mean(Test())
	if a := degreesBetween(training, field); a < 2 || a > 25 {
		t.Errorf("the mountings of training and field differ by %.1f°, want a few degrees", a)
	}
	if a := degreesBetween(field, test); a > 1.5 {
		t.Errorf("field and test share a mounting but differ by %.1f°", a)
	}
}

func TestVibrationIsThatOfASmallFan(t *testing.T) {
	rms := func(m Mode) (sum float64) {
		for _, x := range record(bundledSession(Training(), int(m)), minute) {
			sum += stat.Variance(x, nil)
		}
		return math.Sqrt(sum)
	}
	normal, stuck, tilted := rms(Normal), rms(Stuck), rms(Tilted)
	// The nxp_fan recordings, another small 5 V fan: 30 mg running, 3 mg off.
	for m, v := range map[Mode]float64{Normal: normal, Tilted: tilted} {
		if v < 5*milliG || v > 200*milliG {
			t.Errorf("%s: %.0f mg rms, want tens of mg", m, v/milliG)
		}
	}
	if stuck > normal/2 || math.Abs(tilted/normal-1) < 0.1 {
		t.Errorf("normal %.1f, stuck %.1f, tilted %.1f mg: the modes do not differ",
			normal/milliG, stuck/milliG, tilted/milliG)
	}
}

func TestSamplesAllocateNothing(t *testing.T) {
	for index := range Modes() {
		n := bundledSession(Training(), index)
		if a := testing.AllocsPerRun(100, func() { n.next() }); a != 0 {
			t.Errorf("%s: %.0f allocations a sample", Mode(index), a)
		}
	}
}
