package nn

import "tinyol-sim/internal/f32"

// Activation is the function that a layer applies to its sums.
type Activation uint8

// The values are part of the model file; new ones go to the end.
const (
	Linear            Activation = iota // y = x
	ReLU                                // y = 0 where x < 0, else x; keeps NaN and -0
	SigmoidActivation                   // y = 1/(1+exp(-x)), f32.Sigmoid
	TanhActivation                      // y = tanh(x), f32.Tanh
)

var activationNames = []string{"linear", "relu", "sigmoid", "tanh"}

// String returns the name that ParseActivation reads.
func (a Activation) String() string { return nameOf(activationNames, int(a)) }

// ParseActivation returns the activation of that name: linear, relu, sigmoid or
// tanh. The error is a *NameError.
func ParseActivation(name string) (Activation, error) {
	index, err := indexOf(activationNames, "activation", name)
	return Activation(index), err
}

// Apply replaces every element of x by the activation of it.
func (a Activation) Apply(x []float32) {
	switch a {
	case ReLU:
		reluKernel(x)
	case SigmoidActivation:
		f32.SigmoidVector(x)
	case TanhActivation:
		for i := range x {
			x[i] = f32.Tanh(x[i])
		}
	}
}

// scaleByDerivative multiplies each gradient by the derivative of the
// activation, expressed in the activation's output y.
func (a Activation) scaleByDerivative(gradient, y []float32) {
	switch a {
	case ReLU:
		for i, v := range y {
			if v <= 0 {
				gradient[i] = 0
			}
		}
	case SigmoidActivation:
		for i, v := range y {
			gradient[i] *= float32(v * (1 - v))
		}
	case TanhActivation:
		for i, v := range y {
			gradient[i] *= 1 - float32(v*v)
		}
	}
}
