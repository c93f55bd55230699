package tinyol

import (
	"testing"

	"tinyol-sim/internal/frontend"
)

// A device that takes over another's state goes on as that one does.
func TestStateGoesOnElsewhere(t *testing.T) {
	for _, mode := range []Mode{Frozen, Unsupervised, Supervised} {
		p := testProgram(t, mode, frontend.Demean)
		p.Policy = Policy{Threshold: 0.001, Rise: 0.01, Fall: 0.0001} // which is learned too
		a, b := newDevice(t, p), newDevice(t, p)
		for label := range 3 {
			drive(a, vibration(200, 1+float64(label), 0.1, uint64(label)), label, nil)
		}
		var s State
		a.State(&s)
		if err := b.SetState(&s); err != nil {
			t.Fatal(err)
		}
		if mode != Frozen && (s.Threshold == p.Policy.Threshold || b.threshold != s.Threshold) {
			t.Errorf("%s: the threshold %g was taken for %g", mode, s.Threshold, b.threshold)
		}
		a.Reset()
		var want []Outcome
		rows := vibration(300, 1.5, 0.12, 9)
		drive(a, rows, 1, func(o Outcome) { want = append(want, o) })
		i := 0
		drive(b, rows, 1, func(o Outcome) {
			if o != want[i] {
				t.Fatalf("%s: step %d is %+v, want %+v", mode, i, o, want[i])
			}
			i++
		})
		if i == 0 || i != len(want) {
			t.Errorf("%s: %d steps of %d", mode, i, len(want))
		}
	}
}

func TestStateOfAnotherProgram(t *testing.T) {
	var s State
	newDevice(t, testProgram(t, Unsupervised, frontend.Raw)).State(&s)
	if newDevice(t, testProgram(t, Supervised, frontend.Raw)).SetState(&s) == nil {
		t.Error("a classifier takes the state of a reconstruction layer")
	}
	s.Values[0] = s.Values[0][1:]
	if newDevice(t, testProgram(t, Unsupervised, frontend.Raw)).SetState(&s) == nil {
		t.Error("a state with a weight missing is taken")
	}
}
