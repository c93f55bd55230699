package nn

import (
	"math"
	"testing"
)

// TestMeanSquaredErrorByHand: ((1-0)² + (0.5-1)² + (2-0)² + 0²)/4 = 5.25/4.
func TestMeanSquaredErrorByHand(t *testing.T) {
	got := MeanSquaredError([]float32{1, 0.5, 2, 3}, []float32{0, 1, 0, 3})
	if got != 1.3125 {
		t.Errorf("got %g, want 1.3125", got)
	}
}

// TestMeanSquaredErrorOrder: 2^24 + 1 + 1 in index order stays 2^24, because
// each 1 is half a unit in the last place and ties go to even.
func TestMeanSquaredErrorOrder(t *testing.T) {
	got := MeanSquaredError([]float32{4096, 1, 1, 0}, make([]float32, 4))
	if got != 0x1p+22 {
		t.Errorf("got %g, want 2^22: the sum must run in index order", got)
	}
}

// TestLossValues compares with float64 and with equation 4 at the clamp.
func TestLossValues(t *testing.T) {
	random := newRandom()
	y, target := randomTarget(random, 40), randomTarget(random, 40)
	wide, wideTarget := widen(y), widen(target)
	want := map[Loss]float64{
		MSE:          2 * objective(MSE, wide, wideTarget) / 40,
		BCE:          objective(BCE, wide, wideTarget) / 40,
		PaperEq5:     objective(BCE, wide, wideTarget) / 40,
		CrossEntropy: objective(CrossEntropy, wide, wideTarget),
	}
	for loss, value := range want {
		if got := float64(loss.Value(y, target)); !near(got, value) {
			t.Errorf("%s: %g, want %g", loss, got, value)
		}
	}
	// A certain and wrong output: -log(2^-24) = 24·ln 2.
	for _, c := range [][2]float32{{0, 1}, {1, 0}} {
		got := float64(BCE.Value([]float32{c[0]}, []float32{c[1]}))
		if !near(got, 24*math.Ln2) {
			t.Errorf("bce of %g against %g: %g, want %g", c[0], c[1], got, 24*math.Ln2)
		}
	}
	if got := BCE.Value([]float32{nan}, []float32{1}); got == got {
		t.Errorf("bce of NaN is %g, want NaN", got)
	}
	if got := float64(CrossEntropyOf([]float32{0, 1}, 0)); !near(got, 126*math.Ln2) {
		t.Errorf("cross-entropy of probability 0: %g, want %g", got, 126*math.Ln2)
	}
	if got := float64(CrossEntropyOf([]float32{0.75, 0.25}, 1)); !near(got, math.Log(4)) {
		t.Errorf("cross-entropy of probability 1/4: %g, want ln 4", got)
	}
}

// TestDeltaIsTheDerivative differentiates each objective by the sum z in front
// of the sigmoid.
func TestDeltaIsTheDerivative(t *testing.T) {
	random := newRandom()
	for _, loss := range []Loss{MSE, BCE} {
		z, target := randomVector(random, 40), randomTarget(random, 40)
		y := append(NewVector(40)[:0], z...)
		SigmoidActivation.Apply(y)
		delta := NewVector(40)
		loss.Delta(delta, y, target)
		wide, wideTarget := widen(z), widen(target)
		for k := range wide {
			want := slope(&wide[k], func() float64 {
				out := make([]float64, len(wide))
				for i, v := range wide {
					out[i] = activate(SigmoidActivation, v)
				}
				return objective(loss, out, wideTarget)
			})
			if !near(float64(delta[k]), want) {
				t.Errorf("%s: delta[%d] = %g, finite difference %g", loss, k, delta[k], want)
			}
		}
	}
}

// TestDeltaOfEquation5 computes the printed formula in float64: (x'-x)·σ(x')·(1-σ(x')).
func TestDeltaOfEquation5(t *testing.T) {
	random := newRandom()
	y, target := randomTarget(random, 40), randomTarget(random, 40)
	delta := NewVector(40)
	PaperEq5.Delta(delta, y, target)
	for k := range y {
		s := activate(SigmoidActivation, float64(y[k]))
		want := (float64(y[k]) - float64(target[k])) * s * (1 - s)
		if !near(float64(delta[k]), want) {
			t.Errorf("delta[%d] = %g, want %g", k, delta[k], want)
		}
	}
}

func TestLossMisuse(t *testing.T) {
	two, three := make([]float32, 2), make([]float32, 3)
	mustPanic(t, "value", func() { MSE.Value(two, three) })
	mustPanic(t, "bce value", func() { BCE.Value(two, three) })
	mustPanic(t, "delta", func() { MSE.Delta(two, two, three) })
	mustPanic(t, "class", func() { CrossEntropyOf(two, 2) })
	mustPanic(t, "unknown loss", func() { Loss(9).Delta(two, two, two) })
	mustPanic(t, "unknown loss", func() { Loss(9).Value(two, two) })
}

// TestSoftmax: exp(0) : exp(ln 3) = 1 : 3, whatever is added to both.
func TestSoftmax(t *testing.T) {
	for _, shift := range []float32{0, -80, 80, 3000} {
		z := []float32{shift, shift + float32(math.Log(3))}
		y := make([]float32, 2)
		Softmax(y, z)
		// Adding the shift costs z up to half a unit in its last place.
		tolerance := 1e-6 + float64(shift)*0x1p-23
		if math.Abs(float64(y[0])-0.25) > math.Abs(tolerance) || math.Abs(float64(y[1])-0.75) > math.Abs(tolerance) {
			t.Errorf("softmax of %v = %v, want 1/4 and 3/4", z, y)
		}
	}
	one := []float32{-12}
	Softmax(one, one)
	if one[0] != 1 {
		t.Errorf("softmax of a single value is %g, want 1", one[0])
	}
	for position := range 3 {
		z := []float32{1, 2, 3}
		z[position] = nan
		Softmax(z, z)
		for i, v := range z {
			if v == v {
				t.Errorf("NaN at %d: output %d is %g, want NaN", position, i, v)
			}
		}
	}
	Softmax(nil, nil)
}
