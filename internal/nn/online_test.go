package nn

import (
	"errors"
	"slices"
	"testing"
)

// TestUpdateGradients checks one step of the reconstruction layer, weights and
// biases, against finite differences of the objective (mse, bce) and against
// the printed equation 5 in float64.
func TestUpdateGradients(t *testing.T) {
	random := newRandom()
	const in, out = 16, 12
	for _, loss := range []Loss{MSE, BCE, PaperEq5} {
		from := randomDense(random, in, out, SigmoidActivation)
		x, target := randomVector(random, in), randomTarget(random, out)
		layer := NewReconstruction(from, loss, 1)
		y := NewVector(out)
		layer.Predict(y, x)
		layer.Update(x, y, target)

		reference := referenceOf(from)
		wide, wideTarget := widen(x), widen(target)
		wideOut := reference.forward(wide)
		want := func(parameter *float64, o int, a float64) float64 {
			if loss == PaperEq5 {
				s := activate(SigmoidActivation, wideOut[o])
				return (wideOut[o] - wideTarget[o]) * s * (1 - s) * a
			}
			return slope(parameter, func() float64 { return objective(loss, reference.forward(wide), wideTarget) })
		}
		for o := range out {
			got := float64(from.Bias[o]) - float64(layer.Bias(o))
			if expected := want(&reference.bias[o], o, 1); !near(got, expected) {
				t.Errorf("%s: bias %d moved by %g, want %g", loss, o, got, expected)
			}
			for i := range in {
				got := float64(from.Weight(i, o)) - float64(layer.Weight(i, o))
				if expected := want(&reference.weights[i][o], o, wide[i]); !near(got, expected) {
					t.Errorf("%s: weight %d,%d moved by %g, want %g", loss, i, o, got, expected)
				}
			}
		}
	}
}

// TestUpdateClassGradients checks equation 8 against finite differences of
// equation 7 over the weights of a softmax layer.
func TestUpdateClassGradients(t *testing.T) {
	random := newRandom()
	const in, classes, class = 5, 3, 1
	layer := NewClassifier(in, 11, 1)
	reference := &referenceLayer{bias: make([]float64, classes)}
	for i := range in {
		row := make([]float64, classes)
		for k := range row {
			w := float32(random.NormFloat64())
			layer.weights[i*layer.stride+k] = w
			row[k] = float64(w)
		}
		reference.weights = append(reference.weights, row)
	}
	for range classes {
		if err := layer.Grow(); err != nil {
			t.Fatal(err)
		}
	}
	before := cloneOf(layer)
	x := randomVector(random, in)
	y := NewVector(layer.Capacity())[:classes]
	layer.Predict(y, x)
	layer.UpdateClass(x, y, class)
	for i := range in {
		for k := range classes {
			want := slope(&reference.weights[i][k], func() float64 {
				return -logSoftmax(reference.forward(widen(x)), class)
			})
			if got := float64(before.Weight(i, k)) - float64(layer.Weight(i, k)); !near(got, want) {
				t.Errorf("weight %d,%d moved by %g, want %g", i, k, got, want)
			}
		}
	}

	// The one-hot target of Update means the same step.
	again := cloneOf(before)
	again.Update(x, y, []float32{0, 1, 0})
	if !sameVectors(again.weights, layer.weights) {
		t.Error("Update with a one-hot target differs from UpdateClass")
	}
}

// TestGrowth follows a classifier from no neuron to a full layer. With zero
// weights the softmax of n neurons is 1/n each; after one step of rate 0.5 on
// x = (2, -4) and class 0 of two, equation 8 gives
// w_0 = -0.5·(0.5-1)·x = (0.5, -1) and w_1 = -0.5·0.5·x = (-0.5, 1).
func TestGrowth(t *testing.T) {
	layer := NewClassifier(2, 3, 0.5)
	x := []float32{2, -4}
	y := NewVector(3)
	layer.Predict(y, x)
	if layer.Out() != 0 || !sameVectors(y, []float32{0, 0, 0}) {
		t.Errorf("a layer without neurons predicts %v", y)
	}
	grow := func() {
		t.Helper()
		if err := layer.Grow(); err != nil {
			t.Fatal(err)
		}
	}
	grow()
	grow()
	layer.Predict(y[:2], x)
	if !sameVectors(y[:2], []float32{0.5, 0.5}) {
		t.Fatalf("two new neurons predict %v", y[:2])
	}
	layer.UpdateClass(x, y[:2], 0)
	for k, want := range [][]float32{{0.5, -1}, {-0.5, 1}} {
		if got := []float32{layer.Weight(0, k), layer.Weight(1, k)}; !sameVectors(got, want) {
			t.Errorf("neuron %d has weights %v, want %v", k, got, want)
		}
	}
	grow()
	if layer.Weight(0, 2) != 0 || layer.Weight(1, 2) != 0 {
		t.Error("a grown neuron does not start at zero")
	}
	if err := layer.Grow(); !errors.Is(err, ErrFull) {
		t.Errorf("growing a full layer: %v, want ErrFull", err)
	}
	if layer.In() != 2 || layer.Out() != 3 || layer.Capacity() != 3 {
		t.Errorf("sizes %d, %d, %d", layer.In(), layer.Out(), layer.Capacity())
	}
}

// TestUnusedNeuronsStayZero: updates, non-finite ones too, must not reach the
// room of neurons that do not exist yet.
func TestUnusedNeuronsStayZero(t *testing.T) {
	layer := NewClassifier(3, 19, 0.1)
	for range 10 {
		if err := layer.Grow(); err != nil {
			t.Fatal(err)
		}
	}
	y := NewVector(19)[:10]
	for _, x := range [][]float32{{1, 2, 3}, {infinity, nan, -infinity}} {
		layer.Predict(y, x)
		layer.UpdateClass(x, y, 4)
	}
	for i := range 3 {
		for k := 10; k < layer.stride; k++ {
			if w := layer.weights[i*layer.stride+k]; w != 0 {
				t.Errorf("input %d, unused neuron %d: weight %g", i, k, w)
			}
		}
	}
}

// TestReconstructionCopies: the layer starts where the trained one ends and
// leaves that one alone.
func TestReconstructionCopies(t *testing.T) {
	random := newRandom()
	from := randomDense(random, 6, 9, SigmoidActivation)
	first := from.Weight(0, 0)
	layer := NewReconstruction(from, MSE, 0.1)
	x, target := randomVector(random, 6), randomTarget(random, 9)
	want, got := NewVector(9), NewVector(9)
	from.Forward(want, x)
	layer.Predict(got, x)
	if !sameVectors(got, want) {
		t.Errorf("before any update %v, the trained layer gives %v", got, want)
	}
	loss := MeanSquaredError(got, target)
	for range 200 {
		layer.Predict(got, x)
		layer.Update(x, got, target)
	}
	if after := MeanSquaredError(got, target); !(after < loss/10) {
		t.Errorf("200 steps on one sample took the error from %g to %g", loss, after)
	}
	if from.Weight(0, 0) != first {
		t.Error("learning changed the trained layer")
	}
	if err := layer.Grow(); !errors.Is(err, ErrFull) {
		t.Errorf("growing a reconstruction layer: %v, want ErrFull", err)
	}
}

// TestDivergenceShows: a non-finite input must be visible in the next output.
func TestDivergenceShows(t *testing.T) {
	random := newRandom()
	layer := NewReconstruction(randomDense(random, 4, 4, SigmoidActivation), MSE, 0.1)
	y := NewVector(4)
	x := []float32{nan, 1, 1, 1}
	layer.Predict(y, x)
	layer.Update(x, y, make([]float32, 4))
	layer.Predict(y, []float32{1, 1, 1, 1})
	for o, v := range y {
		if v == v {
			t.Errorf("output %d is %g after a NaN, want NaN", o, v)
		}
	}
}

func TestOnlineMisuse(t *testing.T) {
	random := newRandom()
	sigmoid := randomDense(random, 4, 4, SigmoidActivation)
	layer := NewReconstruction(sigmoid, MSE, 0.1)
	classifier := NewClassifier(4, 4, 0.1)
	four, three := NewVector(4), NewVector(3)
	mustPanic(t, "linear layer", func() { NewReconstruction(randomDense(random, 4, 4, Linear), MSE, 0.1) })
	mustPanic(t, "categorical loss", func() { NewReconstruction(sigmoid, CrossEntropy, 0.1) })
	mustPanic(t, "no classes", func() { NewClassifier(4, 0, 0.1) })
	mustPanic(t, "input", func() { layer.Predict(four, three) })
	mustPanic(t, "destination", func() { layer.Predict(make([]float32, 4), four) })
	mustPanic(t, "target", func() { layer.Update(four, four, three) })
	mustPanic(t, "classes of a reconstruction", func() { layer.UpdateClass(four, four, 0) })
	mustPanic(t, "class that is not there", func() { classifier.UpdateClass(four, nil, 0) })
	mustPanic(t, "neuron that is not there", func() { classifier.Weight(0, 0) })
	mustPanic(t, "input that is not there", func() { layer.Weight(4, 0) })
}

func TestOnlineDoesNotAllocate(t *testing.T) {
	random := newRandom()
	layer := NewReconstruction(randomDense(random, 16, 40, SigmoidActivation), PaperEq5, 0.1)
	classifier := NewClassifier(5, 8, 0.1)
	if err := classifier.Grow(); err != nil {
		t.Fatal(err)
	}
	statistics := NewStatistics(5)
	x, y, target := randomVector(random, 16), NewVector(40), randomTarget(random, 40)
	z, p := randomVector(random, 5), NewVector(8)[:1]
	run := func() {
		layer.Predict(y, x)
		_ = PaperEq5.Value(y, target)
		layer.Update(x, y, target)
		statistics.Update(z)
		statistics.Standardise(z, z)
		classifier.Predict(p, z)
		_ = CrossEntropyOf(p, 0)
		classifier.UpdateClass(z, p, 0)
	}
	if n := testing.AllocsPerRun(100, run); n != 0 {
		t.Errorf("a step allocates %g times", n)
	}
}

// TestUpdateOrder: the order in which an update multiplies is part of the
// contract, g = rate·delta first, then g·x. The numbers are such that each
// order gives other bits.
func TestUpdateOrder(t *testing.T) {
	rate, delta, x := float32(0.1), float32(0.9), float32(0.7)
	want := float32(float32(rate*delta) * x)
	if want == float32(rate*float32(delta*x)) || want == float32(float32(rate*x)*delta) {
		t.Fatal("the numbers do not tell the orders apart")
	}
	layer := NewReconstruction(NewDense(1, 1, SigmoidActivation), BCE, rate)
	layer.Update([]float32{x}, []float32{delta}, []float32{0})
	if got := layer.Weight(0, 0); got != -want {
		t.Errorf("weight %g, want %g", got, -want)
	}
}

// cloneOf returns a copy that learns independently.
func cloneOf(o *Online) *Online {
	c := *o
	c.weights, c.bias, c.gain = slices.Clone(o.weights), slices.Clone(o.bias), slices.Clone(o.gain)
	return &c
}
