package nn

import (
	"context"
	"errors"
	"math"
	"testing"
)

// With batches of one sample and one epoch, the offline layer takes the online
// layer's steps, in another order of samples: equation 8.
func TestBatchOfOneIsTheOnlineStep(t *testing.T) {
	features := []float32{1, -2, 0.5, 3}
	labels := []int{1, 0}
	var got *Online
	err := TrainClassifier(context.Background(), features, 2, labels, 2, BatchOptions{Epochs: 1, Batch: 1, LearningRate: 0.1, Seed: 3},
		func(_ int, l *Online) error { got = l; return nil })
	if err != nil {
		t.Fatal(err)
	}
	order := []int{0, 1}
	newGenerator(3).shuffle(order)
	want := NewClassifier(2, 2, 0.1)
	want.Grow()
	want.Grow()
	y := NewVector(2)
	for _, i := range order {
		x := features[2*i : 2*i+2]
		want.Predict(y, x)
		want.UpdateClass(x, y, labels[i])
	}
	for in := range 2 {
		for out := range 2 {
			if a, b := got.Weight(in, out), want.Weight(in, out); math.Abs(float64(a-b)) > 1e-7 {
				t.Errorf("weight %d to %d: %g, the online layer has %g", in, out, a, b)
			}
		}
	}
}

// By hand, in one batch: two samples, two classes, weights zero, so softmax is
// 1/2. Sample (1, 0) of class 0 has the gradient (-1/2, 1/2) on input 0, sample
// (0, 2) of class 1 (1, -1) on input 1. A step of rate 1 over their mean halves
// them with the sign turned round.
func TestBatchStepByHand(t *testing.T) {
	var w [2][2]float32
	err := TrainClassifier(context.Background(), []float32{1, 0, 0, 2}, 2, []int{0, 1}, 2, BatchOptions{Epochs: 1, Batch: 8, LearningRate: 1, Seed: 1},
		func(_ int, l *Online) error {
			for in := range 2 {
				for out := range 2 {
					w[in][out] = l.Weight(in, out)
				}
			}
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	if want := [2][2]float32{{0.25, -0.25}, {-0.5, 0.5}}; w != want {
		t.Errorf("weights %v, want %v", w, want)
	}
}

func TestClassifierTrainingEnds(t *testing.T) {
	stop := errors.New("enough")
	epochs := 0
	err := TrainClassifier(context.Background(), []float32{1, 2}, 1, []int{0, 1}, 2, BatchOptions{Epochs: 10, Batch: 2, LearningRate: 0.1},
		func(int, *Online) error {
			if epochs++; epochs == 3 {
				return stop
			}
			return nil
		})
	if !errors.Is(err, stop) || epochs != 3 {
		t.Errorf("%d epochs, error %v", epochs, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := TrainClassifier(ctx, []float32{1}, 1, []int{0}, 1, BatchOptions{Epochs: 1, Batch: 1}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled training: %v", err)
	}
}
