package tinyol

import (
	"testing"

	"tinyol-sim/internal/frontend"
)

// A device that is put where another one is goes on as that one does, in the
// middle of a window too.
func TestMomentGoesOnElsewhere(t *testing.T) {
	for _, mode := range []Mode{Frozen, Unsupervised, Supervised} {
		p := testProgram(t, mode, frontend.Raw)
		p.Policy = Policy{Limit: 160, Threshold: 0.001, Rise: 0.01, Fall: 0.0001}
		a, b := newDevice(t, p), newDevice(t, p)
		for label := range 3 {
			drive(a, vibration(203, 1+float64(label), 0.1, uint64(label)), label, nil)
		}
		var m Moment
		a.Moment(&m)
		if err := b.SetMoment(&m); err != nil {
			t.Fatal(err)
		}
		var want []Outcome
		rows := vibration(307, 1.5, 0.12, 9)
		number := func(o Outcome) Outcome {
			if o.Loss != o.Loss {
				o.Loss = -1 // a NaN is not equal to itself
			}
			return o
		}
		drive(a, rows, 1, func(o Outcome) { want = append(want, number(o)) })
		i := 0
		drive(b, rows, 1, func(o Outcome) {
			if i == len(want) || number(o) != want[i] {
				t.Fatalf("%s: step %d is %+v, of %d", mode, i, o, len(want))
			}
			i++
		})
		if last := want[len(want)-1].Updated; last || want[0].Updated != (mode != Frozen) {
			t.Errorf("%s: the limit does not lie behind the moment", mode)
		}
		if i == 0 || i != len(want) || a.Updates() != b.Updates() {
			t.Errorf("%s: %d steps of %d, %d updates of %d", mode, i, len(want), b.Updates(), a.Updates())
		}
	}
	if newDevice(t, testProgram(t, Supervised, frontend.Raw)).SetMoment(&Moment{}) == nil {
		t.Error("the moment of no program is taken")
	}
}

// What is foreseen is what comes, but where the score decides.
func TestForesee(t *testing.T) {
	for _, gate := range []Gate{Always, Labelled} {
		for _, mode := range []Mode{Frozen, Unsupervised, Supervised} {
			p := testProgram(t, mode, frontend.Demean)
			p.Policy = Policy{Gate: gate, Limit: 12, Normal: 1}
			d := newDevice(t, p)
			seen := map[[2]bool]int{}
			for n := range 60 {
				label := n%5 - 2 // mixed and none, too
				var learns, grows bool
				row := vibration(400, 1, 0.1, uint64(n))
				for at := 0; at < len(row); at += p.FrontEnd.Channels() {
					if !d.Push(row[at : at+p.FrontEnd.Channels()]) {
						continue
					}
					learns, grows = d.Foresee(label)
					if o := d.Step(label); !o.Full && (o.Updated != learns || o.Grown != grows) {
						t.Fatalf("%s, %s, label %d: %+v, foreseen %t %t", mode, gate, label, o, learns, grows)
					}
					seen[[2]bool{learns, grows}]++
					break
				}
			}
			if seen[[2]bool{}] == 0 || (seen[[2]bool{true, false}] == 0) != (mode == Frozen) || (seen[[2]bool{true, true}] == 0) != (mode != Supervised) {
				t.Errorf("%s, %s: foreseen %v", mode, gate, seen)
			}
		}
	}
}
