package tinyol

import (
	"math"
	"slices"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/learner"
)

// named is the learner of a name.
func named(t testing.TB, name string) Mode {
	t.Helper()
	m, ok := learner.Named(name)
	if !ok {
		t.Fatalf("there is no learner %s", name)
	}
	return m
}

// classifiers are the learners that name labels.
func classifiers() (all []Mode) {
	for _, m := range learner.Modes() {
		if learner.Of(m).Aim == learner.Label {
			all = append(all, m)
		}
	}
	return all
}

// taught is one window of a classifier that learned from it.
type taught struct {
	x      []float64 // the input
	class  int       // neuron of the label
	before State     // what was learned up to then
	after  State
	y      []float64 // the outputs of before, with those of a class that is new
	winner int       // label that was predicted before the class was added
}

// teach gives a classifier windows of three classes by turns of several, and calls
// each with every one that it learns from. Its state is copied, so nothing is said
// of vectors that are not kept but the input and the outputs.
func teach(t *testing.T, p *Program, windows int, each func(d *Device, w *taught)) *Device {
	t.Helper()
	d := newDevice(t, p)
	var w taught
	d.State(&w.before)
	for round := 0; round < windows; round++ {
		label := round / 3 % 3
		drive(d, vibration(4, 1+0.7*float64(label), 0.1+0.03*float64(label), uint64(round)), label, func(o Outcome) {
			if !o.Updated {
				t.Fatalf("round %d: %+v", round, o)
			}
			w.x = float64s(vector(t, d, "standardised features"))
			w.y = float64s(vector(t, d, "online output")[:len(d.Classes())])
			w.class, w.winner = slices.Index(d.Classes(), label), o.Class
			d.State(&w.after)
			each(d, &w)
			d.State(&w.before)
		})
	}
	if len(d.Classes()) != 3 || d.Updates() < int64(windows)-5 {
		t.Fatalf("%d classes, %d updates", len(d.Classes()), d.Updates())
	}
	return d
}

func float64s(values []float32) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = float64(v)
	}
	return out
}

// learnedVector is a vector of a state, by name.
func learnedVector(t *testing.T, d *Device, s *State, name string) []float64 {
	t.Helper()
	for i, v := range d.Learned() {
		if v.Name == name {
			return float64s(s.Values[i])
		}
	}
	t.Fatalf("the learner keeps no %s", name)
	return nil
}

// near fails where a value is off by more than a part of its size, or of one.
func near(t *testing.T, what string, got, want, part float64) {
	t.Helper()
	if !(math.Abs(got-want) <= part*max(1, math.Abs(want))) {
		t.Fatalf("%s is %.9g, want %.9g", what, got, want)
	}
}

// Every classifier tells vibrations of different strength apart in the end, from
// the embedding and from the features, and assessments on the way leave no trace.
func TestEveryClassifierLearns(t *testing.T) {
	for _, mode := range classifiers() {
		for _, tap := range []learner.Tap{learner.Embedding, learner.Features} {
			p := testProgram(t, mode, frontend.Spectrum)
			p.LearningRate, p.Options.Tap = 0.1, tap
			plain, assessed := newDevice(t, p), newDevice(t, p)
			right, all := 0, 0
			for round := range 120 {
				label := round % 2
				rows := vibration(16+4*2, 1+2*float64(label), 0.11, uint64(round))
				plain.Reset()
				assessed.Reset()
				var a, b []Outcome
				var features []float32
				drive(plain, rows, label, func(o Outcome) { a = append(a, o) })
				drive(assessed, rows, label, func(o Outcome) {
					b = append(b, o)
					features = assessed.Encode(features)
				})
				assessed.AssessAll(features, func(_, class int) {
					if all++; class == label {
						right++
					}
				})
				for i := range a {
					if !sameOutcome(a[i], b[i]) || !a[i].Finite() {
						t.Fatalf("%s on %s, round %d step %d: %+v after an assessment, %+v without", mode, tap, round, i, b[i], a[i])
					}
				}
				if round == 59 {
					right, all = 0, 0
				}
			}
			if right < all*9/10 || all < 100 {
				t.Errorf("%s on %s: %d windows of %d right", mode, tap, right, all)
			}
		}
	}
}

// What the layer has no room for is not learned from: nothing that is kept changes
// but the statistics.
func TestEveryFullClassifierSaysSo(t *testing.T) {
	for _, mode := range classifiers() {
		p := testProgram(t, mode, frontend.Raw)
		p.MaxClasses = 2
		d := newDevice(t, p)
		var before, after State
		for label := range 3 {
			d.Reset()
			d.State(&before)
			full := false
			drive(d, vibration(16, 1, 0.1, 4), label, func(o Outcome) { full = o.Full && !o.Updated && !o.Grown })
			if full != (label == 2) {
				t.Errorf("%s: label %d: full is %t", mode, label, full)
			}
		}
		d.State(&after)
		for i, v := range d.Learned() {
			if v.Name != "statistics (count, means, sums of squares)" && !slices.Equal(before.Values[i], after.Values[i]) {
				t.Errorf("%s: %s has changed", mode, v.Name)
			}
		}
	}
}

// What the options ask for is what the plan has, and settings that nothing works
// with are refused.
func TestOptionsOfClassifiers(t *testing.T) {
	for what, o := range map[string]learner.Options{
		"a tap": {Tap: 2}, "remembered": {Remembered: -1}, "replays": {Replays: 65}, "neighbours": {Neighbours: kernel.MostNeighbours + 1}, "batch": {Batch: -8},
	} {
		for _, mode := range classifiers() {
			p := testProgram(t, mode, frontend.Raw)
			p.Options = o
			if _, err := New(p); err == nil {
				t.Errorf("%s: %s is taken: %+v", mode, what, o)
			}
		}
	}
	ops := func(o learner.Options) int {
		p := testProgram(t, named(t, "replay"), frontend.Raw)
		p.Options = o
		return len(p.Plan().Lists[PhaseUpdate])
	}
	if one, three := ops(learner.Options{}), ops(learner.Options{Replays: 3}); three-one != 2*5 {
		t.Errorf("two more replays are %d operations", three-one)
	}
	for _, name := range []string{"embedding", "features"} {
		if tap, err := learner.ParseTap(name); err != nil || tap.String() != name {
			t.Errorf("%s is %s, %v", name, tap, err)
		}
	}
	if _, err := learner.ParseTap("elsewhere"); err == nil {
		t.Error("there is a tap of any name")
	}
}

// A learner without a rate needs none; one with a rate does.
func TestRateIsAskedForWhereItIsUsed(t *testing.T) {
	for _, mode := range classifiers() {
		p := testProgram(t, mode, frontend.Raw)
		p.LearningRate = 0
		if _, err := New(p); (err == nil) != (learner.Of(mode).Rate == 0) {
			t.Errorf("%s: %v", mode, err)
		}
	}
}

// What is kept is what docs/LEARNERS-classifiers.md says, to the byte.
func TestMemoryOfClassifiers(t *testing.T) {
	const k = 5
	for _, tap := range []learner.Tap{learner.Embedding, learner.Features} {
		for name, words := range map[string]func(n, c int) int{
			"softmax":     func(n, c int) int { return (n + 1) * c },
			"replay":      func(n, c int) int { return (n+1)*c + k*n*c + c + 1 },
			"naive-bayes": func(n, c int) int { return c * (2*n + 2) },
			"lda":         func(n, c int) int { return c*(n+2) + n*n + 1 },
			"means":       func(n, c int) int { return c * (n + 1) },
			"knn-classes": func(n, c int) int { return c * (k*n + 1) },
			"cwr":         func(n, c int) int { return 2*(n+1)*c + c + 2 },
			"lwf":         func(n, c int) int { return 2*(n+1)*c + 3 },
		} {
			p := testProgram(t, named(t, name), frontend.Raw)
			p.MaxClasses, p.Options = 7, learner.Options{Tap: tap, Bias: true, Remembered: k}
			n := p.Network.Sizes()[p.Network.Embedding+1] + 1
			if tap == learner.Features {
				n = p.FrontEnd.Features()
			}
			got := 0
			for _, v := range p.Plan().Learned() {
				got += v.Len()
			}
			if want := words(n, 7) + 2*n + 1; got != want {
				t.Errorf("%s on %s keeps %d words, want %d", name, tap, got, want)
			}
		}
	}
}
