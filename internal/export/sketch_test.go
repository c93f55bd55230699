package export_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/export"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// shaking are rows of an accelerometer.
func shaking(n int, seed uint64) [][3]float32 {
	rng := rand.New(rand.NewPCG(seed, 1))
	rows := make([][3]float32, n)
	for i := range rows {
		for c := range rows[i] {
			rows[i][c] = float32(math.Sin(0.7*float64(i)+float64(c)) + 0.3*float64(c) + 0.1*rng.NormFloat64())
		}
	}
	return rows
}

// axes of the channels az and ax.
var columns = map[int][]string{3: {"ax", "ay", "az"}, 2: {"az", "ax"}}

// project is one of random weights.
func project(t testing.TB, mode tinyol.Mode, kind frontend.Kind, loss nn.Loss, channels int) *export.Project {
	t.Helper()
	const window, stride = 16, 3
	var run []float32
	for _, r := range shaking(200, 1) {
		run = append(run, pick(r, channels)...)
	}
	f, err := frontend.Fit(kind, window, stride, &frontend.Recording{Channels: channels, Runs: [][]float32{run}})
	if err != nil {
		t.Fatal(err)
	}
	b, err := mcu.LoadBoard("nano33ble")
	if err != nil {
		t.Fatal(err)
	}
	limit := int64(0)
	if mode == tinyol.Unsupervised {
		limit = 90 // reached before the keys end
	}
	policy := tinyol.Policy{Gate: tinyol.Labelled, Threshold: 0.1, Limit: limit}
	if kind == frontend.Raw {
		policy = policy.RunningThreshold(0.99, 0.05)
	}
	return &export.Project{
		Board: b, Columns: columns[channels], Normal: "ok", Source: "a test", Quantile: 0.99, Version: "0",
		Program: &tinyol.Program{
			Mode: mode, FrontEnd: f, Stride: stride, Network: network(f.Features()), Loss: loss, LearningRate: 0.05, MaxClasses: 3,
			Policy: policy,
		},
	}
}

func network(features int) *nn.Network {
	rng := rand.New(rand.NewPCG(uint64(features), 3))
	net := &nn.Network{Embedding: 1}
	in := features
	for i, out := range []int{9, 3, 7, features} {
		l := nn.NewDense(in, out, []nn.Activation{nn.TanhActivation, nn.Linear, nn.ReLU, nn.SigmoidActivation}[i])
		for o := range out {
			l.Bias[o] = float32(0.1 * rng.NormFloat64())
			for i := range in {
				l.SetWeight(i, o, float32(rng.NormFloat64()/math.Sqrt(float64(in))))
			}
		}
		net.Layers = append(net.Layers, l)
		in = out
	}
	return net
}

// pick takes the channels of a row: all, or z and x.
func pick(r [3]float32, channels int) []float32 {
	if channels == 2 {
		return []float32{r[2], r[0]}
	}
	return r[:]
}

// keys learn, pause, name classes (more than there is room for) and forget.
var keys = []key{{30, 'l'}, {31, '\n'}, {200, '1'}, {330, 'p'}, {360, 'l'}, {360, '2'}, {420, '3'}, {480, 'r'}, {500, '0'}, {500, 'h'}}

// expected are the lines for windows that a sketch has to print: those of the
// host's device, with the labels that the keys say.
func expected(t testing.TB, p *export.Project, rows [][3]float32, keys []key) []string {
	t.Helper()
	newDevice := func() *tinyol.Device {
		d, err := tinyol.New(p.Program)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	var lines []string
	d, learning, label := newDevice(), false, 0
	of := make([]int, len(rows)) // the label that each row has
	first := 0                   // row of the command in force
	for i, r := range rows {
		for _, k := range keys {
			if k.row != i {
				continue
			}
			switch {
			case k.key == 'l' || k.key == 'p':
				learning, first = k.key == 'l', i
			case k.key == 'r':
				d, first = newDevice(), i
			case k.key >= '0' && k.key <= '9' && p.Program.Mode == tinyol.Supervised:
				label, first = int(k.key-'0'), i
			}
		}
		of[i] = stream.Mixed
		if learning {
			of[i] = label
		}
		if !d.Push(pick(r, len(p.Columns))) {
			continue
		}
		window := of[i]
		if first > 0 && i-first < p.Program.FrontEnd.Window()-1 {
			window = stream.Mixed
		}
		o := d.Step(window)
		line := fmt.Sprintf("score:%08x,threshold:%08x", math.Float32bits(o.Score), math.Float32bits(o.Threshold))
		if p.Program.Mode == tinyol.Supervised {
			line += fmt.Sprintf(",class:%d", o.Class)
		}
		updated := 0
		if o.Updated {
			updated = 1
		}
		lines = append(lines, line+fmt.Sprintf(",updated:%d,microseconds:0", updated))
	}
	return lines
}

func windows(lines []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return !strings.HasPrefix(l, "score:") })
}

const sameBits = "# self-test: the same bits as on the computer"

// The sketch, compiled as the IDE does, prints on the emulated board the bits of
// the host's device.
func TestSketchGivesTheBitsOfTheHost(t *testing.T) {
	for i, c := range []struct {
		mode     tinyol.Mode
		kind     frontend.Kind
		loss     nn.Loss
		channels int
	}{
		{tinyol.Unsupervised, frontend.Raw, nn.MSE, 3},
		{tinyol.Supervised, frontend.Spectrum, nn.MSE, 2},
		{tinyol.Unsupervised, frontend.Demean, nn.BCE, 3},
	} {
		t.Run(fmt.Sprintf("%s/%s", c.mode, c.kind), func(t *testing.T) {
			p := project(t, c.mode, c.kind, c.loss, c.channels)
			rows := shaking(600, 2)
			elf := compile(t, write(t, p, nil), assemblyFlags[i%len(assemblyFlags)], rowsHeader(rows, keys))
			if n := fusedInstructions(t, elf); n > 0 {
				t.Errorf("%d instructions fuse a product with a sum", n)
			}
			got := emulate(t, p.Board, elf)
			if got[0] != sameBits {
				t.Errorf("%q, want %q", got[0], sameBits)
			}
			want := expected(t, p, rows, keys)
			compareLines(t, windows(got), want)
			updates := strings.Count(strings.Join(want, "\n"), "updated:1")
			if updates < 50 || updates == len(want) {
				t.Errorf("%d of %d windows taught: the keys are not tested", updates, len(want))
			}
			if full := "# no room for another class"; c.mode == tinyol.Supervised && !strings.Contains(strings.Join(got, "\n"), full) {
				t.Errorf("%q is not printed", full)
			}
		})
	}
}

func compareLines(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d windows, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("window %d: %s, want %s", i, got[i], want[i])
		}
	}
}

// Without the line that keeps products and sums apart the compiler fuses them:
// bits differ, and the board says so when it starts.
func TestFusedSketchIsFound(t *testing.T) {
	p := project(t, tinyol.Unsupervised, frontend.Raw, nn.MSE, 3)
	rows := shaking(600, 2)
	dir := write(t, p, func(text string) string {
		return strings.Replace(text, `#pragma GCC optimize ("O2", "fp-contract=off")`, "", 1)
	})
	elf := compile(t, dir, assemblyFlags[0], rowsHeader(rows, keys))
	if fusedInstructions(t, elf) == 0 {
		t.Error("no instruction fuses a product with a sum: the test does not see them")
	}
	got := emulate(t, p.Board, elf)
	if !strings.HasPrefix(got[0], "# self-test: scores that differ") {
		t.Errorf("the self-test says %q", got[0])
	}
	if slices.Equal(windows(got), expected(t, p, rows, keys)) {
		t.Error("the comparison does not see fused products")
	}
}

// A damaged image stops the sketch with a reason.
func TestDamagedImageStopsTheSketch(t *testing.T) {
	p := project(t, tinyol.Unsupervised, frontend.Raw, nn.MSE, 3)
	dir := write(t, p, func(text string) string { return strings.Replace(text, "0x4c4f5954", "0x4c4f5955", 1) })
	got := emulate(t, p.Board, compile(t, dir, assemblyFlags[0], rowsHeader(shaking(3, 2), nil)))
	if want := "# stopped: the model image is damaged; export and flash again"; len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
}
