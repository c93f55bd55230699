package nn

import "fmt"

// Parameters copies the weights of the neurons that there are, [In][Out], and
// their biases, [Out], without padding. A classifier's biases are zero.
func (o *Online) Parameters(weights, bias []float32) {
	o.mustParameters(weights, bias, "Parameters")
	for i := range o.in {
		copy(weights[i*o.out:(i+1)*o.out], o.weights[i*o.stride:])
	}
	copy(bias, o.bias[:o.out])
}

// SetParameters makes the layer one of the given number of neurons with these
// weights and biases, laid out as Parameters returns them.
func (o *Online) SetParameters(out int, weights, bias []float32) {
	if out < 0 || out > o.capacity {
		panic(fmt.Sprintf("nn: Online.SetParameters: %d neurons, there is room for %d", out, o.capacity))
	}
	o.out = out
	o.mustParameters(weights, bias, "SetParameters")
	for i := range o.in {
		row := o.weights[i*o.stride : (i+1)*o.stride]
		clear(row[copy(row, weights[i*out:(i+1)*out]):])
	}
	clear(o.bias[copy(o.bias, bias):])
}

func (o *Online) mustParameters(weights, bias []float32, function string) {
	mustLength(weights, o.in*o.out, "the list of weights", "Online."+function)
	mustLength(bias, o.out, "the list of biases", "Online."+function)
}
