package tinyol

import (
	"slices"
	"testing"

	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
)

// firing is a program with a detector that fires every few windows.
func firing(t *testing.T, mode Mode, response drift.Response) *Program {
	p := testProgram(t, mode, frontend.Demean)
	p.Drift = drift.Watch{
		Detectors: []drift.Tuned{drift.Named("cusum").Firing(p.FrontEnd.Features()), drift.Named("centroid").Firing(p.FrontEnd.Features())},
		Response:  response, Windows: 2,
	}
	return p
}

// learnedOf are the values of what the program without a detector learns.
func learnedOf(d *Device, alone *Device) (all [][]float32) {
	for i := range alone.Learned() {
		all = append(all, slices.Clone(d.Values(d.Learned()[i])))
	}
	return all
}

func equalValues(a, b [][]float32) bool {
	return slices.EqualFunc(a, b, func(x, y []float32) bool { return slices.Equal(x, y) })
}

// Detectors that are only counted change nothing of what is scored and learned.
func TestNotedDriftChangesNothing(t *testing.T) {
	for _, mode := range learner.Modes() {
		p := firing(t, mode, drift.Note)
		alone := *p
		alone.Drift = drift.Watch{}
		watched, plain := newDevice(t, p), newDevice(t, &alone)
		var want []Outcome
		rows := vibration(300, 1.3, 0.12, 3)
		drive(plain, rows, 0, func(o Outcome) { want = append(want, o) })
		i, fired := 0, 0
		drive(watched, rows, 0, func(o Outcome) {
			if o.Fired > 0 {
				fired++
			}
			if o.Fired = 0; !sameOutcome(o, want[i]) {
				t.Fatalf("%s, window %d: %+v, alone %+v", mode, i, o, want[i])
			}
			i++
		})
		if !equalValues(learnedOf(watched, plain), learnedOf(plain, plain)) || fired < 3 || fired == i {
			t.Errorf("%s: something else was learned, or nothing fired: %d of %d", mode, fired, i)
		}
	}
}

// Where a firing resets, what was learned is what it was before the first window, and
// the window that fired does not teach; the others do. So it is where labels come late.
func TestResetGoesBackToWhatWasFlashed(t *testing.T) {
	for _, mode := range learner.Modes() {
		for _, late := range []int{0, 3} {
			p := firing(t, mode, drift.Reset)
			p.LabelDelay = late
			alone := *p
			alone.Drift = drift.Watch{}
			if learner.Of(mode).Aim == learner.Label {
				if p.Validate() == nil {
					t.Errorf("%s forgets its classes", mode)
				}
				continue
			}
			d, plain := newDevice(t, p), newDevice(t, &alone)
			flashed := learnedOf(d, plain)[:learners(&alone)]
			resets, moved := 0, 0
			drive(d, vibration(400, 1.3, 0.12, 3), 0, func(o Outcome) {
				now := learnedOf(d, plain)[:learners(&alone)]
				switch {
				case !d.Plan().Learns():
				case o.Fired > 0 && (o.Updated || !equalValues(now, flashed)):
					t.Fatalf("%s, %d late: it fired, updated %t, and something learned is left", mode, late, o.Updated)
				case o.Fired > 0:
					resets++
				case !equalValues(now, flashed):
					moved++
				}
			})
			if d.Plan().Learns() && (resets < 3 || moved < 3) {
				t.Errorf("%s: %d resets, %d windows with something learned", mode, resets, moved)
			}
		}
	}
}

// learners counts the vectors that the learner itself keeps, before those that wait for
// labels.
func learners(p *Program) int {
	atOnce := *p
	atOnce.LabelDelay = 0
	return len(atOnce.Plan().Learned())
}

// A gate lets two windows teach after a firing, the one that fired among them.
func TestGateTeachesAfterAFiring(t *testing.T) {
	for _, mode := range []Mode{Unsupervised, Supervised} {
		p := firing(t, mode, drift.Gate)
		p.Drift.Detectors = p.Drift.Detectors[:1]
		p.Drift.Detectors[0].Settings[4] = 5 // it is silent for five windows after a firing
		d := newDevice(t, p)
		since, taught, shut := 99, 0, 0
		drive(d, vibration(500, 1.3, 0.12, 3), 0, func(o Outcome) {
			if since++; o.Fired > 0 {
				since = 0
			}
			if learns, _ := d.Foresee(0); learns != (since < 2) {
				t.Fatalf("%d windows after a firing: the next is foreseen to teach: %t", since, learns)
			}
			if o.Updated != (since < 2) {
				t.Fatalf("%s: %d windows after a firing: updated %t", mode, since, o.Updated)
			}
			if o.Updated {
				taught++
			} else {
				shut++
			}
		})
		if taught < 6 || shut < 6 {
			t.Errorf("%s: %d windows taught, %d did not", mode, taught, shut)
		}
	}
}

// What the detectors keep is part of where a device is.
func TestMomentHasTheDetectors(t *testing.T) {
	p := firing(t, Unsupervised, drift.Gate)
	a, b := newDevice(t, p), newDevice(t, p)
	rows := vibration(400, 1.3, 0.12, 3)
	drive(a, rows[:300], 0, nil)
	var m Moment
	a.Moment(&m)
	if err := b.SetMoment(&m); err != nil {
		t.Fatal(err)
	}
	var want []Outcome
	drive(a, rows[300:], 0, func(o Outcome) { want = append(want, o) })
	i := 0
	drive(b, rows[300:], 0, func(o Outcome) {
		if o != want[i] {
			t.Fatalf("window %d: %+v, want %+v", i, o, want[i])
		}
		i++
	})
	if i < 20 {
		t.Fatal("too few windows")
	}
}
