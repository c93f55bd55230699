package tinyol

import (
	"math"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/stream/cut"
)

// The ring and the host's Cutter must agree on when a window is due, for every
// ratio of stride to window, and the features must be the last rows in order.
func TestRingKeepsTheLastRowsInOrder(t *testing.T) {
	for _, c := range []struct{ window, stride int }{{4, 1}, {4, 3}, {4, 4}, {4, 9}, {1, 1}} {
		p := plainProgram(t, c.window, c.stride)
		d := newDevice(t, p)
		cutter := cut.New(c.window, c.stride)
		scale := p.FrontEnd.Tables()
		mean, axis, low, factor := scale[0].Values[0], scale[0].Values[1], scale[1].Values[0], scale[2].Values[0]
		for i := range 50 {
			due := d.Push([]float32{float32(i)})
			want, _ := cutter.Push(0, 0)
			if due != want {
				t.Fatalf("window %d stride %d: row %d due is %t, the cutter says %t", c.window, c.stride, i, due, want)
			}
			if !due {
				continue
			}
			d.Step(0)
			for k, v := range d.Input() {
				row := float32(i - c.window + 1 + k)
				if want := (axis*(row-mean) - low) * factor; v != want {
					t.Fatalf("window %d stride %d: row %d reads %v", c.window, c.stride, i, d.Input())
				}
			}
		}
	}
}

// plainProgram has one channel and one layer, behind the raw front end.
func plainProgram(t *testing.T, window, stride int) *Program {
	t.Helper()
	rows := make([]float32, 64)
	for i := range rows {
		rows[i] = float32(i)
	}
	f, err := frontend.Fit(frontend.Raw, window, 1, &frontend.Recording{Channels: 1, Runs: [][]float32{rows}})
	if err != nil {
		t.Fatal(err)
	}
	return &Program{FrontEnd: f, Stride: stride, Network: &nn.Network{Layers: []*nn.Dense{nn.NewDense(window, window, nn.SigmoidActivation)}}}
}

func TestResetStartsAWindowAnew(t *testing.T) {
	d := newDevice(t, testProgram(t, Frozen, frontend.Raw))
	steps := 0
	drive(d, vibration(15, 1, 0.1, 1), 0, func(Outcome) { steps++ })
	d.Reset()
	drive(d, vibration(15, 1, 0.1, 1), 0, func(Outcome) { steps++ })
	if steps != 0 {
		t.Errorf("%d windows of 16 rows out of two segments of 15", steps)
	}
}

// Frozen mode must be the network itself, window by window.
func TestFrozenIsTheNetwork(t *testing.T) {
	p := testProgram(t, Frozen, frontend.Demean)
	rows := vibration(200, 1.2, 0.13, 5)
	rec := &frontend.Recording{Channels: 2, Runs: [][]float32{rows}}
	windows := p.FrontEnd.Windows(rec, p.Stride)
	n := p.FrontEnd.Features()
	acts := p.Network.NewActivations()
	i := 0
	drive(newDevice(t, p), rows, 0, func(o Outcome) {
		x := windows[i*n : (i+1)*n]
		if want := nn.MeanSquaredError(p.Network.Forward(acts, x), x); o.Score != want {
			t.Fatalf("window %d: score %g, the network has %g", i, o.Score, want)
		}
		i++
	})
	if i != len(windows)/n {
		t.Errorf("%d steps, %d windows", i, len(windows)/n)
	}
}

// The first window is scored before anything was learned: both modes must
// start at the frozen model's score, and fine-tuning must leave it afterwards.
func TestPredictionsPrecedeTheirUpdate(t *testing.T) {
	rows := vibration(400, 1.5, 0.17, 9)
	scores := map[Mode][]float32{}
	for _, mode := range []Mode{Frozen, Unsupervised} {
		drive(newDevice(t, testProgram(t, mode, frontend.Raw)), rows, 0, func(o Outcome) {
			scores[mode] = append(scores[mode], o.Score)
		})
	}
	frozen, tuned := scores[Frozen], scores[Unsupervised]
	if frozen[0] != tuned[0] {
		t.Errorf("first score %g, the frozen model has %g: the update came first", tuned[0], frozen[0])
	}
	last := len(frozen) - 1
	if !(tuned[last] < frozen[last]) {
		t.Errorf("last score %g, the frozen model has %g: nothing was learned", tuned[last], frozen[last])
	}
}

// One step of equation 3 and the gradient of equation 1 or 4, or what equation 5
// says, in float64, against the layer that the device leaves behind.
func TestFineTuningFollowsTheEquations(t *testing.T) {
	sigmoid := func(z float64) float64 { return 1 / (1 + math.Exp(-z)) }
	for loss, delta := range map[nn.Loss]func(y, x float64) float64{
		nn.MSE:      func(y, x float64) float64 { return (y - x) * y * (1 - y) },
		nn.BCE:      func(y, x float64) float64 { return y - x },
		nn.PaperEq5: func(y, x float64) float64 { return (y - x) * sigmoid(y) * (1 - sigmoid(y)) },
	} {
		p := testProgram(t, Unsupervised, frontend.Raw)
		p.Loss = loss
		d := newDevice(t, p)
		done := false
		drive(d, vibration(16, 1.4, 0.2, 2), 0, func(o Outcome) { done = o.Updated })
		if !done {
			t.Fatal("no update")
		}
		old := p.Network.Layers[len(p.Network.Layers)-1]
		a, weights, bias := vector(t, d, "layer 2 (3 to 8, relu)"), vector(t, d, "online weights"), vector(t, d, "online biases")
		for o := range old.Out {
			z := float64(old.Bias[o])
			for i := range old.In {
				z += float64(a[i]) * float64(old.Weight(i, o))
			}
			g := float64(p.LearningRate) * delta(sigmoid(z), float64(d.Input()[o]))
			for i := range old.In {
				want := float64(old.Weight(i, o)) - g*float64(a[i])
				if got := float64(weights[i*nn.Stride(old.Out)+o]); math.Abs(got-want) > 1e-6 {
					t.Fatalf("%s: weight (%d, %d) is %g, equations give %g", loss, i, o, got, want)
				}
			}
			if want := float64(old.Bias[o]) - g; math.Abs(float64(bias[o])-want) > 1e-6 {
				t.Fatalf("%s: bias %d is %g, equations give %g", loss, o, bias[o], want)
			}
		}
	}
}

// Steps of equations 6 and 8 in float64, from the weights that the step before
// has left, against those that the device leaves.
func TestClassifyingFollowsTheEquations(t *testing.T) {
	p := testProgram(t, Supervised, frontend.Raw)
	d := newDevice(t, p)
	n, room := 4, p.MaxClasses
	before := make([]float64, n*room)
	for round := range 12 {
		label := round % 3
		done := false
		drive(d, vibration(4, 1+float64(label), 0.1, uint64(round)), label, func(o Outcome) { done = o.Updated })
		weights, x := vector(t, d, "online weights"), vector(t, d, "standardised features")
		if !done {
			continue
		}
		classes := len(d.Classes())
		y, sum := make([]float64, classes), 0.0
		for k := range y {
			z := 0.0
			for i := range n {
				z += before[i*room+k] * float64(x[i])
			}
			y[k] = math.Exp(z)
			sum += y[k]
		}
		for k := range y {
			g := y[k] / sum
			if d.Classes()[k] == label {
				g--
			}
			for i := range n {
				want := before[i*room+k] - float64(p.LearningRate)*g*float64(x[i])
				got := float64(weights[i*nn.Stride(room)+k])
				if math.Abs(got-want) > 1e-6 {
					t.Fatalf("round %d: weight (%d, %d) is %g, equations give %g", round, i, k, got, want)
				}
				before[i*room+k] = got
			}
		}
	}
	if len(d.Classes()) != 3 || d.Updates() < 6 {
		t.Errorf("%d classes, %d updates", len(d.Classes()), d.Updates())
	}
}

// vector is a vector of a device by its name.
func vector(t *testing.T, d *Device, name string) []float32 {
	t.Helper()
	for _, v := range d.Plan().Vectors() {
		if v.Name == name {
			return d.Values(v)
		}
	}
	t.Fatalf("the plan has no %s", name)
	return nil
}

func TestPolicies(t *testing.T) {
	p := &Policy{Gate: Labelled, Limit: 3, Threshold: 0.5, Normal: 2}
	for _, c := range []struct {
		name    string
		gate    Gate
		aim     learner.Aim
		label   int
		score   float32
		updates int64
		want    bool
	}{
		{"a score learns like a reconstruction", Labelled, learner.Score, 1, 0, 0, false},
		{"always learns without a label", Always, learner.Reconstruct, stream.NoLabel, 9, 0, true},
		{"a mixed window never teaches", Always, learner.Reconstruct, stream.Mixed, 0, 0, false},
		{"the limit ends learning", Always, learner.Reconstruct, 2, 0, 3, false},
		{"labelled waits for the normal label", Labelled, learner.Reconstruct, 1, 0, 0, false},
		{"labelled learns from the normal label", Labelled, learner.Reconstruct, 2, 9, 2, true},
		{"below keeps out high scores", Below, learner.Reconstruct, 2, 0.6, 0, false},
		{"below takes the threshold itself", Below, learner.Reconstruct, 1, 0.5, 0, true},
		{"below keeps out NaN", Below, learner.Reconstruct, 1, float32(math.NaN()), 0, false},
		{"supervised needs a label", Always, learner.Label, stream.NoLabel, 0, 0, false},
		{"supervised takes any label", Labelled, learner.Label, 0, 9, 0, true},
	} {
		p.Gate = c.gate
		if got := p.allows(c.aim, c.label, c.score, p.Threshold, c.updates); got != c.want {
			t.Errorf("%s: allows is %t", c.name, got)
		}
	}
	for g := Always; g <= Below; g++ {
		if back, err := ParseGate(g.String()); err != nil || back != g {
			t.Errorf("%s parses to %v, %v", g, back, err)
		}
	}
	if _, err := ParseGate("sometimes"); err == nil {
		t.Error("ParseGate took an unknown name")
	}
}
