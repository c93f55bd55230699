package nn

import "fmt"

// Dense is a fully connected layer: y = activation(bias + Σ x[i]·w[i]).
type Dense struct {
	In, Out    int
	Activation Activation
	Weights    []float32 // [In][Stride(Out)], padding zero
	Bias       []float32 // [Stride(Out)], padding zero
}

// NewDense returns a layer whose weights and biases are zero.
func NewDense(in, out int, activation Activation) *Dense {
	if in < 1 || out < 1 {
		panic(fmt.Sprintf("nn: NewDense: a layer of %d inputs and %d outputs; both must be at least 1", in, out))
	}
	return &Dense{
		In:         in,
		Out:        out,
		Activation: activation,
		Weights:    make([]float32, in*Stride(out)),
		Bias:       make([]float32, Stride(out)),
	}
}

// Forward computes the layer's output for x, of length In, into dst, of length
// Out and made by NewVector. dst and x must not overlap.
//
// Per output o the order is bias[o] + x[0]·w[0][o] + x[1]·w[1][o] + ..., each
// product and each sum rounded.
func (d *Dense) Forward(dst, x []float32) {
	mustLength(x, d.In, "the input", "Dense.Forward")
	mustLength(dst, d.Out, "the destination", "Dense.Forward")
	padded := room(dst, d.Out, "Dense.Forward")
	denseKernel(padded, x, d.Weights, d.Bias, Stride(d.Out))
	d.Activation.Apply(padded)
}

// Weight returns the weight from input in to output out.
func (d *Dense) Weight(in, out int) float32 { return d.Weights[d.index(in, out)] }

// SetWeight sets the weight from input in to output out.
func (d *Dense) SetWeight(in, out int, w float32) { d.Weights[d.index(in, out)] = w }

func (d *Dense) index(in, out int) int {
	if uint(in) >= uint(d.In) || uint(out) >= uint(d.Out) {
		panic(fmt.Sprintf("nn: Dense: no weight (%d, %d) in a layer of %d inputs and %d outputs", in, out, d.In, d.Out))
	}
	return in*Stride(d.Out) + out
}
