package fan

import (
	"math"
	"testing"
)

func TestFootStiffness(t *testing.T) {
	// E* = 5 MPa/0.75 = 6.667 MPa; 6·(6.667e6)²·0.01·0.68 = 1.813e12, whose
	// cube root is 12194 N/m.
	if k := foot(0.68); math.Abs(k-12194) > 5 {
		t.Errorf("stiffness %.0f N/m, want 12194", k)
	}
}

func TestResonancesOfTheBody(t *testing.T) {
	hertz := func(o oscillator) float64 { return math.Sqrt(o.stiffness) / (2 * math.Pi) }
	b := newBody(Normal, 0, meantPlace, 1)
	// Sideways: 4·12180·0.04² = 77.9 N·m/rad over the head 0.11·0.1² = 1.1e-3,
	// its disc 1.16e-4, the base 1.33e-4 and the board 0.012·(0.1²+0.055²) =
	// 1.56e-4 kg·m²: √(77.9/1.505e-3)/2π = 36.2 Hz.
	// Bouncing: √(4·12180/0.277)/2π = 66.7 Hz.
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"sideways", hertz(b.sideways), 36.2},
		{"bounce", hertz(b.bounce), 66.7},
	} {
		if math.Abs(c.got-c.want) > 0.2 {
			t.Errorf("%s: %.2f Hz, want %.1f", c.name, c.got, c.want)
		}
	}
	if l := newBody(Tilted, tiltAngle, meantPlace, 1); l.sideways.stiffness > 0.6*b.sideways.stiffness {
		t.Errorf("two feet instead of four leave %.0f of %.0f of the stiffness sideways, want about half",
			l.sideways.stiffness, b.sideways.stiffness)
	}
}

func TestStandCarriesTheWeight(t *testing.T) {
	// Leaning by nothing on three supports: the prop takes half of the weight,
	// each rear foot a quarter, so prop : foot = 2^(1/3) in stiffness.
	k := stand(Tilted, 0, 0.277, 0.05)
	rear := k.sideways / (footDistance * footDistance)
	if got, want := (k.bounce-rear)/(rear/2), math.Cbrt(2); math.Abs(got/want-1) > 1e-9 {
		t.Errorf("prop over rear foot %.6f, want %.6f", got, want)
	}
	prop := k.bounce - rear
	// About the centre of stiffness two springs 2d apart make (2d)²·k₁k₂/(k₁+k₂).
	want := 4 * footDistance * footDistance * prop * rear / (prop + rear)
	if math.Abs(k.foreAft/want-1) > 1e-9 {
		t.Errorf("fore and aft %.4f N·m/rad, want %.4f", k.foreAft, want)
	}
}

// Far above its resonances the body is free: a force at the shaft and the place
// of the board give the accelerations of a rigid body.
func TestBodyMovesAsARigidBody(t *testing.T) {
	b := newBody(Normal, 0, meantPlace, 1)
	b.sideways.stiffness, b.sideways.damping, b.sideways.divisor = 0, 0, 1
	b.foreAft, b.bounce = b.sideways, b.sideways
	place := vector{0.05, 0.02, 0.1}
	a := b.next(load{force: vector{1, 0, 0}, torque: 0.01}, vector{}, place)
	// α = (0.1·1 + 0.01)/I about y; a = α·(z, 0, -x).
	alpha := 0.11 / b.inertiaY
	for i, want := range (vector{0.1 * alpha, 0, -0.05 * alpha}) {
		if math.Abs(a[i]-want) > 1e-9 {
			t.Errorf("axis %d: %.6f m/s², want %.6f", i, a[i], want)
		}
	}
	if a := b.next(load{}, vector{0, 0, 1}, place); math.Abs(a[2]) > 1e-9 {
		t.Errorf("without springs the desk moves the fan by %g m/s²", a[2])
	}
}

func TestMounting(t *testing.T) {
	a, b := newMounting(1), newMounting(2)
	for i := range 3 {
		for j := range 3 {
			want := 0.0
			if i == j {
				want = 1
			}
			if got := a.frame[i].dot(a.frame[j]); math.Abs(got-want) > 1e-9 {
				t.Errorf("rows %d and %d of the frame: %.12f, want %.0f", i, j, got, want)
			}
		}
	}
	if a.place == b.place || a.frame == b.frame || a.bond == b.bond {
		t.Error("two mountings share their place, their frame or their bond")
	}
	if a != newMounting(1) {
		t.Error("the same mounting differs from itself")
	}
}

func TestTurned(t *testing.T) {
	// Leaning back a quarter turn about x: what was up is along the air.
	r := turned(0, 0.25)
	got := r.apply(vector{0, 0, 1})
	for i, want := range (vector{0, 1, 0}) {
		if math.Abs(got[i]-want) > 1e-9 {
			t.Errorf("up in the leaning fan is %.3f, want along y", got)
			break
		}
	}
}
