package nn

import (
	"slices"
	"testing"
)

// TestNetworkGradients checks the gradients of a whole autoencoder, every
// weight and bias, against finite differences of the float64 reference, for each
// loss and activation that training offers.
func TestNetworkGradients(t *testing.T) {
	cases := []TrainOptions{
		{HiddenActivation: ReLU, EmbeddingActivation: Linear, OutputActivation: SigmoidActivation, Loss: MSE},
		{HiddenActivation: ReLU, EmbeddingActivation: ReLU, OutputActivation: SigmoidActivation, Loss: BCE},
		{HiddenActivation: TanhActivation, EmbeddingActivation: SigmoidActivation, OutputActivation: Linear, Loss: MSE},
		{HiddenActivation: SigmoidActivation, EmbeddingActivation: TanhActivation, OutputActivation: TanhActivation, Loss: MSE},
		{HiddenActivation: TanhActivation, EmbeddingActivation: Linear, OutputActivation: ReLU, Loss: MSE},
	}
	for _, o := range cases {
		name := o.HiddenActivation.String() + "-" + o.EmbeddingActivation.String() + "-" + o.OutputActivation.String() + "-" + o.Loss.String()
		t.Run(name, func(t *testing.T) {
			o.Hidden, o.Embedding = []int{9, 6}, 3
			checkGradients(t, o)
		})
	}
}

func checkGradients(t *testing.T, o TrainOptions) {
	const features = 11
	random := newRandom()
	network := o.build(features, newGenerator(3))
	for _, layer := range network.Layers {
		copy(layer.Bias, randomVector(random, layer.Out)[:layer.Out])
	}
	windows := [][]float32{randomTarget(random, features), randomTarget(random, features), randomTarget(random, features)}
	learner := newLearner(network, o.Loss, len(windows))
	reference := make([]*referenceLayer, len(network.Layers))
	for l, layer := range network.Layers {
		reference[l] = referenceOf(layer)
	}
	total := func() float64 {
		sum := 0.0
		for _, window := range windows {
			y := widen(window)
			for _, layer := range reference {
				y = layer.forward(y)
			}
			sum += objective(o.Loss, y, widen(window))
		}
		return sum
	}
	var members []int
	for i := range windows {
		members = append(members, i)
	}
	learner.accumulate(slices.Concat(windows...), members)
	moved := 0
	check := func(l int, what string, got float32, parameter *float64) {
		want := slope(parameter, total)
		if !near(float64(got), want) {
			t.Errorf("layer %d, %s: gradient %g, finite difference %g", l, what, got, want)
		}
		if got != 0 {
			moved++
		}
	}
	for l, layer := range network.Layers {
		stride := Stride(layer.Out)
		for o := range layer.Out {
			check(l, "bias", learner.gradients[2*l+1][o], &reference[l].bias[o])
			for i := range layer.In {
				check(l, "weight", learner.gradients[2*l][i*stride+o], &reference[l].weights[i][o])
			}
		}
	}
	if moved < network.Parameters()/2 {
		t.Errorf("only %d of %d gradients are not zero: the check says little", moved, network.Parameters())
	}
}
