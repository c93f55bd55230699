package nn

// learner computes the gradients of a network's loss by back-propagation, one
// window at a time, summed over a batch. The forward kernel also carries deltas
// backwards, over a transposed copy of the weights.
type learner struct {
	network     *Network
	loss        Loss
	activations [][]float32 // per layer [Out]
	deltas      [][]float32 // per layer [Out], dJ/dz
	negated     [][]float32 // per layer [Out], -dJ/dz
	transposed  [][]float32 // per layer [Out][Stride(In)]
	noBias      []float32   // zeros for the backward pass
	parameters  [][]float32 // weights and biases of each layer in turn
	gradients   [][]float32 // summed dJ/dparameter, same order and shapes
}

func newLearner(n *Network, loss Loss) *learner {
	l := &learner{
		network:     n,
		loss:        loss,
		activations: n.NewActivations(),
		deltas:      n.NewActivations(),
		negated:     n.NewActivations(),
	}
	widest := 0
	for _, layer := range n.Layers {
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

// accumulate adds the gradients for one window, which is both input and target,
// and returns its loss.
func (l *learner) accumulate(x []float32) float32 {
	layers := l.network.Layers
	last := len(layers) - 1
	y := l.network.Forward(l.activations, x)
	l.outputDelta(l.deltas[last], y, x)
	for k := last; k >= 0; k-- {
		input := x
		if k > 0 {
			input = l.activations[k-1]
		}
		l.addOuter(k, input)
		if k > 0 {
			l.propagate(k)
		}
	}
	return l.loss.Value(y, x)
}

// outputDelta writes dJ/dz of the last layer, J = ½ Σ (y-t)² or Σ of the binary
// cross-entropies.
func (l *learner) outputDelta(delta, y, target []float32) {
	output := l.network.Layers[len(l.network.Layers)-1].Activation
	if output == SigmoidActivation {
		l.loss.Delta(delta, y, target)
		return
	}
	for i, v := range y {
		delta[i] = v - target[i]
	}
	output.scaleByDerivative(delta, y)
}

// addOuter adds layer k's input ⊗ delta to its gradient.
func (l *learner) addOuter(k int, input []float32) {
	layer := l.network.Layers[k]
	negated := l.negated[k]
	bias := l.gradients[2*k+1]
	for o, d := range l.deltas[k] {
		negated[o] = -d
		bias[o] += d
	}
	outerKernel(l.gradients[2*k], input, room(negated, layer.Out, "accumulate"), Stride(layer.Out), layer.Out)
}

// propagate carries layer k's delta to the layer before it.
func (l *learner) propagate(k int) {
	width := Stride(l.network.Layers[k].In)
	delta := l.deltas[k-1]
	denseKernel(delta[:width], l.deltas[k], l.transposed[k], l.noBias[:width], width)
	l.network.Layers[k-1].Activation.scaleByDerivative(delta, l.activations[k-1])
}
