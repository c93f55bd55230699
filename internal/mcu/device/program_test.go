package device

import (
	"math"
	"math/rand/v2"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// shape is a program's outline; programOf fills it with random parameters,
// which reach further than trained ones.
type shape struct {
	mode             tinyol.Mode
	kind             frontend.Kind
	channels, window int
	stride           int
	hidden           []int
	embedding        int
	activation       nn.Activation
	loss             nn.Loss
	policy           tinyol.Policy
	classes          int
	rate             float32
	late             int // windows that a label comes late
	options          learner.Options
}

func (s shape) withDefaults() shape {
	if s.channels == 0 {
		s.channels = 3
	}
	if s.window == 0 {
		s.window = 16
	}
	if s.stride == 0 {
		s.stride = 4
	}
	if s.hidden == nil {
		s.hidden = []int{9}
	}
	if s.embedding == 0 {
		s.embedding = 3
	}
	if s.classes == 0 {
		s.classes = 5
	}
	if s.rate == 0 {
		s.rate = 0.05
	}
	return s
}

func programOf(t testing.TB, s shape) *tinyol.Program {
	t.Helper()
	s = s.withDefaults()
	rng := rand.New(rand.NewPCG(uint64(s.window), uint64(s.embedding)))
	f, err := frontend.Fit(s.kind, s.window, s.stride, &frontend.Recording{
		Channels: s.channels, Runs: [][]float32{machine{channels: s.channels, rng: rng}.rows(40 * s.window)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return &tinyol.Program{
		Mode: s.mode, FrontEnd: f, Stride: s.stride, Network: networkOf(&s, f.Features(), rng),
		Loss: s.loss, LearningRate: s.rate, MaxClasses: s.classes, Policy: s.policy, LabelDelay: s.late, Options: s.options,
	}
}

func networkOf(s *shape, features int, rng *rand.Rand) *nn.Network {
	net := &nn.Network{Embedding: len(s.hidden)}
	in := features
	add := func(out int, a nn.Activation) {
		l := nn.NewDense(in, out, a)
		for i := range in {
			for o := range out {
				l.SetWeight(i, o, float32(rng.NormFloat64()*1.5/math.Sqrt(float64(in))))
			}
		}
		for o := range out {
			l.Bias[o] = float32(rng.NormFloat64() * 0.3)
		}
		net.Layers = append(net.Layers, l)
		in = out
	}
	for _, n := range s.hidden {
		add(n, s.activation)
	}
	add(s.embedding, nn.Linear)
	for i := range s.hidden {
		add(s.hidden[len(s.hidden)-1-i], s.activation)
	}
	add(features, nn.SigmoidActivation)
	return net
}

func testRandom() *rand.Rand { return rand.New(rand.NewPCG(5, 6)) }

// machine makes rows of a vibration, louder and faster with its level.
type machine struct {
	channels int
	level    float64
	rng      *rand.Rand
	t        int
}

func (m *machine) row(into []float32) {
	m.t++
	for c := range into {
		phase := float64(m.t) * (0.3 + 0.2*m.level) * (1 + 0.1*float64(c))
		into[c] = float32((1+m.level)*math.Sin(phase) + 0.1*m.rng.NormFloat64() + 0.2*float64(c))
	}
}

func (m machine) rows(n int) []float32 {
	all := make([]float32, n*m.channels)
	for i := range n {
		m.row(all[i*m.channels : (i+1)*m.channels])
	}
	return all
}

func board(t testing.TB, name string) *mcu.Board {
	t.Helper()
	b, err := mcu.LoadBoard(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// anyFloat draws from all finite floats, bit by bit.
func anyFloat(rng *rand.Rand) float32 {
	for {
		if v := math.Float32frombits(rng.Uint32()); v-v == 0 {
			return v
		}
	}
}
