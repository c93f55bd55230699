package tinyol

import (
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
)

// Phase is a part of the device's work between two marks of the cycle
// counter. The names are those of result.Phases.
type Phase uint8

// The phases in the order they run. PhaseIngest runs once per row, the others
// once per window.
const (
	PhaseIngest Phase = iota
	PhaseFrontEnd
	PhaseBase
	PhaseNormalise
	PhasePredict
	PhaseUpdate
	PhaseCount
)

var phaseNames = [PhaseCount]string{"ingest", "frontend", "base", "normalise", "predict", "update"}

func (p Phase) String() string { return phaseNames[p] }

// Op is one call of a kernel with its dimensions: n elements, or n inputs and
// m outputs. The names are those of the firmware's functions, and beside them
// those of the parts of its step that no kernel covers: marks, calls, branches.
type Op = stream.KernelCall

// op is a call with none, one or both dimensions.
func op(kernel string, dimensions ...int) Op {
	o := Op{Kernel: kernel}
	if len(dimensions) > 0 {
		o.N = dimensions[0]
	}
	if len(dimensions) > 1 {
		o.M = dimensions[1]
	}
	return o
}

// Ops lists the kernels that a phase calls, in order, with the online layer at
// the given number of classes (Supervised only). Kernels have no
// data-dependent branches, so the list holds for every window, but for what
// the place in the ring changes: it is for a row amid a full window (RowOps)
// and a window whose oldest value lies at the ring's start (WindowOp), which
// is learned from (SkipOps) without growing (GrowthOps).
func (p *Program) Ops(phase Phase, classes int) []Op {
	switch phase {
	case PhaseIngest:
		return p.RowOps(Waiting, false)
	case PhaseFrontEnd:
		return p.frontEndOps()
	case PhaseBase:
		return p.baseOps()
	case PhaseNormalise:
		return p.normaliseOps()
	case PhasePredict:
		return p.predictOps(classes)
	}
	return p.updateOps(classes)
}

// RowOps lists what taking in a row calls, by what Cadence says of it.
func (p *Program) RowOps(turn Turn, wraps bool) []Op {
	name, m := "push_row", 0
	if p.FrontEnd.Kind() == stream.Raw {
		name = "push_projection"
	}
	if wraps {
		m = 1
	}
	return append([]Op{op(name, int(turn), m)}, p.FrontEnd.RowKernels()...)
}

// WindowOp is the copy of a window whose oldest row is the ring's row number
// oldest.
func (p *Program) WindowOp(oldest int) Op {
	width := p.FrontEnd.RingWidth()
	return op("window", p.FrontEnd.Window()*width, oldest*width)
}

func (p *Program) frontEndOps() []Op {
	f := p.FrontEnd
	part := op("front_end_"+string(f.Kind()), f.RingWidth(), int(p.Mode))
	return append([]Op{part, p.WindowOp(0)}, f.Kernels()...)
}

// baseOps is the frozen network up to what the online layer takes over.
func (p *Program) baseOps() []Op {
	layers := p.Network.Layers
	if p.Mode == Unsupervised {
		layers = layers[:len(layers)-1]
	}
	ops := []Op{op("base", int(p.Mode))}
	for i, l := range layers {
		// flash_read is what the board's flash adds for weights and biases.
		ops = append(ops, op("layer", int(l.Activation), int(p.Mode)), op("flash_read", l.In*l.Out+l.Out), op("dense", l.In, l.Out))
		if p.Rectified(i) {
			ops = append(ops, op("rectified_dense", l.In, l.Out))
		}
		if l.Activation != nn.Linear {
			ops = append(ops, op(l.Activation.String(), l.Out))
		}
	}
	if p.Mode == Supervised {
		ops = append(ops, op("mse", p.FrontEnd.Features()))
	}
	return ops
}

// Rectified reports whether the inputs of the network's layer i come from a
// ReLU. The zeros among them change what dense and outer_update take where floats
// are computed in software; rectified_dense and rectified_update say by how much.
func (p *Program) Rectified(i int) bool {
	return i > 0 && p.Network.Layers[i-1].Activation == nn.ReLU
}

// onlineRectified is Rectified of the layer that learns.
func (p *Program) onlineRectified() bool {
	return p.Mode == Unsupervised && p.Rectified(len(p.Network.Layers)-1)
}

func (p *Program) normaliseOps() []Op {
	if p.Mode != Supervised {
		return nil
	}
	n := p.embedding() + 1
	return []Op{op("normalise"), op("store", n-1), op("welford", n), op("standardise", n)}
}

func (p *Program) predictOps(classes int) []Op {
	n := p.FrontEnd.Features()
	part := op("predict", int(p.Mode), min(classes, 1))
	switch p.Mode {
	case Unsupervised:
		l := p.replaced()
		ops := []Op{part, p.policyOp(), op("dense", l.In, l.Out), op("sigmoid", n), op("mse", n)}
		if p.onlineRectified() {
			ops = append(ops, op("rectified_dense", l.In, l.Out))
		}
		return ops
	case Supervised:
		if classes == 0 {
			return []Op{part, p.policyOp()}
		}
		return []Op{part, p.policyOp(), op("dense", p.embedding()+1, classes), op("unbiased", classes), op("softmax", classes), op("argmax", classes)}
	}
	return []Op{part, op("mse", n)}
}

// policyOp is the decision whether to learn, which takes as long whatever the
// gate and the window, and longer where the threshold runs.
func (p *Program) policyOp() Op {
	if p.Policy.Running() {
		return op("policy", 1)
	}
	return op("policy", 0)
}

// SkipOps lists what ends a step that does not learn, in PhasePredict, where an
// update would have followed.
func (p *Program) SkipOps() []Op {
	if p.Mode == Frozen {
		return nil
	}
	return []Op{op("skip_update", int(p.Mode))}
}

var gradientKernels = map[nn.Loss]string{
	nn.MSE: "gradient_mse", nn.BCE: "gradient_bce", nn.PaperEq5: "gradient_paper_eq5",
}

func (p *Program) updateOps(classes int) []Op {
	switch p.Mode {
	case Unsupervised:
		l := p.replaced()
		ops := []Op{op("update_reconstruction", int(p.Loss)), op(gradientKernels[p.Loss], l.Out), op("outer_update", l.In, l.Out), op("bias_update", l.Out)}
		if p.onlineRectified() {
			ops = append(ops, op("rectified_update", l.In, l.Out))
		}
		return ops
	case Supervised:
		n := p.embedding() + 1
		return []Op{op("update_classes", classes), op("gradient_cross_entropy", classes), op("outer_update", n, classes)}
	}
	return nil
}

// GrowthOps lists what an update calls on top where it has grown the layer to
// so many classes.
func (p *Program) GrowthOps(classes int) []Op {
	return []Op{op("grow", classes), op("dense", p.embedding()+1, classes), op("unbiased", classes), op("softmax", classes)}
}
