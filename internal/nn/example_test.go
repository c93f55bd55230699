package nn_test

import (
	"context"
	"fmt"

	"tinyol-sim/internal/nn"
)

// A classifier grows by a neuron when a class appears that it has not seen, and
// predicts every sample before it learns from it.
func ExampleOnline() {
	layer := nn.NewClassifier(2, 4, 0.5)
	y := nn.NewVector(layer.Capacity())
	samples := []struct {
		x     []float32
		class int
	}{
		{[]float32{1, 0}, 0}, {[]float32{0, 1}, 1}, {[]float32{1, 0}, 0}, {[]float32{0, 1}, 1},
	}
	for _, s := range samples {
		for s.class >= layer.Out() {
			if err := layer.Grow(); err != nil {
				fmt.Println(err)
				return
			}
		}
		p := y[:layer.Out()]
		layer.Predict(p, s.x)
		fmt.Printf("%d classes, probability of the true one %.2f\n", layer.Out(), p[s.class])
		layer.UpdateClass(s.x, p, s.class)
	}
	// Output:
	// 1 classes, probability of the true one 1.00
	// 2 classes, probability of the true one 0.50
	// 2 classes, probability of the true one 0.50
	// 2 classes, probability of the true one 0.62
}

// An autoencoder is trained offline; then its last layer goes on learning.
func ExampleNewReconstruction() {
	windows := []float32{ // [4][3]
		0.1, 0.2, 0.3,
		0.3, 0.4, 0.5,
		0.5, 0.6, 0.7,
		0.7, 0.8, 0.9,
	}
	net, _, err := nn.TrainAutoencoder(context.Background(), windows, 3, nn.TrainOptions{
		Hidden: []int{6}, Embedding: 2,
		HiddenActivation: nn.TanhActivation, OutputActivation: nn.SigmoidActivation,
		Epochs: 300, Batch: 4, LearningRate: 0.02, Seed: 1,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	last := len(net.Layers) - 1
	frozen := &nn.Network{Layers: net.Layers[:last], Embedding: net.Embedding}
	layer := nn.NewReconstruction(net.Layers[last], nn.MSE, 0.5)
	activations := frozen.NewActivations()
	y := nn.NewVector(layer.Out())

	drifted := []float32{0.3, 0.4, 0.9} // the third value has moved
	hidden := frozen.Forward(activations, drifted)
	layer.Predict(y, hidden)
	before := nn.MeanSquaredError(y, drifted)
	for range 100 {
		layer.Predict(y, hidden)
		layer.Update(hidden, y, drifted)
	}
	after := nn.MeanSquaredError(y, drifted)
	fmt.Println(net.Sizes(), "error falls to less than a tenth:", after < before/10)
	// Output:
	// [3 6 2 6 3] error falls to less than a tenth: true
}
