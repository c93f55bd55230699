package firmware_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
	"tinyol-sim/internal/plan/ccode"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// sizes are networks for windows of a number of rows: the paper's and one
// whose layers leave every remainder of the kernels' blocks.
var sizes = map[int][]int{40: {16, 4, 16}, 16: {13, 3, 7}, 9: {11, 1, 5}, 4: {}}

// vibration is a recording of so many rows and channels.
func vibration(rows, channels int, seed uint64) []float32 {
	rng := rand.New(rand.NewPCG(seed, 1))
	out := make([]float32, 0, rows*channels)
	for i := range rows {
		for c := range channels {
			x := math.Sin(2*math.Pi*0.11*float64(i)+float64(c)) + 0.1*float64(c)
			out = append(out, float32(x+0.1*rng.NormFloat64()))
		}
	}
	return out
}

// randomProgram is a program that was never trained: its weights are random,
// its hidden layers take every activation by turns.
func randomProgram(t testing.TB, kind frontend.Kind, mode tinyol.Mode, loss nn.Loss, window, channels, stride int) *tinyol.Program {
	t.Helper()
	rec := &frontend.Recording{Channels: channels, Runs: [][]float32{vibration(3*window+40, channels, 1)}}
	f, err := frontend.Fit(kind, window, stride, rec)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(uint64(window), uint64(channels)))
	net := &nn.Network{Embedding: len(sizes[window]) / 2}
	width := f.Features()
	for i, out := range append(append([]int{}, sizes[window]...), f.Features()) {
		activation := nn.Activation((i + channels) % 4)
		if i == len(sizes[window]) {
			activation = nn.SigmoidActivation
		}
		net.Layers = append(net.Layers, randomLayer(rng, width, out, activation))
		width = out
	}
	return &tinyol.Program{
		Mode: mode, FrontEnd: f, Stride: stride, Network: net,
		Loss: loss, LearningRate: 0.05, MaxClasses: 5,
	}
}

func randomLayer(rng *rand.Rand, in, out int, activation nn.Activation) *nn.Dense {
	d := nn.NewDense(in, out, activation)
	for o := range out {
		d.Bias[o] = float32(0.1 * rng.NormFloat64())
		for i := range in {
			d.SetWeight(i, o, float32(rng.NormFloat64()/math.Sqrt(float64(in))))
		}
	}
	return d
}

// modelImage is the program's image for the machine of hw_host.c.
func modelImage(t testing.TB, p *tinyol.Program) []byte {
	t.Helper()
	return unlinked(t, p).Link(hostSite)
}

func unlinked(t testing.TB, p *tinyol.Program) *device.Image {
	t.Helper()
	b, err := mcu.LoadBoard("nano33ble")
	if err != nil {
		t.Fatal(err)
	}
	return device.NewImage(p, device.NewLedger(b, p))
}

// Addresses of hw_host.c.
const (
	imageAddress = 0x00010000
	arenaAddress = 0x20000000
	rowAddress   = 0x30000000
	firstCall    = 0x00001001
)

var hostSite = device.Site{Image: imageAddress, Arena: arenaAddress, Row: rowAddress, Call: func(name string) uint32 {
	return firstCall + 4*uint32(slices.Index(ccode.Calls(), name))
}}

func word(image []byte, n int) uint32 { return binary.LittleEndian.Uint32(image[4*n:]) }

func headerWord(image []byte, name string) uint32 { return word(image, plan.HeaderWord(name)) }

// twin runs a program in Go and in C side by side.
type twin struct {
	t     testing.TB
	p     *tinyol.Program
	go_   *tinyol.Device
	c     *host
	image *device.Image
	step  int
}

func newTwin(t testing.TB, h *host, p *tinyol.Program) *twin {
	t.Helper()
	d, err := tinyol.New(p)
	if err != nil {
		t.Fatal(err)
	}
	w := &twin{t: t, p: p, go_: d, c: h, image: unlinked(t, p)}
	h.load(w.image.Link(hostSite), w.image.ArenaBytes)
	if r := h.command(commandInit, 0); r.Status != plan.StatusOK {
		t.Fatalf("the image is refused with status %#x, detail %#x", r.Status, r.Detail)
	}
	return w
}

// push takes a row and, where a window is due, a step.
func (w *twin) push(row []float32, label int) {
	w.t.Helper()
	due := w.go_.Push(row)
	if r := w.c.row(row); r.Status == plan.StatusDue != due {
		w.t.Fatalf("step %d: due is %t, the firmware's status %d", w.step, due, r.Status)
	}
	if due {
		w.compare(w.go_.Step(label), w.c.command(commandStep, int32(label)))
		w.step++
	}
}

func (w *twin) compare(o tinyol.Outcome, r reply) {
	w.t.Helper()
	flags := uint32(0)
	for i, set := range []bool{o.Updated, o.Grown, o.Full} {
		if set {
			flags |= 1 << i
		}
	}
	if r.Status != plan.StatusOK || int(r.Class) != o.Class || r.Flags != flags {
		w.t.Fatalf("step %d: status %#x, class %d, flags %d; want class %d, flags %d", w.step, r.Status, r.Class, r.Flags, o.Class, flags)
	}
	w.equal("score", []uint32{math.Float32bits(r.Score)}, []float32{o.Score})
	if marks := w.marks(o.Updated || o.Full); r.Marks != marks {
		w.t.Fatalf("step %d: phases %x, want %x", w.step, r.Marks, marks)
	}
	w.compareState()
}

// marks are the phases of a step as tinyol lists their kernels, then idle.
func (w *twin) marks(learned bool) (marks uint32) {
	for phase := tinyol.PhaseFrontEnd; phase < tinyol.PhaseCount; phase++ {
		if len(w.p.Ops(phase, 1)) > 0 && (phase != tinyol.PhaseUpdate || learned) {
			marks = marks<<4 | uint32(phase)
		}
	}
	return marks<<4 | uint32(tinyol.PhaseCount)
}

// compareState compares everything that the device holds after a step: what
// learning has left, and what the last operations have written where nothing
// else lies there by then.
func (w *twin) compareState() {
	w.t.Helper()
	arena := w.c.state()
	q := w.go_.Plan()
	for i, v := range q.Vectors() {
		switch {
		case v.Flash() || v == q.Ring || !lasts(q, v):
			continue
		case v == q.Labels:
			for neuron, label := range w.go_.Classes() {
				if got := int(int32(arena[w.image.Offset(i)/4+neuron])); got != label {
					w.t.Fatalf("step %d: neuron %d stands for label %d, want %d", w.step, neuron, got, label)
				}
			}
			continue
		}
		want := v.Device(nil, w.go_.Values(v))
		if v == q.Threshold {
			want = []float32{w.go_.Threshold()}
		}
		want = want[:min(len(want), v.Live(len(w.go_.Classes())))]
		w.equal(v.Name, arena[w.image.Offset(i)/4:], want)
	}
}

// lasts says that a vector is not overwritten by another region before the step
// has ended.
func lasts(q *plan.Plan, v *kernel.Vector) bool {
	for _, r := range q.Regions() {
		if slices.Contains(r.Vectors, v) {
			return r.Phases == nil || slices.Contains(r.Phases, plan.Update) && slices.Contains(r.Phases, plan.Predict)
		}
	}
	return false
}

// equal compares bits; any NaN equals any other, as the contract has it.
func (w *twin) equal(what string, got []uint32, want []float32) {
	w.t.Helper()
	for i, v := range want {
		bits := math.Float32bits(v)
		if nan := math.Float32frombits(got[i]); got[i] != bits && (v == v || nan == nan) {
			w.t.Fatalf("step %d: %s %d is %08x (%g), want %08x (%g)", w.step, what, i, got[i], nan, bits, v)
		}
	}
}

// run replays rows, labels by runs of rows, and a new segment in the middle.
func (w *twin) run(rows, channels int, labels []int) {
	w.t.Helper()
	data := vibration(rows, channels, 7)
	for i := range rows {
		if i == rows/2 {
			w.go_.Reset()
			w.c.command(commandReset, 0)
		}
		w.push(data[i*channels:][:channels], labels[i*len(labels)/rows])
	}
	if w.step == 0 {
		w.t.Fatal("not one step")
	}
}

// Every front end in every mode and loss: not a bit may differ between Go and
// C, in results, state, phases and the moment a window is due.
func TestStepsAreThoseOfTheHost(t *testing.T) {
	h := start(t, compileHost(t, sanitized...))
	labels := []int{0, 1, stream.Mixed, 0, 2, stream.NoLabel, 3, 4, 5, 6, 0}
	for _, kind := range frontend.Kinds() {
		for _, mode := range learner.Modes() {
			for _, loss := range []nn.Loss{nn.MSE, nn.BCE, nn.PaperEq5} {
				if loss != nn.MSE && mode != tinyol.Unsupervised {
					continue
				}
				for _, c := range []struct{ window, channels, stride int }{{40, 3, 10}, {16, 2, 3}, {9, 1, 20}, {4, 5, 4}} {
					if kind == frontend.Spectrum && c.window&(c.window-1) != 0 {
						continue
					}
					t.Run(fmt.Sprintf("%s/%s/%s/%d", kind, mode, loss, c.window), func(t *testing.T) {
						h.t = t
						p := randomProgram(t, kind, mode, loss, c.window, c.channels, c.stride)
						newTwin(t, h, p).run(20*c.window+300, c.channels, labels)
					})
				}
			}
		}
	}
	h.t = t
}

// Every gate, limit and threshold.
func TestPoliciesAreThoseOfTheHost(t *testing.T) {
	h := start(t, compileHost(t, sanitized...))
	for _, mode := range []tinyol.Mode{tinyol.Unsupervised, tinyol.Supervised} {
		for _, policy := range []tinyol.Policy{
			{Gate: tinyol.Labelled, Normal: 1},
			{Gate: tinyol.Below, Threshold: 0.2, Normal: 1},
			{Gate: tinyol.Always, Limit: 7},
			{Gate: tinyol.Labelled, Limit: 1 << 40, Normal: -1},
			tinyol.Policy{Gate: tinyol.Labelled, Threshold: 0.2, Normal: 1}.RunningThreshold(0.9, 0.1),
			tinyol.Policy{Gate: tinyol.Below, Threshold: 0.01, Normal: 1}.RunningThreshold(0.99, 0.3),
			tinyol.Policy{Gate: tinyol.Always, Threshold: 0.2, Limit: 7}.RunningThreshold(0.5, 0.01),
		} {
			p := randomProgram(t, frontend.Raw, mode, nn.MSE, 16, 2, 2)
			p.Policy = policy
			newTwin(t, h, p).run(200, 2, []int{0, 1, stream.Mixed, stream.NoLabel, 1, 0})
		}
	}
}

// Values that no sensor sends: infinities and NaN go through both alike, and so
// do subnormal numbers and weights that run away.
func TestNonFiniteStepsAreThoseOfTheHost(t *testing.T) {
	h := start(t, compileHost(t, sanitized...))
	infinity := float32(math.Inf(1))
	odd := []float32{0, infinity, -infinity, float32(math.NaN()), 1e-40, -1e-44, 3e38, -3e38, float32(math.Copysign(0, -1))}
	for _, kind := range frontend.Kinds() {
		for _, mode := range learner.Modes() {
			p := randomProgram(t, kind, mode, nn.MSE, 16, 2, 2)
			if p.LearningRate = 1e20; p.Validate() != nil {
				p.LearningRate = 0.9 // what is a weight has to be below 1
			}
			w := newTwin(t, h, p)
			for i := range 300 {
				row := []float32{float32(i % 7), 1}
				if i%23 == 22 {
					row[i%2] = odd[i/23%len(odd)]
				}
				w.push(row, i/40%4)
			}
		}
	}
}
