package nn

import (
	"errors"
	"fmt"

	"tinyol-sim/internal/f32"
)

// ErrFull tells that a layer has no room for another neuron.
var ErrFull = errors.New("the online layer has no room for another class")

// Online is a layer that learns one sample at a time, as the operations of a plan do
// on the device; batch training on the host is compared with it. It is either a
// reconstruction layer with sigmoid outputs and a bias (use case 1 of
// the paper) or a softmax classifier without a bias that grows (use case 2).
// Its memory is fixed when it is made; no method but Clone allocates.
type Online struct {
	in, out    int
	capacity   int // neurons there is room for
	stride     int // Stride(capacity)
	classifier bool
	loss       Loss
	rate       float32
	weights    []float32 // [in][stride]; zero from neuron out on
	bias       []float32 // [stride]; stays zero in a classifier
	gain       []float32 // [stride]; rate·delta of the current update
}

// NewReconstruction returns a layer that starts from a copy of the weights and
// biases of a trained layer and goes on learning both with the given loss and
// learning rate. Its output is a sigmoid, equation 2, so from must have
// SigmoidActivation, and the loss must be MSE, BCE or PaperEq5.
func NewReconstruction(from *Dense, loss Loss, rate float32) *Online {
	if from.Activation != SigmoidActivation {
		panic(fmt.Sprintf("nn: NewReconstruction: the layer to replace has activation %s, want sigmoid", from.Activation))
	}
	if loss > PaperEq5 {
		panic(fmt.Sprintf("nn: NewReconstruction: loss %s does not suit a sigmoid output", loss))
	}
	o := newOnline(from.In, from.Out, rate)
	o.out = from.Out
	o.loss = loss
	copy(o.weights, from.Weights)
	copy(o.bias, from.Bias)
	return o
}

// NewClassifier returns a softmax layer on in features with room for maxClasses
// neurons, of which there are none at first. It has no bias, as in equation 6.
func NewClassifier(in, maxClasses int, rate float32) *Online {
	o := newOnline(in, maxClasses, rate)
	o.classifier = true
	o.loss = CrossEntropy
	return o
}

func newOnline(in, capacity int, rate float32) *Online {
	if in < 1 || capacity < 1 {
		panic(fmt.Sprintf("nn: an online layer of %d inputs and %d neurons; both must be at least 1", in, capacity))
	}
	stride := Stride(capacity)
	return &Online{
		in:       in,
		capacity: capacity,
		stride:   stride,
		rate:     rate,
		weights:  make([]float32, in*stride),
		bias:     make([]float32, stride),
		gain:     make([]float32, stride),
	}
}

// In returns the number of inputs.
func (o *Online) In() int { return o.in }

// Out returns the number of neurons there are.
func (o *Online) Out() int { return o.out }

// Capacity returns the number of neurons there is room for.
func (o *Online) Capacity() int { return o.capacity }

// Weight returns the weight from input in to neuron out.
func (o *Online) Weight(in, out int) float32 {
	o.mustNeuron(out, "Weight")
	if uint(in) >= uint(o.in) {
		panic(fmt.Sprintf("nn: Online.Weight: input %d of %d", in, o.in))
	}
	return o.weights[in*o.stride+out]
}

// Bias returns the bias of neuron out, zero in a classifier.
func (o *Online) Bias(out int) float32 {
	o.mustNeuron(out, "Bias")
	return o.bias[out]
}

func (o *Online) mustNeuron(out int, function string) {
	if uint(out) >= uint(o.out) {
		panic(fmt.Sprintf("nn: Online.%s: neuron %d of %d", function, out, o.out))
	}
}

// Grow adds a neuron with zero weights. It returns ErrFull when Out has reached
// Capacity.
func (o *Online) Grow() error {
	if o.out == o.capacity {
		return ErrFull
	}
	o.out++
	return nil
}

// Predict writes the output for x, of length In, to the first Out values of
// dst, which is made by NewVector for at least that many: sigmoid(W·x+b),
// equations 2 and 3, or softmax(W·x), equation 6. A classifier without neurons
// writes nothing.
func (o *Online) Predict(dst, x []float32) {
	mustLength(x, o.in, "the input", "Online.Predict")
	if o.out == 0 {
		return
	}
	padded := room(dst, o.out, "Online.Predict")
	denseKernel(padded, x, o.weights, o.bias, o.stride)
	o.activate(padded)
}

// activate makes outputs of the sums.
func (o *Online) activate(padded []float32) {
	if o.classifier {
		Softmax(padded[:o.out], padded[:o.out])
		return
	}
	f32.SigmoidVector(padded)
}

// Update takes one step of gradient descent for the input x, the output y that
// Predict gave for it and the target, all of the layer's sizes. With g =
// rate·delta[o] of the layer's loss: w[i][o] = w[i][o] - g·x[i], and in a
// reconstruction layer b[o] = b[o] - g.
func (o *Online) Update(x, y, target []float32) {
	mustLength(y, o.out, "the output", "Online.Update")
	o.loss.Delta(o.gain[:o.out], y, target)
	o.step(x)
}

// UpdateClass takes one step of equation 8 for the input x, the output y that
// Predict gave for it and the true class: w_k = w_k - rate·(y_k - 1{k = class})·x.
func (o *Online) UpdateClass(x, y []float32, class int) {
	if !o.classifier {
		panic("nn: Online.UpdateClass: a reconstruction layer has no classes; use Update")
	}
	mustLength(y, o.out, "the output", "Online.UpdateClass")
	o.mustNeuron(class, "UpdateClass")
	copy(o.gain, y)
	o.gain[class] = y[class] - 1
	o.step(x)
}

// step applies the deltas in gain, which it scales by the learning rate.
func (o *Online) step(x []float32) {
	mustLength(x, o.in, "the input", "Online.Update")
	gain := o.gain[:o.out]
	for k, delta := range gain {
		gain[k] = float32(o.rate * delta)
	}
	if !o.classifier {
		bias := o.bias[:len(gain)]
		for k, g := range gain {
			bias[k] -= g
		}
	}
	outerKernel(o.weights, x, o.gain, o.stride, o.out)
}
