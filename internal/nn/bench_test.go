package nn

import (
	"context"
	"testing"
)

// onlineStep is one step of use case 1 on 40-16-4-16-40: frozen layers, online
// layer, error, update.
func onlineStep(loss Loss) func() {
	random := newRandom()
	frozen := &Network{Embedding: 1, Layers: []*Dense{
		randomDense(random, 40, 16, ReLU), randomDense(random, 16, 4, ReLU), randomDense(random, 4, 16, ReLU),
	}}
	layer := NewReconstruction(randomDense(random, 16, 40, SigmoidActivation), loss, 0.02)
	x, y := randomTarget(random, 40), NewVector(40)
	activations := frozen.NewActivations()
	return func() {
		hidden := frozen.Forward(activations, x)
		layer.Predict(y, hidden)
		sink = MeanSquaredError(y, x)
		layer.Update(hidden, y, x)
	}
}

var sink float32

func BenchmarkOnlineStep(b *testing.B) {
	for loss := MSE; loss <= PaperEq5; loss++ {
		b.Run(loss.String(), func(b *testing.B) {
			step := onlineStep(loss)
			b.ReportAllocs()
			for b.Loop() {
				step()
			}
		})
	}
}

func BenchmarkOnlineStepPlain(b *testing.B) {
	step := onlineStep(MSE)
	withPlainKernels(func() {
		for b.Loop() {
			step()
		}
	})
}

// BenchmarkClassifierStep is one step of use case 2: statistics, prediction and
// update of three classes on five features.
func BenchmarkClassifierStep(b *testing.B) {
	random := newRandom()
	layer := NewClassifier(5, 8, 0.05)
	for range 3 {
		if err := layer.Grow(); err != nil {
			b.Fatal(err)
		}
	}
	statistics := NewStatistics(5)
	x, z, y := randomVector(random, 5), NewVector(5), NewVector(8)[:3]
	for b.Loop() {
		statistics.Update(x)
		statistics.Standardise(z, x)
		layer.Predict(y, z)
		layer.UpdateClass(z, y, 1)
	}
}

func BenchmarkParts(b *testing.B) {
	random := newRandom()
	encoder := randomDense(random, 40, 16, ReLU)
	x, hidden, delta := randomTarget(random, 40), NewVector(16), NewVector(40)
	y := randomTarget(random, 40)
	weights := make([]float32, 16*40)
	parts := []struct {
		name string
		run  func()
	}{
		{"Dense40x16", func() { encoder.Forward(hidden, x) }},
		{"Sigmoid40", func() { SigmoidActivation.Apply(delta) }},
		{"MeanSquaredError40", func() { sink = MeanSquaredError(y, x) }},
		{"DeltaMSE40", func() { MSE.Delta(delta, y, x) }},
		{"Outer16x40", func() { outerKernel(weights, hidden, y, 40, 40) }},
	}
	for _, part := range parts {
		b.Run(part.name, func(b *testing.B) {
			for b.Loop() {
				part.run()
			}
		})
	}
}

// BenchmarkTrain trains on 3500 windows of 40 features for 100 epochs.
func BenchmarkTrain(b *testing.B) {
	windows := sines(3500, 40)
	o := options()
	o.Epochs = 100
	for b.Loop() {
		if _, _, err := TrainAutoencoder(context.Background(), windows, 40, o); err != nil {
			b.Fatal(err)
		}
	}
}
