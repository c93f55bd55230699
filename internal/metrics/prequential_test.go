package metrics

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The stream, its predictions and what the baselines say before each label:
//
//	label      0 0 0 1 1 1 1 0
//	learner    - 0 0 0 1 1 1 0   6 right
//	no-change  - 0 0 0 1 1 1 1   5 right
//	majority   - 0 0 0 0 0 0 1   2 right (0 leads until 1 has four to three)
func TestPrequentialByHand(t *testing.T) {
	labels := []int{0, 0, 0, 1, 1, 1, 1, 0}
	predictions := []int{-1, 0, 0, 0, 1, 1, 1, 0}
	p := NewPrequential()
	for i, label := range labels {
		p.Add(label, predictions[i])
		p.Show(label)
		p.Add(-2, 1) // windows that span two labels change nothing
		p.Show(-2)
	}
	near(t, "accuracy", p.Learner.Accuracy(), 6.0/8, 1e-15)
	near(t, "no-change", p.NoChange.Accuracy(), 5.0/8, 1e-15)
	near(t, "majority", p.Majority.Accuracy(), 2.0/8, 1e-15)
	// (6/8 - 5/8) / (1 - 5/8) = 1/3
	near(t, "temporal kappa", p.KappaTemporal(), 1.0/3, 1e-15)
	// Majority: of 0, 2 hits among 4 labels and 6 predictions; of 1 none.
	near(t, "majority macro F1", p.Majority.MacroF1(), 4.0/10/2, 1e-15)
}

// A learner that only repeats the last label has a temporal kappa of 0 however
// high its accuracy is; that is what the figure is for.
func TestKappaTemporalOfNoChange(t *testing.T) {
	p := NewPrequential()
	last := -1
	for i := range 1000 {
		label := i / 250
		p.Add(label, last)
		p.Show(label)
		last = label
	}
	near(t, "accuracy", p.Learner.Accuracy(), 996.0/1000, 1e-15)
	near(t, "temporal kappa", p.KappaTemporal(), 0, 1e-15)
}

// Labels that come two windows late: the baselines say what has arrived.
//
//	label      0 0 1 1 1 1
//	arrived    - - 0 0 1 1   after the prediction
//	no-change  - - - 0 0 1   1 right
//	majority   - - - 0 0 0   0 right: two against one at the last
func TestPrequentialLate(t *testing.T) {
	labels := []int{0, 0, 1, 1, 1, 1}
	p := NewPrequential()
	for i, label := range labels {
		p.Add(label, label)
		if i >= 2 {
			p.Show(labels[i-2])
		}
	}
	near(t, "no-change", p.NoChange.Accuracy(), 1.0/6, 1e-15)
	near(t, "majority", p.Majority.Accuracy(), 0, 1e-15)
}

func TestPrequentialBeforeTheStream(t *testing.T) {
	p := NewPrequential()
	for _, figure := range []float64{p.Learner.Accuracy(), p.KappaTemporal(), p.Learner.Kappa()} {
		near(t, "figure of nothing", figure, math.NaN(), 0)
	}
}

func TestAddDoesNotAllocate(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	p, r, a, z := NewPrequential(), NewRanking(), NewAlarms(0.1), NewRunningZScore(3, 64)
	d, row := NewDivergence("x"), []float32{1, 2, 3}
	var l LockOut
	add := func() {
		class, score := random.IntN(5), random.Float32()
		row[0] = score
		p.Add(class, random.IntN(5))
		p.Show(class)
		r.Add(score, class == 0)
		a.Add(0, State(random.IntN(4)), score > 0.9)
		d.Add(1, float64(score), 1)
		l.Add(1, class == 0, float64(score), 0.5)
		z.Push(row)
		z.Score()
	}
	for range 300_000 {
		add()
	}
	if n := testing.AllocsPerRun(10000, add); n != 0 {
		t.Errorf("%v allocations for a window", n)
	}
}

func BenchmarkPrequentialAdd(b *testing.B) {
	p := NewPrequential()
	i := 0
	for b.Loop() {
		p.Add(i%3, (i+i/7)%3)
		p.Show(i % 3)
		i++
	}
}
