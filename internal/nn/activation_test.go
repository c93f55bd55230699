package nn

import (
	"errors"
	"testing"

	"tinyol-sim/internal/f32"
)

func TestActivationValues(t *testing.T) {
	x := []float32{-2, minusZero, 0, 3, nan, -infinity, infinity, 0.5, -0.5, 1}
	each := func(f func(float32) float32) []float32 {
		y := make([]float32, len(x))
		for i, v := range x {
			y[i] = f(v)
		}
		return y
	}
	want := map[Activation][]float32{
		Linear:            x,
		ReLU:              {0, minusZero, 0, 3, nan, 0, infinity, 0.5, 0, 1},
		SigmoidActivation: each(f32.Sigmoid),
		TanhActivation:    each(f32.Tanh),
	}
	for a, values := range want {
		got := append([]float32(nil), x...)
		a.Apply(got)
		if !sameVectors(got, values) {
			t.Errorf("%s: %v, want %v", a, got, values)
		}
	}
}

func TestParseNames(t *testing.T) {
	for a := Linear; a <= TanhActivation; a++ {
		if got, err := ParseActivation(a.String()); err != nil || got != a {
			t.Errorf("ParseActivation(%q) = %v, %v", a.String(), got, err)
		}
	}
	for l := MSE; l <= CrossEntropy; l++ {
		if got, err := ParseLoss(l.String()); err != nil || got != l {
			t.Errorf("ParseLoss(%q) = %v, %v", l.String(), got, err)
		}
	}
	var nameError *NameError
	if _, err := ParseLoss("mea"); !errors.As(err, &nameError) {
		t.Errorf("ParseLoss of nonsense: %v", err)
	} else if want := `unknown loss "mea": use mse, bce, paper-eq5 or cross-entropy`; err.Error() != want {
		t.Errorf("message %q, want %q", err, want)
	}
	if _, err := ParseActivation(""); !errors.As(err, &nameError) {
		t.Errorf("ParseActivation of nothing: %v", err)
	}
}
