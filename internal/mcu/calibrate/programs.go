package calibrate

import (
	"math"
	"math/rand/v2"

	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// grid draws programs; each of their sizes is drawn on its own, so that every
// way of dividing it by the loops' widths comes up in many combinations.
type grid struct {
	rng *rand.Rand
	fpu bool // larger ones, as they run faster
}

var (
	kinds       = stream.Kinds()
	modes       = []tinyol.Mode{tinyol.Frozen, tinyol.Unsupervised, tinyol.Supervised}
	losses      = []nn.Loss{nn.MSE, nn.BCE, nn.PaperEq5}
	gates       = []tinyol.Gate{tinyol.Always, tinyol.Labelled, tinyol.Below}
	activations = []nn.Activation{nn.Linear, nn.ReLU, nn.SigmoidActivation, nn.TanhActivation}
)

// program is the one with a number, which goes through all combinations of what
// the step's parts depend on; the rest is drawn.
func (g *grid) program(number int) (*tinyol.Program, error) {
	kind, mode := kinds[number%3], modes[number/3%3]
	channels, window := 1+g.rng.IntN(4), g.window(kind)
	front, err := stream.Fit(kind, window, 1, &stream.Recording{
		Channels: channels, Runs: [][]float32{g.vibration(channels, 20*window)},
	})
	if err != nil {
		return nil, err
	}
	p := &tinyol.Program{
		Mode: mode, FrontEnd: front, Stride: 1 + g.rng.IntN(window), Network: g.network(front.Features()),
		Loss: losses[g.rng.IntN(3)], LearningRate: 0.05, MaxClasses: 2 + g.rng.IntN(g.most(8, 6)),
		Policy: tinyol.Policy{Gate: gates[number/9%3], Threshold: math.MaxFloat32},
	}
	if number/27%2 == 1 {
		p.Policy.Limit = 1 << 20
	}
	return p, p.Validate()
}

func (g *grid) most(fpu, soft int) int {
	if g.fpu {
		return fpu
	}
	return soft
}

func (g *grid) window(kind stream.Kind) int {
	switch kind {
	case stream.Spectrum:
		return 4 << g.rng.IntN(g.most(7, 5))
	case stream.Demean:
		return 2 + g.rng.IntN(g.most(30, 12))
	}
	return 2 + g.rng.IntN(g.most(70, 30))
}

// network has up to three layers on either side of the embedding.
func (g *grid) network(features int) *nn.Network {
	sizes := []int{features}
	for range g.rng.IntN(4) {
		sizes = append(sizes, 1+g.rng.IntN(g.most(48, 20)))
	}
	net := &nn.Network{Embedding: len(sizes) - 1}
	sizes = append(sizes, 1+g.rng.IntN(12))
	for range g.rng.IntN(3) {
		sizes = append(sizes, 1+g.rng.IntN(g.most(48, 20)))
	}
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

// vibration is rows of oscillating channels with noise.
func (g *grid) vibration(channels, rows int) []float32 {
	values := make([]float32, 0, channels*rows)
	step := 0.2 + g.rng.Float64()
	for t := range rows {
		for c := range channels {
			values = append(values, float32(math.Sin(step*float64(t)+float64(c))+0.2*g.rng.NormFloat64()+0.3*float64(c)))
		}
	}
	return values
}
