package recording

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestSlidingByHand follows four windows of labels 0 0 1 1 with the
// predictions none, 0, 0, 1, over the last three of them.
//
//	online     0->0 right, 1->0 wrong, 1->1 right: accuracy 2/3;
//	           F1 of 0: 2*1/(2+1) = 2/3, of 1: 2*1/(1+2) = 2/3
//	no change  0 0 1: right, wrong, right: accuracy 2/3; F1 likewise 2/3
//	majority   0 0 0: right, wrong, wrong: accuracy 1/3;
//	           F1 of 0: 2*1/(3+1) = 1/2, of 1: 0, so macro-F1 1/4
func TestSlidingByHand(t *testing.T) {
	s := newSliding(3, 2)
	for _, w := range [][2]int{{0, -1}, {0, 0}, {1, 0}, {1, 1}} {
		s.add(w[0], w[1])
	}
	want := [GuessCount][2]float64{GuessOnline: {2. / 3, 2. / 3}, GuessNoChange: {2. / 3, 2. / 3}, GuessMajority: {1. / 3, 1. / 4}}
	for g := range GuessCount {
		if a, f := s.accuracy(g), s.macroF1(g); math.Abs(a-want[g][0]) > 1e-12 || math.Abs(f-want[g][1]) > 1e-12 {
			t.Errorf("%s: accuracy %g, macro-F1 %g, want %v", GuessNames[g], a, f, want[g])
		}
	}
}

// TestSlidingAgainstRecount compares with a count from scratch.
func TestSlidingAgainstRecount(t *testing.T) {
	const classes, ring = 4, 37
	random := rand.New(rand.NewPCG(5, 6))
	s := newSliding(ring, classes)
	var labels, predictions []int
	for range 400 {
		label, prediction := random.IntN(classes), random.IntN(classes+1)-1
		labels, predictions = append(labels, label), append(predictions, prediction)
		s.add(label, prediction)
		from := max(0, len(labels)-ring)
		accuracy, f1 := recount(labels[from:], predictions[from:], classes)
		if math.Abs(s.accuracy(GuessOnline)-accuracy) > 1e-12 || math.Abs(s.macroF1(GuessOnline)-f1) > 1e-12 {
			t.Fatalf("after %d windows: %g and %g, want %g and %g", len(labels), s.accuracy(GuessOnline), s.macroF1(GuessOnline), accuracy, f1)
		}
	}
}

// recount takes F1 from precision and recall.
func recount(labels, predictions []int, classes int) (accuracy, macroF1 float64) {
	right, present := 0.0, 0.0
	for c := range classes {
		var hit, named, real float64
		for i := range labels {
			if labels[i] == c {
				real++
			}
			if predictions[i] == c {
				named++
				if labels[i] == c {
					hit++
				}
			}
		}
		right += hit
		if real == 0 {
			continue
		}
		present++
		if hit > 0 {
			precision, recall := hit/named, hit/real
			macroF1 += 2 * precision * recall / (precision + recall)
		}
	}
	return right / float64(len(labels)), macroF1 / present
}
