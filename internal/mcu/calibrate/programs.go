package calibrate

import (
	"context"
	"math"
	"math/rand/v2"

	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// grid draws programs; each of their sizes is drawn on its own, so that every
// way of dividing it by the loops' widths comes up in many combinations.
type grid struct {
	rng   *rand.Rand
	board *mcu.Board
	fpu   bool // larger ones, as they run faster
}

// trial is a program and the rows that it is given.
type trial struct {
	program *tinyol.Program
	rows    []float32
}

var (
	losses      = []nn.Loss{nn.MSE, nn.BCE, nn.PaperEq5}
	gates       = []tinyol.Gate{tinyol.Always, tinyol.Labelled, tinyol.Below}
	hidden      = []nn.Activation{nn.ReLU, nn.ReLU, nn.SigmoidActivation, nn.TanhActivation} // the default is half of them
	activations = []nn.Activation{nn.Linear, nn.ReLU, nn.SigmoidActivation, nn.TanhActivation}
)

// trial is the one with a number, drawn again until the board has room for it.
func (g *grid) trial(number, steps int) (*trial, error) {
	for {
		t, err := g.draw(number, steps)
		if err != nil || device.NewLedger(g.board, t.program).Check() == nil {
			return t, err
		}
	}
}

// draw goes through all combinations of what the step's parts depend on by the
// number; the rest is drawn.
func (g *grid) draw(number, steps int) (*trial, error) {
	kinds, modes := frontend.Kinds(), learner.Modes()
	kind, mode := kinds[number%len(kinds)], modes[number/len(kinds)%len(modes)]
	channels := 1 + g.rng.IntN(4)
	window := g.window(kind, channels)
	stride := 1 + g.rng.IntN(window)
	training, field := g.vibration(channels, 20*window, window+(steps-1)*stride)
	recording := &frontend.Recording{Channels: channels, Runs: [][]float32{training}}
	front, err := frontend.Fit(kind, window, 1, recording)
	if err != nil {
		return nil, err
	}
	net, err := g.network(front, recording)
	if err != nil {
		return nil, err
	}
	p := &tinyol.Program{
		Mode: mode, FrontEnd: front, Stride: stride, Network: net,
		Loss: losses[g.rng.IntN(3)], LearningRate: float32(learner.Of(mode).Rate), MaxClasses: 2 + g.rng.IntN(g.most(8, 6)),
		Policy: tinyol.Policy{Gate: gates[g.rng.IntN(3)], Threshold: math.MaxFloat32, Limit: int64(g.rng.IntN(2)) << 20},
	}
	if number/(len(kinds)*len(modes))%2 == 1 {
		p.LabelDelay = 1 + g.rng.IntN(6)
		p.Policy = p.Policy.RunningThreshold(0.99, 0.001)
	}
	p.Drift = g.watch(mode, front.Features(), number/round())
	p.Options = g.options(front.Features(), number%len(kinds), number/(len(kinds)*len(modes)))
	if learner.Of(mode).Aim != learner.Label {
		p.Options.Remembered += 2 // of knn at least three
	}
	return &trial{p, field}, p.Validate()
}

// watch puts two drift detectors beside every learner, and two others, and none, with
// each response. Their limits are 0 and their references short, so that they fire every
// few windows.
func (g *grid) watch(mode tinyol.Mode, features, turn int) (w drift.Watch) {
	w.Response, w.Windows = drift.Response((turn+turn/3)%3), 2
	if learner.Of(mode).Aim == learner.Label && w.Response == drift.Reset {
		w.Response = drift.Note
	}
	all := drift.All()
	for i := range all {
		if 1+i/2 == turn%3 {
			w.Detectors = append(w.Detectors, all[i].Firing(features))
		}
	}
	return w
}

// options say what classifiers learn from, which is never more features than a
// covariance of fits the smaller boards, and how much they remember; those that
// change which kernels are called go through all that there are.
func (g *grid) options(features, kind, round int) learner.Options {
	o := learner.Options{
		Tune:      learner.Tune((kind + round) % len(learner.TuneNames())),
		Optimizer: learner.Optimizer((kind/2 + round) % len(learner.OptimizerNames())),
		Tap:       learner.Tap(g.rng.IntN(2)), Bias: g.rng.IntN(2) == 1,
		Remembered: 1 + g.rng.IntN(g.most(9, 4)), Replays: 1 + g.rng.IntN(2), Neighbours: 1 + g.rng.IntN(5), Batch: 1 + g.rng.IntN(4),
	}
	if features > 40 {
		o.Tap = learner.Embedding
	}
	return o
}

func (g *grid) most(fpu, soft int) int {
	if g.fpu {
		return fpu
	}
	return soft
}

// window draws the rows of a window that the front end takes, fewer than of the
// paper's, which makes one feature of a row.
func (g *grid) window(kind frontend.Kind, channels int) int {
	most := g.most(70, 30)
	if kind == frontend.Raw && g.fpu && g.rng.IntN(8) == 0 {
		return 1 // one feature, of which loops take another way
	}
	if kind != frontend.Raw {
		most = g.most(30, 12)
	}
	window := 2 + g.rng.IntN(most)
	if g.rng.IntN(6) == 0 {
		window = 2 + window%2 // loops that run in fours have none
	}
	if frontend.CheckSizes(kind, channels, window) != nil {
		window = 4 << g.rng.IntN(g.most(7, 5)) // a power of two
	}
	return window
}

// network is a trained one where cycles depend on values, and else one of more
// shapes than training makes.
func (g *grid) network(front *frontend.FrontEnd, recording *frontend.Recording) (*nn.Network, error) {
	if g.fpu {
		return g.drawn(front.Features()), nil
	}
	o := nn.TrainOptions{
		Hidden: g.sizes(3, 8), Embedding: 1 + g.rng.IntN(12), OutputActivation: nn.SigmoidActivation,
		HiddenActivation: hidden[g.rng.IntN(len(hidden))], EmbeddingActivation: nn.Linear,
		Loss: nn.MSE, Epochs: 20, Batch: 16, LearningRate: 0.01, Seed: g.rng.Uint64(),
	}
	net, _, err := nn.TrainAutoencoder(context.Background(), front.Windows(recording, 1), front.Features(), o)
	return net, err
}

// sizes are those of fewer than so many layers. Narrow rectified ones die in
// training, and with them all that is computed from their zeros.
func (g *grid) sizes(layers, narrowest int) (sizes []int) {
	for range g.rng.IntN(layers) {
		sizes = append(sizes, narrowest+g.rng.IntN(g.most(48, 20)))
	}
	return sizes
}

// drawn has up to three layers before the embedding and two behind.
func (g *grid) drawn(features int) *nn.Network {
	sizes := append([]int{features}, g.sizes(4, 1)...)
	net := &nn.Network{Embedding: len(sizes) - 1}
	sizes = append(sizes, 1+g.rng.IntN(12))
	sizes = append(sizes, g.sizes(3, 1)...)
	sizes = append(sizes, features)
	for i := range len(sizes) - 1 {
		a := activations[g.rng.IntN(len(activations))]
		if i == net.Embedding {
			a = nn.Linear
		}
		if i == len(sizes)-2 {
			a = nn.SigmoidActivation
		}
		net.Layers = append(net.Layers, g.layer(sizes[i], sizes[i+1], a))
	}
	return net
}

// layer has weights as after training: their outputs are about one.
func (g *grid) layer(in, out int, a nn.Activation) *nn.Dense {
	l := nn.NewDense(in, out, a)
	for i := range in {
		for o := range out {
			l.SetWeight(i, o, float32(g.rng.NormFloat64()/math.Sqrt(float64(in))))
		}
	}
	for o := range out {
		l.Bias[o] = float32(0.1 * g.rng.NormFloat64())
	}
	return l
}

// vibration is rows of oscillating channels with noise, for training and from
// the field, where they lie a little elsewhere.
func (g *grid) vibration(channels, training, field int) (_, _ []float32) {
	values := make([]float32, 0, channels*(training+field))
	step, drift := 0.2+g.rng.Float64(), 0.0
	for t := range training + field {
		if t == training {
			drift = 0.1
		}
		for c := range channels {
			values = append(values, float32(math.Sin(step*float64(t)+float64(c))+0.2*g.rng.NormFloat64()+0.3*float64(c)+drift))
		}
	}
	return values[:training*channels], values[training*channels:]
}
