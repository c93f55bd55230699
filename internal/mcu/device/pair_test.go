package device

import (
	"math/rand/v2"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// boards of the four builds.
var boardOfBuild = []string{"nano33ble", "nucleo-f439zi", "bluepill", "arduino-zero", "pico"}

// tally counts what a comparison went through.
type tally struct {
	steps, updates, grown, full, predicted, resets int
}

// compare drives both sides over windows of changing labels, with segments in
// between, and fails at the first bit that differs.
func compare(t *testing.T, p *tinyol.Program, name string, steps int) (n tally) {
	t.Helper()
	pair, err := NewPair(p, board(t, name))
	if err != nil {
		t.Fatal(err)
	}
	rng := testRandom()
	source := machine{channels: p.FrontEnd.Channels(), rng: rng}
	row := make([]float32, source.channels)
	label := 0
	for n.steps < steps {
		source.row(row)
		due, err := pair.Push(row)
		if err != nil {
			t.Fatal(err)
		}
		if !due {
			continue
		}
		o, err := pair.Step(label)
		if err != nil {
			t.Fatal(err)
		}
		n.add(&o)
		if rng.IntN(7) == 0 {
			label = rng.IntN(9) - 2 // stream.Mixed, stream.NoLabel, and more classes than there is room for
			source.level = 0.3 * float64(max(label, 0))
		}
		if rng.IntN(40) == 0 {
			n.resets++
			if err := pair.Reset(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return n
}

func (n *tally) add(o *tinyol.Outcome) {
	n.steps++
	for _, c := range []struct {
		counter *int
		yes     bool
	}{{&n.updates, o.Updated}, {&n.grown, o.Grown}, {&n.full, o.Full}, {&n.predicted, o.Class >= 0}} {
		if c.yes {
			*c.counter++
		}
	}
}

// stepsOn is how long each comparison is: soft float is slow to emulate.
func stepsOn(board string) int {
	switch board {
	case "nano33ble":
		return 150
	case "nucleo-f439zi":
		return 20
	}
	return 40
}

// Every front end with every learner gives the same bits on every build.
func TestSameBits(t *testing.T) {
	for _, kind := range frontend.Kinds() {
		for _, mode := range learner.Modes() {
			for _, name := range boardOfBuild {
				t.Run(string(kind)+"/"+mode.String()+"/"+name, func(t *testing.T) {
					t.Parallel()
					n := compare(t, programOf(t, shape{mode: mode, kind: kind, activation: nn.ReLU}), name, stepsOn(name))
					switch {
					case mode == tinyol.Frozen && n.updates != 0,
						mode != tinyol.Frozen && n.updates < n.steps/3,
						mode == tinyol.Supervised && (n.grown == 0 || n.predicted == 0):
						t.Errorf("the comparison saw too little: %+v", n)
					}
				})
			}
		}
	}
}

// Losses, gates, activations and shapes that are no multiple of any block.
func TestSameBitsOfEveryKind(t *testing.T) {
	always := tinyol.Policy{}
	for name, s := range map[string]shape{
		"bce":             {mode: tinyol.Unsupervised, kind: frontend.Raw, loss: nn.BCE},
		"paper-eq5":       {mode: tinyol.Unsupervised, kind: frontend.Demean, loss: nn.PaperEq5},
		"tanh":            {mode: tinyol.Unsupervised, kind: frontend.Raw, activation: nn.TanhActivation},
		"sigmoid":         {mode: tinyol.Supervised, kind: frontend.Demean, activation: nn.SigmoidActivation},
		"late":            {mode: tinyol.Unsupervised, kind: frontend.Spectrum, late: 5, policy: tinyol.Policy{Gate: tinyol.Labelled, Normal: 2, Threshold: 0.35}.RunningThreshold(0.9, 0.1)},
		"late loss":       {mode: tinyol.Unsupervised, kind: frontend.Demean, late: 1, loss: nn.BCE, policy: tinyol.Policy{Gate: tinyol.Labelled, Normal: 2}},
		"late classes":    {mode: tinyol.Supervised, kind: frontend.Demean, late: 7},
		"limit":           {mode: tinyol.Unsupervised, kind: frontend.Raw, policy: tinyol.Policy{Limit: 17}},
		"labelled":        {mode: tinyol.Unsupervised, kind: frontend.Raw, policy: tinyol.Policy{Gate: tinyol.Labelled, Normal: 2}},
		"below":           {mode: tinyol.Unsupervised, kind: frontend.Raw, policy: tinyol.Policy{Gate: tinyol.Below, Threshold: 0.35}},
		"running":         {mode: tinyol.Unsupervised, kind: frontend.Raw, policy: tinyol.Policy{Threshold: 0.35}.RunningThreshold(0.9, 0.1)},
		"running below":   {mode: tinyol.Unsupervised, kind: frontend.Demean, policy: tinyol.Policy{Gate: tinyol.Below, Threshold: 0.1}.RunningThreshold(0.99, 0.5)},
		"running classes": {mode: tinyol.Supervised, kind: frontend.Raw, policy: tinyol.Policy{Gate: tinyol.Labelled, Threshold: 0.35, Normal: 2}.RunningThreshold(0.9, 0.1)},
		"below classes":   {mode: tinyol.Supervised, kind: frontend.Raw, policy: tinyol.Policy{Gate: tinyol.Below, Threshold: 0.35, Limit: 60}},
		"one channel":     {mode: tinyol.Unsupervised, kind: frontend.Raw, channels: 1, window: 1, stride: 1, hidden: []int{1}, embedding: 1},
		"no hidden layer": {mode: tinyol.Supervised, kind: frontend.Demean, hidden: []int{}, channels: 2, window: 5, embedding: 7},
		"deep":            {mode: tinyol.Unsupervised, kind: frontend.Demean, channels: 5, window: 7, hidden: []int{33, 20, 11}, embedding: 6, activation: nn.ReLU},
		"sparse windows":  {mode: tinyol.Unsupervised, kind: frontend.Spectrum, window: 8, stride: 13, channels: 1},
		"long spectrum":   {mode: tinyol.Supervised, kind: frontend.Spectrum, window: 256, stride: 32, channels: 2, hidden: []int{12}},
		"shortest":        {mode: tinyol.Unsupervised, kind: frontend.Spectrum, window: 4, stride: 1, channels: 3},
		"paper":           {mode: tinyol.Unsupervised, kind: frontend.Raw, window: 40, stride: 10, hidden: []int{16}, embedding: 4, activation: nn.ReLU, policy: always},
		"many classes":    {mode: tinyol.Supervised, kind: frontend.Raw, classes: 11, embedding: 13},
		"diverges":        {mode: tinyol.Unsupervised, kind: frontend.Demean, rate: 1e30, loss: nn.BCE},
		"diverges too":    {mode: tinyol.Supervised, kind: frontend.Demean, rate: 1e37},
	} {
		for _, on := range []string{"nano33ble", "bluepill", "pico"} {
			t.Run(name+"/"+on, func(t *testing.T) {
				t.Parallel()
				p := programOf(t, s)
				n := compare(t, p, on, 60)
				if n.updates == 0 || p.Policy.Limit > 0 && n.updates != int(p.Policy.Limit) && s.policy.Gate == tinyol.Always {
					t.Errorf("%+v", n)
				}
			})
		}
	}
}

// What is tuned, how, and what is remembered.
func TestSameBitsOfOptions(t *testing.T) {
	shapes := map[string]shape{"knn": {mode: modeOf(t, "knn"), options: learner.Options{Remembered: 5}}}
	for tune := range learner.TuneNames() {
		for optimizer := range learner.OptimizerNames() {
			o := learner.Options{Tune: learner.Tune(tune), Optimizer: learner.Optimizer(optimizer)}
			for _, a := range []nn.Activation{nn.ReLU, nn.SigmoidActivation, nn.TanhActivation} {
				shapes[o.Tune.String()+" "+o.Optimizer.String()+" "+a.String()] = shape{mode: tinyol.Unsupervised, options: o, activation: a}
			}
		}
	}
	for name, s := range shapes {
		s.kind = frontend.Raw
		for _, on := range []string{"nano33ble", "bluepill", "pico"} {
			t.Run(name+"/"+on, func(t *testing.T) {
				t.Parallel()
				if n := compare(t, programOf(t, s), on, 40); n.updates < 20 {
					t.Errorf("%+v", n)
				}
			})
		}
	}
}

// Learners that begin with what training has made of them do so on both sides.
func TestSameBitsOfAWarmStart(t *testing.T) {
	for _, mode := range learner.Modes() {
		if !learner.Of(mode).Warm {
			continue
		}
		for _, on := range []string{"nano33ble", "bluepill", "pico"} {
			p := programOf(t, shape{mode: mode, kind: frontend.Demean})
			windows := p.FrontEnd.Windows(&frontend.Recording{Channels: 3, Runs: [][]float32{machine{channels: 3, rng: testRandom()}.rows(300)}}, 4)
			if err := p.Warm(windows); err != nil {
				t.Fatal(err)
			}
			if n := compare(t, p, on, 12); n.updates == 0 {
				t.Errorf("%s: %+v", mode, n)
			}
		}
	}
}

func modeOf(t *testing.T, name string) tinyol.Mode {
	t.Helper()
	mode, ok := learner.Named(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	return mode
}

// The layer fills up, and says so.
func TestSameBitsOfAFullLayer(t *testing.T) {
	n := compare(t, programOf(t, shape{mode: tinyol.Supervised, kind: frontend.Demean, classes: 3}), "nano33ble", 300)
	if n.grown != 3 || n.full == 0 || n.resets == 0 {
		t.Errorf("%+v", n)
	}
}

// Where rows hold what no sensor sends, both sides go the same way.
func TestSameBitsOfExtremeRows(t *testing.T) {
	for _, kind := range frontend.Kinds() {
		for _, mode := range learner.Modes() {
			extremeRows(t, programOf(t, shape{mode: mode, kind: kind, window: 8, channels: 2}))
		}
	}
}

func extremeRows(t *testing.T, p *tinyol.Program) {
	t.Helper()
	pair, err := NewPair(p, board(t, "nano33ble"))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	steps := 0
	for range 200 {
		// Any finite bits: huge, subnormal, negative zero.
		row := []float32{anyFloat(rng), anyFloat(rng)}
		due, err := pair.Push(row)
		if err != nil {
			t.Fatal(err)
		}
		if due {
			steps++
			if _, err := pair.Step(0); err != nil {
				t.Fatalf("%s, %s: %v", p.FrontEnd.Kind(), p.Mode, err)
			}
		}
	}
	if steps == 0 {
		t.Error("no step")
	}
}
