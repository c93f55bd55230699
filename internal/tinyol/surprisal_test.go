package tinyol

import (
	"math"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
)

// probability is that of a class, in float64, by what a learner's outputs are.
func probability(name string, y []float32, class int) float64 {
	sum, of := 0.0, func(v float32) float64 { return float64(v) }
	switch name {
	case "means", "lda", "naive-bayes":
		of = func(v float32) float64 { return math.Exp(float64(v) - float64(y[class])) }
	case "knn-classes":
		of = func(v float32) float64 { return float64(v) + 1 }
	}
	for _, v := range y {
		sum += of(v)
	}
	return of(y[class]) / sum
}

// The surprisal is -log P(normal) of the outputs that the prediction was made by, before
// anything was learned from the window; there is none before the healthy machine was
// seen, and of what is no classifier.
func TestSurprisalIsOfTheOutputs(t *testing.T) {
	for _, mode := range learner.Modes() {
		l := learner.Of(mode)
		p := testProgram(t, mode, frontend.Demean)
		p.Policy.Normal = 2
		if l.Aim != learner.Label {
			drive(newDevice(t, p), vibration(60, 1, 0.11, 1), 2, func(o Outcome) {
				if o.Surprisal != NoSurprisal {
					t.Fatalf("%s is no classifier and surprised by %g", mode, o.Surprisal)
				}
			})
			continue
		}
		d, twin := newDevice(t, p), newDevice(t, p)
		compared := 0
		for round, label := range []int{0, 2, 1, 2, 0, 1} {
			rows := vibration(40, 1+float64(label), 0.11+0.1*float64(label), uint64(round))
			for i := 0; i+2 <= len(rows); i += 2 {
				if twin.Push(rows[i : i+2]); !d.Push(rows[i : i+2]) {
					continue
				}
				known := len(d.Classes())
				neuron := d.neuron(2)
				o := d.Step(label)
				twin.Step(-2) // which teaches nothing, with the same statistics
				if neuron < 0 {
					if o.Surprisal != NoSurprisal {
						t.Fatalf("%s: surprised by %g before the first healthy window", mode, o.Surprisal)
					}
				} else if len(twin.plan.LossOf) != 1 {
					t.Fatalf("%s: %d vectors", mode, len(twin.plan.LossOf))
				} else {
					y := twin.Values(twin.plan.LossOf[0])[:known]
					want := -math.Log(probability(l.Name, y, neuron))
					if math.Abs(float64(o.Surprisal)-want) > 1e-4*(1+want) && want < 80 {
						t.Fatalf("%s, round %d: surprised by %g, %g by the outputs %v", mode, round, o.Surprisal, want, y)
					}
					compared++
				}
				var s State
				d.State(&s)
				if err := twin.SetState(&s); err != nil {
					t.Fatal(err)
				}
			}
		}
		if compared < 20 {
			t.Errorf("%s: %d windows compared", mode, compared)
		}
	}
}
