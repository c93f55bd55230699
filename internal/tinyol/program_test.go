package tinyol

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/nn"
)

// vibration is a two-axis recording whose amplitude and frequency are the
// caller's: what differs between the classes of these tests.
func vibration(rows int, amplitude, cyclesPerRow float64, seed uint64) []float32 {
	rng := rand.New(rand.NewPCG(seed, 0))
	out := make([]float32, 0, 2*rows)
	for i := range rows {
		phase := 2 * math.Pi * cyclesPerRow * float64(i)
		out = append(out,
			float32(amplitude*math.Sin(phase)+0.05*rng.NormFloat64()),
			float32(0.5*amplitude*math.Cos(phase)+0.05*rng.NormFloat64()))
	}
	return out
}

// testProgram is a small trained program on the given front end.
func testProgram(t testing.TB, mode Mode, kind frontend.Kind) *Program {
	t.Helper()
	rec := &frontend.Recording{Channels: 2, Runs: [][]float32{vibration(800, 1, 0.11, 1)}}
	const window, stride = 16, 4
	f, err := frontend.Fit(kind, window, stride, rec)
	if err != nil {
		t.Fatal(err)
	}
	net, _, err := nn.TrainAutoencoder(context.Background(), f.Windows(rec, stride), f.Features(), nn.TrainOptions{
		Hidden: []int{8}, Embedding: 3, HiddenActivation: nn.ReLU, EmbeddingActivation: nn.Linear,
		OutputActivation: nn.SigmoidActivation, Loss: nn.MSE, Epochs: 20, Batch: 16, LearningRate: 0.003, Seed: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	return &Program{
		Mode: mode, FrontEnd: f, Stride: stride, Network: net,
		Loss: nn.MSE, LearningRate: 0.05, MaxClasses: 4,
	}
}

func newDevice(t testing.TB, p *Program) *Device {
	t.Helper()
	d, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// drive pushes rows and steps where a window is due.
func drive(d *Device, rows []float32, label int, each func(Outcome)) {
	for i := 0; i+2 <= len(rows); i += 2 {
		if d.Push(rows[i : i+2]) {
			o := d.Step(label)
			if each != nil {
				each(o)
			}
		}
	}
}

func TestValidateNamesTheProblem(t *testing.T) {
	for name, spoil := range map[string]func(*Program){
		"stride":        func(p *Program) { p.Stride = 0 },
		"learning rate": func(p *Program) { p.LearningRate = float32(math.NaN()) },
		"no front end":  func(p *Program) { p.FrontEnd = nil },
		"linear output": func(p *Program) {
			p.Network.Layers[len(p.Network.Layers)-1].Activation = nn.Linear
		},
	} {
		p := testProgram(t, Unsupervised, frontend.Raw)
		spoil(p)
		if _, err := New(p); err == nil {
			t.Errorf("%s: New accepted the program", name)
		}
	}
	p := testProgram(t, Supervised, frontend.Raw)
	p.MaxClasses = 1
	if _, err := New(p); err == nil {
		t.Error("New accepted supervised mode with room for one class")
	}
}

func TestDevicesOfTheSameProgramAgree(t *testing.T) {
	for _, kind := range frontend.Kinds() {
		for _, mode := range []Mode{Frozen, Unsupervised, Supervised} {
			p := testProgram(t, mode, kind)
			var first []Outcome
			for round := range 2 {
				d := newDevice(t, p)
				n := 0
				drive(d, vibration(400, 1.3, 0.14, 7), 0, func(o Outcome) {
					if round == 0 {
						first = append(first, o)
					} else if first[n] != o {
						t.Fatalf("%s %s: step %d is %+v, was %+v", kind, mode, n, o, first[n])
					}
					n++
				})
			}
		}
	}
}

func TestNothingIsAllocatedAfterNew(t *testing.T) {
	for _, kind := range frontend.Kinds() {
		for _, mode := range []Mode{Frozen, Unsupervised, Supervised} {
			d := newDevice(t, testProgram(t, mode, kind))
			rows := vibration(200, 1, 0.11, 3)
			label := 0
			if n := testing.AllocsPerRun(20, func() {
				drive(d, rows, label, nil)
				label = (label + 1) % 4 // a neuron grows in the first runs
			}); n != 0 {
				t.Errorf("%s %s: %g allocations a run", kind, mode, n)
			}
		}
	}
}
