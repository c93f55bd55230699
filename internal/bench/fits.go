package bench

import (
	"slices"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/usage"
)

// checkFits refuses a program that its learner cannot work with, or that will not fit
// the board, before anyone waits
// for its training: memory depends on the shape of a network alone.
func (x *Experiment) checkFits(f *frontend.FrontEnd) error {
	modes, _, err := x.Spec.modes(x.src.Labelled(), proposed(x.src))
	if err != nil {
		return err
	}
	m := &modelfile.Model{Network: shape(&x.Spec, f.Features()), FrontEnd: f, Training: modelfile.Training{Stride: x.Spec.Stride}}
	for _, mode := range modes {
		p := x.Spec.Program(mode, m, x.Normal)
		if err := p.Refused(); err != nil {
			return usage.New("learner", "change that setting, or leave the learner out", "%v", err)
		}
		if err := checkLedger(mode, device.NewLedger(x.Board, p)); err != nil {
			return err
		}
	}
	return nil
}

// shape is the network that training will make, without weights.
func shape(spec *Spec, features int) *nn.Network {
	activation, _ := nn.ParseActivation(spec.Activation) // complete has checked the name
	net := &nn.Network{Embedding: len(spec.Hidden)}
	in := features
	layer := func(out int, a nn.Activation) {
		net.Layers = append(net.Layers, &nn.Dense{In: in, Out: out, Activation: a})
		in = out
	}
	for _, n := range spec.Hidden {
		layer(n, activation)
	}
	layer(spec.Embedding, nn.Linear)
	for _, n := range slices.Backward(spec.Hidden) {
		layer(n, activation)
	}
	layer(features, nn.SigmoidActivation)
	return net
}
