package tinyol

import (
	"math"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/stream"
)

// The layer starts without a neuron, grows one at each new label, and the
// prediction of the window that brought it is still the old layer's.
func TestALayerGrowsAtNewLabels(t *testing.T) {
	d := newDevice(t, testProgram(t, Supervised, frontend.Raw))
	var outcomes []Outcome
	for _, label := range []int{5, 3} {
		drive(d, vibration(20, float64(label), 0.1, 4), label, func(o Outcome) { outcomes = append(outcomes, o) })
	}
	if o := outcomes[0]; o.Class != stream.NoLabel || !o.Grown || !o.Updated {
		t.Errorf("first window: %+v; want no prediction, a new neuron, an update", o)
	}
	// -log(1/1): the only neuron takes all of the softmax.
	if outcomes[0].Loss != 0 {
		t.Errorf("first loss %g, want 0", outcomes[0].Loss)
	}
	var second *Outcome
	for i := range outcomes[1:] {
		if outcomes[1+i].Grown {
			second = &outcomes[1+i]
			break
		}
	}
	if second == nil || second.Class != 5 {
		t.Fatalf("second new label: %+v; want the prediction 5 of the layer before it grew", second)
	}
	if got := d.Classes(); len(got) != 2 || got[0] != 5 || got[1] != 3 {
		t.Errorf("classes %v, want [5 3]", got)
	}
}

func TestAFullLayerSaysSo(t *testing.T) {
	p := testProgram(t, Supervised, frontend.Raw)
	p.MaxClasses = 2
	d := newDevice(t, p)
	full := 0
	for label := range 3 {
		d.Reset()
		drive(d, vibration(16, 1, 0.1, 4), label, func(o Outcome) {
			if o.Full {
				full++
			}
		})
	}
	if full != 1 || len(d.Classes()) != 2 {
		t.Errorf("%d full steps and %d classes; want 1 and 2", full, len(d.Classes()))
	}
}

// Two vibrations that differ in strength must be told apart in the end, with
// assessments on the way that leave no trace.
func TestClassesAreLearnedAndAssessmentsLeaveNoTrace(t *testing.T) {
	p := testProgram(t, Supervised, frontend.Demean)
	p.LearningRate = 0.1
	plain, assessed := newDevice(t, p), newDevice(t, p)
	probe := newDevice(t, p)
	var test [2][]float32
	for label := range test {
		probe.Reset()
		rows := vibration(16, 1+2*float64(label), 0.11, 99)
		for i := 0; i < len(rows); i += 2 {
			probe.Push(rows[i : i+2])
		}
		test[label] = probe.Encode(nil)
	}
	for round := range 40 {
		label := round % 2
		rows := vibration(60, 1+2*float64(label), 0.11, uint64(round))
		var a, b []Outcome
		drive(plain, rows, label, func(o Outcome) { a = append(a, o) })
		drive(assessed, rows, label, func(o Outcome) {
			b = append(b, o)
			assessed.Assess(test[0])
			assessed.Assess(test[1])
		})
		for i := range a {
			if a[i] != b[i] {
				t.Fatalf("round %d step %d: %+v after an assessment, %+v without", round, i, b[i], a[i])
			}
		}
	}
	for label, features := range test {
		if got := plain.Assess(features); got != label {
			t.Errorf("class %d is taken for %d", label, got)
		}
	}
}

func TestWithoutALabelNothingIsLearned(t *testing.T) {
	d := newDevice(t, testProgram(t, Supervised, frontend.Raw))
	for _, label := range []int{stream.NoLabel, stream.Mixed} {
		drive(d, vibration(40, 1, 0.1, 4), label, func(o Outcome) {
			if o.Updated || o.Class != stream.NoLabel || !math.IsNaN(float64(o.Loss)) {
				t.Errorf("label %d: %+v", label, o)
			}
		})
	}
	if d.Updates() != 0 || len(d.Classes()) != 0 {
		t.Errorf("%d updates, %d classes", d.Updates(), len(d.Classes()))
	}
}

func TestNonFiniteStepsAreTold(t *testing.T) {
	d := newDevice(t, testProgram(t, Unsupervised, frontend.Raw))
	rows := vibration(32, 1, 0.1, 4)
	rows[10] = float32(math.Inf(1))
	finite, not := 0, 0
	drive(d, rows, 0, func(o Outcome) {
		if o.Finite() {
			finite++
		} else {
			not++
		}
	})
	// The infinity is in the first of the five windows, and what the layer
	// learned from it makes the others infinite or NaN as well.
	if finite != 0 || not != 5 {
		t.Errorf("%d finite steps and %d others", finite, not)
	}
}
