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
// m outputs. The names are those of the firmware's functions.
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
// data-dependent branches, so the list holds for every window.
func (p *Program) Ops(phase Phase, classes int) []Op {
	switch phase {
	case PhaseIngest:
		return p.ingestOps()
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

func (p *Program) ingestOps() []Op {
	return append([]Op{op("phase")}, p.FrontEnd.RowKernels()...)
}

func (p *Program) frontEndOps() []Op {
	f := p.FrontEnd
	return append([]Op{op("phase"), op("window", f.Window()*f.RingWidth())}, f.Kernels()...)
}

// baseOps is the frozen network up to what the online layer takes over.
func (p *Program) baseOps() []Op {
	layers := p.Network.Layers
	if p.Mode == Unsupervised {
		layers = layers[:len(layers)-1]
	}
	ops := []Op{op("phase")}
	for _, l := range layers {
		// flash_read is what the board's flash adds for weights and biases.
		ops = append(ops, op("flash_read", l.In*l.Out+l.Out), op("dense", l.In, l.Out))
		if l.Activation != nn.Linear {
			ops = append(ops, op(l.Activation.String(), l.Out))
		}
	}
	if p.Mode == Supervised {
		ops = append(ops, op("mse", p.FrontEnd.Features()))
	}
	return ops
}

func (p *Program) normaliseOps() []Op {
	if p.Mode != Supervised {
		return nil
	}
	n := p.embedding() + 1
	return []Op{op("phase"), op("welford", n), op("standardise", n)}
}

func (p *Program) predictOps(classes int) []Op {
	n := p.FrontEnd.Features()
	switch p.Mode {
	case Unsupervised:
		l := p.replaced()
		return []Op{op("phase"), op("dense", l.In, l.Out), op("sigmoid", n), op("mse", n)}
	case Supervised:
		if classes == 0 {
			return []Op{op("phase")}
		}
		return []Op{op("phase"), op("dense", p.embedding()+1, classes), op("softmax", classes), op("argmax", classes)}
	}
	return []Op{op("phase"), op("mse", n)}
}

var gradientKernels = map[nn.Loss]string{
	nn.MSE: "gradient_mse", nn.BCE: "gradient_bce", nn.PaperEq5: "gradient_paper_eq5",
}

func (p *Program) updateOps(classes int) []Op {
	switch p.Mode {
	case Unsupervised:
		l := p.replaced()
		return []Op{op("phase"), op(gradientKernels[p.Loss], l.Out), op("outer_update", l.In, l.Out), op("bias_update", l.Out)}
	case Supervised:
		n := p.embedding() + 1
		return []Op{op("phase"), op("gradient_cross_entropy", classes), op("outer_update", n, classes)}
	}
	return nil
}
