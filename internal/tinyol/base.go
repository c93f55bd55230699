package tinyol

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// Base is what a frozen network makes of a window: the part of a step that
// devices with the same network share, whatever they learn. Its bits are those
// that each device would compute.
type Base struct {
	network  *nn.Network
	features []float32   // [features] of the window
	acts     [][]float32 // one per layer
	score    float32
}

// NewBase allocates all that Run needs.
func NewBase(n *nn.Network) *Base {
	return &Base{network: n, features: nn.NewVector(n.Sizes()[0]), acts: n.NewActivations()}
}

// Run takes the features [features] of a window through the network.
func (b *Base) Run(features []float32) {
	copy(b.features, features)
	b.score = nn.MeanSquaredError(b.network.Forward(b.acts, b.features), b.features)
}

// Score is the reconstruction error of the model as it was flashed.
func (b *Base) Score() float32 { return b.score }

// StepOn is Step on a window that a Base of the same network has been run on.
// The rows of the window need not have been pushed.
func (d *Device) StepOn(b *Base, label int) Outcome {
	copy(d.Input(), b.features)
	for i, v := range d.plan.Layers {
		copy(d.host.Values(v), b.acts[i])
	}
	d.host.State.Winner = kernel.None
	d.host.RunBehind(plan.Of(plan.Base), d.plan.LayerOps)
	d.run(plan.Normalise)
	d.run(plan.Predict)
	return d.decided(label)
}

// Encode appends what the online layer of Supervised mode sees of the window,
// before standardising: Z, then the reconstruction error.
func (b *Base) Encode(dst []float32) []float32 {
	return append(append(dst, b.acts[b.network.Embedding]...), b.score)
}
