package fan

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// Drawn evenly between its limits a figure has the mean of them, and its mean over
// n fans lies within 5 standard errors of that, the width over √(12n).
func TestFansLieWithinTheTolerances(t *testing.T) {
	const fans = 5000
	figures := []struct {
		name         string
		of           func(p specimen) float64
		lowest, most float64
		even         bool
	}{
		{"imbalance", func(p specimen) float64 { return p.imbalance }, 0, 1, true},
		{"speed", func(p specimen) float64 { return p.speed }, 0.9, 1.1, true},
		{"torque", func(p specimen) float64 { return p.strength }, 0.81, 1.21, false},
		{"out-of-roundness", func(p specimen) float64 { return math.Hypot(p.oval.along, p.oval.across) }, 0, 1, true},
		{"lobes", func(p specimen) float64 { return math.Hypot(p.lobe.along, p.lobe.across) }, 0, 1, true},
		{"modulus of the feet", func(p specimen) float64 { return math.Pow(p.feet, 1.5) }, 0.78, 1.22, true},
		{"thrust", func(p specimen) float64 { return p.thrust }, 0.95, 1.05, false},
	}
	for _, f := range figures {
		sum, least, most := 0.0, math.Inf(1), math.Inf(-1)
		for fan := range uint64(fans) {
			x := f.of(newSpecimen(fan + 1))
			sum, least, most = sum+x, min(least, x), max(most, x)
		}
		const rounding = 1e-9
		if least < f.lowest-rounding || most > f.most+rounding {
			t.Errorf("%s: from %.4f to %.4f, want within %.2f to %.2f", f.name, least, most, f.lowest, f.most)
		}
		width := f.most - f.lowest
		if mean, want := sum/fans, (f.lowest+f.most)/2; f.even && math.Abs(mean-want) > 5*width/math.Sqrt(12*fans) {
			t.Errorf("%s: a mean of %.4f, want %.4f", f.name, mean, want)
		}
		if f.even && most-least < 0.99*width {
			t.Errorf("%s: from %.4f to %.4f, which leaves a part of the tolerance out", f.name, least, most)
		}
	}
}

// Blade i passes where the rotor has turned back by i/5, and then the line has its
// thrust.
func TestBladesPassWithTheirThrust(t *testing.T) {
	mean, harmonics := newSource(3, streamFan).blades()
	again := newSource(3, streamFan)
	sum := 0.0
	for blade := range bladeCount {
		want := 1 + again.within(bladeTolerance/bladeIncidence)
		u := -float64(blade) / bladeCount
		got := mean + harmonics[0].at(cosine(u), sine(u)) + harmonics[1].at(cosine(2*u), sine(2*u))
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("blade %d passes with %.6f of the thrust, want %.6f", blade, got, want)
		}
		sum += want
	}
	if math.Abs(mean-sum/bladeCount) > 1e-12 {
		t.Errorf("mean thrust %.6f, want %.6f", mean, sum/bladeCount)
	}
}

func TestPhasor(t *testing.T) {
	p := phasor{0.5 * math.Cos(0.3), 0.5 * math.Sin(0.3)}
	c, s := math.Cos(1.1), math.Sin(1.1)
	if got, want := p.at(c, s), 0.5*math.Cos(1.4); math.Abs(got-want) > 1e-12 {
		t.Errorf("%.6f, want %.6f", got, want)
	}
	if got, want := p.turned(c, s), 0.5*math.Sin(1.4); math.Abs(got-want) > 1e-12 {
		t.Errorf("a quarter of a turn later %.6f, want %.6f", got, want)
	}
}

// The line of the shaft is in proportion to the imbalance that is left.
func TestImbalanceOfAFan(t *testing.T) {
	fan := newSpecimen(catalogueFan)
	whole, _ := line(spectrum(record(steady(fan, 25), minute)[2]), 25)
	fan.imbalance = 0.4
	part, _ := line(spectrum(record(steady(fan, 25), minute)[2]), 25)
	if math.Abs(part/whole-0.4) > 0.02 {
		t.Errorf("%.2f of the line is left, want 0.4", part/whole)
	}
}

func TestSpeedAndTorqueOfAFan(t *testing.T) {
	fan := newSpecimen(catalogueFan)
	slow, weak := startSpeed(fan, 0, 0), newLockedRotor(newSource(1, 1), fan).torque
	fan.speed, fan.strength = 1.1, 1.21
	if fast := startSpeed(fan, 0, 0); math.Abs(fast/slow-1.1) > 1e-12 {
		t.Errorf("a fan that is 10 %% faster turns at %.3f Hz and the catalogue's at %.3f Hz", fast, slow)
	}
	if strong := newLockedRotor(newSource(1, 1), fan).torque; math.Abs(strong/weak-1.21) > 1e-12 {
		t.Errorf("its stalled motor has %.4f of the torque, want 1.21", strong/weak)
	}
}

func TestOtherFanIsAnother(t *testing.T) {
	field, other := Field(), Other()
	if other.Fan == field.Fan || other.Board == field.Board || other.Mounting == field.Mounting || other.Seed == field.Seed {
		t.Errorf("%+v shares something with %+v", other, field)
	}
	for i := range field.Sessions {
		if a, b := field.Sessions[i], other.Sessions[i]; a.Mode != b.Mode || a.Rows != b.Rows {
			t.Errorf("session %d: %+v and %+v", i, a, b)
		}
	}
}

// The README states what was drawn for the bundled fan.
func TestReadmeStatesTheOtherFan(t *testing.T) {
	content, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	p := newSpecimen(Other().Fan)
	for _, want := range []string{
		fmt.Sprintf("| %.0f %% of it |", 100*p.imbalance),
		fmt.Sprintf("| %.0f and %.0f %% of it |", 100*math.Hypot(p.oval.along, p.oval.across), 100*math.Hypot(p.lobe.along, p.lobe.across)),
		fmt.Sprintf("| %+.1f %% |", 100*(p.speed-1)),
		fmt.Sprintf("| %+.1f %% |", 100*(p.strength-1)),
		fmt.Sprintf("| %+.1f %% of thrust |", 100*(p.thrust-1)),
		fmt.Sprintf("| %+.1f %% of stiffness |", 100*(p.feet-1)),
	} {
		if !strings.Contains(string(content), want) {
			t.Errorf("README.md lacks: %s", want)
		}
	}
}
