package tinyol

import (
	"math"
	"testing"

	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
)

// The ring and the host's Cutter must agree on when a window is due, for every
// ratio of stride to window, and the ring must return the last rows in order.
func TestRingKeepsTheLastRowsInOrder(t *testing.T) {
	for _, c := range []struct{ window, stride int }{{4, 1}, {4, 3}, {4, 4}, {4, 9}, {1, 1}} {
		r := newRing(c.window, 1, c.stride)
		cutter := stream.NewCutter(c.window, c.stride)
		got := make([]float32, c.window)
		for i := range 50 {
			r.slot()[0] = float32(i)
			due := r.advance()
			want, _ := cutter.Push(0, 0)
			if due != want {
				t.Fatalf("window %d stride %d: row %d due is %t, the cutter says %t", c.window, c.stride, i, due, want)
			}
			if !due {
				continue
			}
			r.read(got)
			for k, v := range got {
				if v != float32(i-c.window+1+k) {
					t.Fatalf("window %d stride %d: row %d reads %v", c.window, c.stride, i, got)
				}
			}
		}
	}
}

func TestResetStartsAWindowAnew(t *testing.T) {
	d := newDevice(t, testProgram(t, Frozen, stream.Raw))
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
	p := testProgram(t, Frozen, stream.Demean)
	rows := vibration(200, 1.2, 0.13, 5)
	rec := &stream.Recording{Channels: 2, Runs: [][]float32{rows}}
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
		drive(newDevice(t, testProgram(t, mode, stream.Raw)), rows, 0, func(o Outcome) {
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

// One step of equation 3 and the gradient of equation 1 in float64, against
// the layer that the device leaves behind.
func TestFineTuningFollowsTheEquations(t *testing.T) {
	p := testProgram(t, Unsupervised, stream.Raw)
	d := newDevice(t, p)
	done := false
	drive(d, vibration(16, 1.4, 0.2, 2), 0, func(o Outcome) { done = o.Updated })
	if !done {
		t.Fatal("no update")
	}
	old := p.replaced()
	a := d.acts[len(d.acts)-2]
	for o := range old.Out {
		z := float64(old.Bias[o])
		for i := range old.In {
			z += float64(a[i]) * float64(old.Weight(i, o))
		}
		y, x := 1/(1+math.Exp(-z)), float64(d.input[o])
		delta := (y - x) * y * (1 - y)
		for i := range old.In {
			want := float64(old.Weight(i, o)) - float64(p.LearningRate)*delta*float64(a[i])
			if got := float64(d.online.Weight(i, o)); math.Abs(got-want) > 1e-6 {
				t.Fatalf("weight (%d, %d) is %g, equations give %g", i, o, got, want)
			}
		}
	}
}

func TestPolicies(t *testing.T) {
	p := &Policy{Gate: Labelled, Limit: 3, Threshold: 0.5, Normal: 2}
	for _, c := range []struct {
		name    string
		gate    Gate
		mode    Mode
		label   int
		score   float32
		updates int64
		want    bool
	}{
		{"frozen never learns", Always, Frozen, 2, 0, 0, false},
		{"always learns without a label", Always, Unsupervised, stream.NoLabel, 9, 0, true},
		{"a mixed window never teaches", Always, Unsupervised, stream.Mixed, 0, 0, false},
		{"the limit ends learning", Always, Unsupervised, 2, 0, 3, false},
		{"labelled waits for the normal label", Labelled, Unsupervised, 1, 0, 0, false},
		{"labelled learns from the normal label", Labelled, Unsupervised, 2, 9, 2, true},
		{"below keeps out high scores", Below, Unsupervised, 2, 0.6, 0, false},
		{"below takes the threshold itself", Below, Unsupervised, 1, 0.5, 0, true},
		{"below keeps out NaN", Below, Unsupervised, 1, float32(math.NaN()), 0, false},
		{"supervised needs a label", Always, Supervised, stream.NoLabel, 0, 0, false},
		{"supervised takes any label", Labelled, Supervised, 0, 9, 0, true},
	} {
		p.Gate = c.gate
		if got := p.allows(c.mode, c.label, c.score, p.Threshold, c.updates); got != c.want {
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
