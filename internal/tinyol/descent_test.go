package tinyol

import (
	"math"
	"slices"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
)

// softLayer is a softmax layer in float64: weights [n][room], then biases [room],
// of which some classes are there. Its loss is taken at a point and differentiated
// by central differences, so that nothing is known of a gradient.
type softLayer struct {
	parameters []float64
	n, room    int
	biased     bool
	classes    int
}

// layerOf takes a layer from a state, by the name of its vectors.
func layerOf(t *testing.T, d *Device, s *State, name string, n int, biased bool, classes int) *softLayer {
	t.Helper()
	l := &softLayer{parameters: learnedVector(t, d, s, name+" weights"), n: n, biased: biased, classes: classes}
	l.room = len(l.parameters) / n
	if biased {
		l.parameters = append(l.parameters, learnedVector(t, d, s, name+" biases")...)
	}
	return l
}

func (l *softLayer) output(x []float64) []float64 {
	y, sum := make([]float64, l.classes), 0.0
	for c := range y {
		if l.biased {
			y[c] = l.parameters[l.n*l.room+c]
		}
		for i, v := range x {
			y[c] += v * l.parameters[i*l.room+c]
		}
		y[c] = math.Exp(y[c])
		sum += y[c]
	}
	for c := range y {
		y[c] /= sum
	}
	return y
}

// crossEntropyWith is that of a target's probabilities.
func (l *softLayer) crossEntropyWith(x, target []float64) (sum float64) {
	for c, y := range l.output(x) {
		sum -= target[c] * math.Log(y)
	}
	return sum
}

// descend takes a step down the numerical gradient of a loss.
func (l *softLayer) descend(rate float64, loss func() float64) {
	const h = 1e-5
	gradient := make([]float64, len(l.parameters))
	for i, v := range l.parameters {
		l.parameters[i] = v + h
		above := loss()
		l.parameters[i] = v - h
		gradient[i] = (above - loss()) / (2 * h)
		l.parameters[i] = v
	}
	for i, g := range gradient {
		l.parameters[i] -= rate * g
	}
}

// same compares with a layer of a state.
func (l *softLayer) same(t *testing.T, what string, other *softLayer) {
	t.Helper()
	for i, v := range l.parameters {
		near(t, what, other.parameters[i], v, 3e-6)
	}
}

func oneHot(class, classes int) []float64 {
	target := make([]float64, classes)
	target[class] = 1
	return target
}

// A bias, and what is learned from the features, follow the gradient of equation 7.
func TestSoftmaxDescendsItsLoss(t *testing.T) {
	for _, o := range []learner.Options{{}, {Bias: true}, {Bias: true, Tap: learner.Features}} {
		p := testProgram(t, Supervised, frontend.Raw)
		p.Options = o
		rate := float64(p.LearningRate)
		teach(t, p, 40, func(d *Device, w *taught) {
			classes := len(w.after.Classes)
			want := layerOf(t, d, &w.before, "online", len(w.x), o.Bias, classes)
			for c, y := range want.output(w.x) {
				near(t, "output", w.y[c], y, 1e-5)
			}
			want.descend(rate, func() float64 { return want.crossEntropyWith(w.x, oneHot(w.class, classes)) })
			want.same(t, "a parameter", layerOf(t, d, &w.after, "online", len(w.x), o.Bias, classes))
		})
	}
}

// LwF descends (1-lambda) of the loss on the label and lambda of that towards its
// copy, which is what the layer was at the end of the batch before.
func TestLwFDescendsBothLosses(t *testing.T) {
	for _, batch := range []int{1, 4} {
		p := testProgram(t, named(t, "lwf"), frontend.Raw)
		p.Options.Batch, p.LearningRate = batch, 0.3
		rate, updates := float64(p.LearningRate), 0
		teach(t, p, 60, func(d *Device, w *taught) {
			classes := len(w.after.Classes)
			updates++
			lambda := min(1, float64(batch)/float64(updates))
			copied := layerOf(t, d, &w.before, "copied", len(w.x), true, classes)
			want := layerOf(t, d, &w.before, "online", len(w.x), true, classes)
			z := copied.output(w.x)
			want.descend(rate, func() float64 {
				return (1-lambda)*want.crossEntropyWith(w.x, oneHot(w.class, classes)) + lambda*want.crossEntropyWith(w.x, z)
			})
			after := layerOf(t, d, &w.after, "online", len(w.x), true, classes)
			want.same(t, "a parameter", after)
			if updates%batch == 0 {
				copied = after
			}
			if got := layerOf(t, d, &w.after, "copied", len(w.x), true, classes); !slices.Equal(got.parameters, copied.parameters) {
				t.Fatalf("update %d of batches of %d: the copy is another", updates, batch)
			}
		})
	}
}

// CWR trains one layer and merges it into the other by the written equations.
func TestCWRFollowsItsEquations(t *testing.T) {
	for _, batch := range []int{1, 5} {
		p := testProgram(t, named(t, "cwr"), frontend.Raw)
		p.Options.Batch, p.LearningRate = batch, 0.3
		rate := float64(p.LearningRate)
		counts, updates := make([]float64, p.MaxClasses), 0
		teach(t, p, 60, func(d *Device, w *taught) {
			classes, n := len(w.after.Classes), len(w.x)
			consolidated := layerOf(t, d, &w.before, "consolidated", n, true, classes)
			training := layerOf(t, d, &w.before, "training", n, true, classes)
			for c, y := range consolidated.output(w.x) {
				near(t, "output", w.y[c], y, 1e-5)
			}
			training.descend(rate, func() float64 { return training.crossEntropyWith(w.x, oneHot(w.class, classes)) })
			updates++
			counts[w.class]++
			if updates%batch == 0 {
				for i := range training.parameters {
					if u := counts[i%training.room]; u > 0 {
						consolidated.parameters[i] = (consolidated.parameters[i]*u + training.parameters[i]) / (u + 1)
					}
				}
				copy(training.parameters, consolidated.parameters)
				clear(counts)
			}
			training.same(t, "a parameter in training", layerOf(t, d, &w.after, "training", n, true, classes))
			consolidated.same(t, "a consolidated parameter", layerOf(t, d, &w.after, "consolidated", n, true, classes))
		})
	}
}

// Replay takes the step of softmax, then the same step on an input of the class
// that the target names, which was learned from before, or just now.
func TestReplayDescendsOnWhatItRemembers(t *testing.T) {
	p := testProgram(t, named(t, "replay"), frontend.Raw)
	p.Options.Remembered, p.Options.Bias = 3, true
	rate := float64(p.LearningRate)
	var h history
	old := 0
	teach(t, p, 80, func(d *Device, w *taught) {
		classes, n := len(w.after.Classes), len(w.x)
		h.grow(classes)
		h[w.class] = append(h[w.class], w.x)
		again, target := float64s(vector(t, d, "replayed input")), float64s(vector(t, d, "replayed target")[:classes])
		class := slices.Index(target, 1)
		if !slices.Equal(target, oneHot(class, classes)) || !slices.ContainsFunc(h[class], func(x []float64) bool { return slices.Equal(x, again) }) {
			t.Fatalf("%v of class %v was never seen", again, target)
		}
		if !slices.Equal(again, w.x) {
			old++
		}
		want := layerOf(t, d, &w.before, "online", n, true, classes)
		want.descend(rate, func() float64 { return want.crossEntropyWith(w.x, oneHot(w.class, classes)) })
		want.descend(rate, func() float64 { return want.crossEntropyWith(again, target) })
		want.same(t, "a parameter", layerOf(t, d, &w.after, "online", n, true, classes))
	})
	if old < 40 {
		t.Errorf("%d replayed inputs are older than the window", old)
	}
}
