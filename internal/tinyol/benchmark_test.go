package tinyol

import (
	"context"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/nn"
)

// paperProgram is the paper's shape: 40-16-4-16-40 on raw windows of three
// axes, stride 10.
func paperProgram(b *testing.B, mode Mode) *Program {
	b.Helper()
	var rows []float32
	two := vibration(2000, 1, 0.11, 1)
	for i := 0; i < len(two); i += 2 {
		rows = append(rows, two[i], two[i+1], two[i]-two[i+1])
	}
	rec := &frontend.Recording{Channels: 3, Runs: [][]float32{rows}}
	f, err := frontend.Fit(frontend.Raw, 40, 10, rec)
	if err != nil {
		b.Fatal(err)
	}
	net, _, err := nn.TrainAutoencoder(context.Background(), f.Windows(rec, 10), f.Features(), nn.TrainOptions{
		Hidden: []int{16}, Embedding: 4, HiddenActivation: nn.ReLU, OutputActivation: nn.SigmoidActivation,
		Loss: nn.MSE, Epochs: 5, Batch: 32, LearningRate: 0.001, Seed: 1,
	})
	if err != nil {
		b.Fatal(err)
	}
	return &Program{Mode: mode, FrontEnd: f, Stride: 10, Network: net, Loss: nn.MSE, LearningRate: 0.02, MaxClasses: 8}
}

// A whole step on a window that is there: front end, base, predict, update.
// make bench-peers sets it beside a plain C loop.
func BenchmarkStepUnsupervised(b *testing.B) { benchmarkStep(b, Unsupervised) }
func BenchmarkStepSupervised(b *testing.B)   { benchmarkStep(b, Supervised) }
func BenchmarkStepFrozen(b *testing.B)       { benchmarkStep(b, Frozen) }

func benchmarkStep(b *testing.B, mode Mode) {
	d, err := New(paperProgram(b, mode))
	if err != nil {
		b.Fatal(err)
	}
	for i := range 40 {
		v := float32(i%7) - 3
		d.Push([]float32{v, 0.5 * v, 0.5 * v})
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.Step(i & 1)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "steps/s")
}
