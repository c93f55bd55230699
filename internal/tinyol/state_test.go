package tinyol

import (
	"testing"

	"tinyol-sim/internal/stream"
)

// A device that takes over another's state goes on as that one does.
func TestStateGoesOnElsewhere(t *testing.T) {
	for _, mode := range []Mode{Frozen, Unsupervised, Supervised} {
		p := testProgram(t, mode, stream.Demean)
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
	newDevice(t, testProgram(t, Unsupervised, stream.Raw)).State(&s)
	if newDevice(t, testProgram(t, Supervised, stream.Raw)).SetState(&s) == nil {
		t.Error("a classifier takes the state of a reconstruction layer")
	}
	s.Weights = s.Weights[1:]
	if newDevice(t, testProgram(t, Unsupervised, stream.Raw)).SetState(&s) == nil {
		t.Error("a state with a weight missing is taken")
	}
}

// The vectors of the last window have the lengths of what they are: 16-8-3-8-16
// with the loss beside Z, and two classes.
func TestVectorsOfAStep(t *testing.T) {
	for _, test := range []struct {
		mode                                          Mode
		inputs, activations, output, features, scaled int
	}{
		{Frozen, 0, 4, 0, 0, 0},
		{Unsupervised, 8, 3, 16, 0, 0},
		{Supervised, 4, 4, 2, 4, 4},
	} {
		p := testProgram(t, test.mode, stream.Raw)
		d := newDevice(t, p)
		for label := range 2 {
			drive(d, vibration(100, 1, 0.1, 1), label, nil)
		}
		features, scaled := d.Standardised()
		if p.OnlineInputs() != test.inputs || len(d.Activations()) != test.activations || len(d.Output()) != test.output || len(features) != test.features || len(scaled) != test.scaled {
			t.Errorf("%s: %d inputs, %d activations, %d outputs, %d features, %d scaled", test.mode, p.OnlineInputs(), len(d.Activations()), len(d.Output()), len(features), len(scaled))
		}
	}
}
