package nn

import "slices"

// learner computes the gradients of a network's loss by back-propagation, summed
// over a batch. It goes through the windows of a batch layer by layer; every sum
// has the order that it would have, were they taken one by one. The forward kernel
// also carries deltas backwards, over a transposed copy of the weights.
type learner struct {
	network     *Network
	loss        Loss
	features    int         // Stride of the network's inputs
	input       []float32   // [batch][features]
	activations [][]float32 // per layer [batch][Stride(Out)]
	deltas      [][]float32 // per layer [batch][Stride(Out)], dJ/dz, padding zero
	losses      []float32   // [batch]
	transposed  [][]float32 // per layer [Out][Stride(In)]
	noBias      []float32   // zeros for the backward pass
	ones        []float32   // [batch]
	parameters  [][]float32 // weights and biases of each layer in turn
	gradients   [][]float32 // summed dJ/dparameter, same order and shapes
}

func newLearner(n *Network, loss Loss, batch int) *learner {
	l := &learner{network: n, loss: loss, features: Stride(n.Layers[0].In), losses: make([]float32, batch), ones: slices.Repeat([]float32{1}, batch)}
	l.input = make([]float32, batch*l.features)
	widest := 0
	for _, layer := range n.Layers {
		l.activations = append(l.activations, make([]float32, batch*Stride(layer.Out)))
		l.deltas = append(l.deltas, make([]float32, batch*Stride(layer.Out)))
		l.transposed = append(l.transposed, make([]float32, layer.Out*Stride(layer.In)))
		l.parameters = append(l.parameters, layer.Weights, layer.Bias)
		l.gradients = append(l.gradients, make([]float32, len(layer.Weights)), make([]float32, len(layer.Bias)))
		widest = max(widest, Stride(layer.In))
	}
	l.noBias = make([]float32, widest)
	l.transpose()
	return l
}

// transpose refreshes the transposed weights after the parameters have changed.
func (l *learner) transpose() {
	for k, layer := range l.network.Layers[1:] {
		target := l.transposed[k+1]
		from, to := Stride(layer.Out), Stride(layer.In)
		for i := range layer.In {
			row := layer.Weights[i*from:][:layer.Out]
			for o, w := range row {
				target[o*to+i] = w
			}
		}
	}
}

// accumulate adds the gradients for the members of windows [n][features], each of
// which is both input and target, and returns their losses in order.
func (l *learner) accumulate(windows []float32, members []int) []float32 {
	features := l.network.Layers[0].In
	for k, w := range members {
		copy(l.input[k*l.features:], windows[w*features:(w+1)*features])
	}
	n := len(members)
	l.forward(n)
	l.outputDeltas(n)
	for k := len(l.network.Layers) - 1; k >= 0; k-- {
		l.addGradients(k, n)
		if k > 0 {
			l.propagate(k, n)
		}
	}
	return l.values(n)
}

// before is the input of layer k for all windows, and the distance between them.
func (l *learner) before(k int) (x []float32, stride int) {
	if k == 0 {
		return l.input, l.features
	}
	return l.activations[k-1], Stride(l.network.Layers[k-1].Out)
}

func (l *learner) forward(n int) {
	for k, layer := range l.network.Layers {
		x, xStride := l.before(k)
		y := l.activations[k][:n*Stride(layer.Out)]
		denseBatch(y, x, layer.Weights, layer.Bias, layer.In, xStride, Stride(layer.Out), n)
		layer.Activation.Apply(y)
	}
}

// outputDeltas writes dJ/dz of the last layer, J = ½ Σ (y-t)² or Σ of the binary
// cross-entropies.
func (l *learner) outputDeltas(n int) {
	last := len(l.network.Layers) - 1
	layer := l.network.Layers[last]
	stride := Stride(layer.Out)
	for w := range n {
		delta, y := l.deltas[last][w*stride:][:layer.Out], l.activations[last][w*stride:][:layer.Out]
		target := l.input[w*l.features:][:layer.Out]
		if layer.Activation == SigmoidActivation {
			l.loss.Delta(delta, y, target)
			continue
		}
		for i, v := range y {
			delta[i] = v - target[i]
		}
		layer.Activation.scaleByDerivative(delta, y)
	}
}

// addGradients adds layer k's inputs ⊗ deltas to its gradient.
func (l *learner) addGradients(k, n int) {
	layer := l.network.Layers[k]
	x, xStride := l.before(k)
	stride := Stride(layer.Out)
	outerBatch(l.gradients[2*k], x, l.deltas[k], layer.In, xStride, stride, n)
	// The forward kernel sums the deltas of a batch onto the bias's gradient: they
	// stand for weights, the windows for inputs of one.
	bias := l.gradients[2*k+1]
	denseKernel(bias, l.ones[:n], l.deltas[k], bias, stride)
}

// propagate carries layer k's deltas to the layer before it.
func (l *learner) propagate(k, n int) {
	layer, before := l.network.Layers[k], l.network.Layers[k-1]
	width := Stride(layer.In)
	delta := l.deltas[k-1][:n*width]
	denseBatch(delta, l.deltas[k], l.transposed[k], l.noBias[:width], layer.Out, Stride(layer.Out), width, n)
	before.Activation.scaleByDerivative(delta, l.activations[k-1][:n*width])
}

// values are the losses of the windows.
func (l *learner) values(n int) []float32 {
	last := len(l.network.Layers) - 1
	out := l.network.Layers[last].Out
	stride := Stride(out)
	losses := l.losses[:n]
	if l.loss == MSE {
		squaredErrors(losses, l.activations[last], l.input, out, stride, l.features)
		return losses
	}
	for w := range losses {
		losses[w] = l.loss.Value(l.activations[last][w*stride:][:out], l.input[w*l.features:][:out])
	}
	return losses
}
