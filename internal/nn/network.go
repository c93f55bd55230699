package nn

import "fmt"

// Network is a chain of dense layers.
type Network struct {
	Layers    []*Dense
	Embedding int // index of the layer whose output is the embedding Z
}

// NetworkError tells what is wrong with the structure or content of a Network.
type NetworkError struct {
	Layer   int // index of the layer, -1 when the network as a whole is wrong
	Problem string
}

func (e *NetworkError) Error() string {
	if e.Layer < 0 {
		return "network: " + e.Problem
	}
	return fmt.Sprintf("network: layer %d: %s", e.Layer, e.Problem)
}

// NewActivations returns one vector for the output of each layer, for Forward.
func (n *Network) NewActivations() [][]float32 {
	activations := make([][]float32, len(n.Layers))
	for l, layer := range n.Layers {
		activations[l] = NewVector(layer.Out)
	}
	return activations
}

// Forward computes all layers for the input x and returns the output of the
// last, which is the last of the activations. The embedding is
// activations[n.Embedding]. It does not allocate.
func (n *Network) Forward(activations [][]float32, x []float32) []float32 {
	if len(activations) != len(n.Layers) {
		panic(fmt.Sprintf("nn: Network.Forward: %d activations for %d layers; make them with NewActivations",
			len(activations), len(n.Layers)))
	}
	for l, layer := range n.Layers {
		layer.Forward(activations[l], x)
		x = activations[l]
	}
	return x
}

// Sizes returns the number of inputs followed by the outputs of each layer:
// 40, 16, 4, 16, 40.
func (n *Network) Sizes() []int {
	if len(n.Layers) == 0 {
		return nil
	}
	sizes := []int{n.Layers[0].In}
	for _, layer := range n.Layers {
		sizes = append(sizes, layer.Out)
	}
	return sizes
}

// Parameters returns the number of weights and biases, without padding.
func (n *Network) Parameters() int {
	total := 0
	for _, layer := range n.Layers {
		total += (layer.In + 1) * layer.Out
	}
	return total
}

// Validate checks that the layers fit one another, that their slices have the
// padded lengths, that the padding is zero and that every parameter is finite.
// The error is a *NetworkError.
func (n *Network) Validate() error {
	if len(n.Layers) == 0 {
		return &NetworkError{-1, "it has no layers"}
	}
	if n.Embedding < 0 || n.Embedding >= len(n.Layers) {
		return &NetworkError{-1, fmt.Sprintf("the embedding is layer %d of %d layers", n.Embedding, len(n.Layers))}
	}
	for l, layer := range n.Layers {
		if problem := layer.problem(); problem != "" {
			return &NetworkError{l, problem}
		}
		if l > 0 && layer.In != n.Layers[l-1].Out {
			return &NetworkError{l, fmt.Sprintf("it takes %d values, layer %d gives %d", layer.In, l-1, n.Layers[l-1].Out)}
		}
	}
	return nil
}

// problem says what is wrong with a layer on its own, or nothing.
func (d *Dense) problem() string {
	if d == nil {
		return "it is missing"
	}
	if d.In < 1 || d.Out < 1 {
		return fmt.Sprintf("it has %d inputs and %d outputs, both must be at least 1", d.In, d.Out)
	}
	if int(d.Activation) >= len(activationNames) {
		return fmt.Sprintf("its activation %d is unknown", d.Activation)
	}
	stride := Stride(d.Out)
	if len(d.Weights) != d.In*stride || len(d.Bias) != stride {
		return fmt.Sprintf("it holds %d weights and %d biases, want %d and %d with the padding",
			len(d.Weights), len(d.Bias), d.In*stride, stride)
	}
	for i := range d.In {
		if problem := rowProblem(d.Weights[i*stride:(i+1)*stride], d.Out, "weight"); problem != "" {
			return fmt.Sprintf("input %d: %s", i, problem)
		}
	}
	return rowProblem(d.Bias, d.Out, "bias")
}

// rowProblem checks a padded row: finite values, then zeros.
func rowProblem(row []float32, out int, what string) string {
	for o, v := range row {
		if v-v != 0 {
			return fmt.Sprintf("the %s of output %d is %g, not a finite number", what, o, v)
		}
		if o >= out && v != 0 {
			return fmt.Sprintf("the padding after the last %s is %g, not zero", what, v)
		}
	}
	return ""
}
