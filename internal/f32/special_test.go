package f32

import (
	"math"
	"testing"
)

var (
	nan         = float32(math.NaN())
	inf         = float32(math.Inf(1))
	zero        float32
	minusZero   = float32(math.Copysign(0, -1))
	smallest    = float32(math.SmallestNonzeroFloat32)
	largest     = float32(math.MaxFloat32)
	expOverflow = float32(0x1.62e43p+6) // 88.72284, the first float32 whose exp exceeds the largest float32
)

// TestSpecialValues checks arguments at which the exact result is known without
// computing it.
func TestSpecialValues(t *testing.T) {
	cases := []struct {
		name     string
		compute  func(float32) float32
		argument float32
		want     float32
	}{
		{"Exp", Exp, zero, 1},
		{"Exp", Exp, minusZero, 1},
		{"Exp", Exp, smallest, 1},
		{"Exp", Exp, inf, inf},
		{"Exp", Exp, -inf, 0},
		{"Exp", Exp, largest, inf},
		{"Exp", Exp, -largest, 0},
		{"Exp", Exp, expOverflow, inf},
		{"Exp", Exp, nan, nan},
		{"Log", Log, 1, 0},
		{"Log", Log, zero, -inf},
		{"Log", Log, minusZero, -inf},
		{"Log", Log, inf, inf},
		{"Log", Log, -smallest, nan},
		{"Log", Log, -inf, nan},
		{"Log", Log, nan, nan},
		{"Sigmoid", Sigmoid, zero, 0.5},
		{"Sigmoid", Sigmoid, minusZero, 0.5},
		{"Sigmoid", Sigmoid, inf, 1},
		{"Sigmoid", Sigmoid, -inf, 0},
		{"Sigmoid", Sigmoid, nan, nan},
		{"Tanh", Tanh, zero, zero},
		{"Tanh", Tanh, minusZero, minusZero},
		{"Tanh", Tanh, smallest, smallest},
		{"Tanh", Tanh, -smallest, -smallest},
		{"Tanh", Tanh, inf, 1},
		{"Tanh", Tanh, -inf, -1},
		{"Tanh", Tanh, nan, nan},
		{"Sqrt", Sqrt, minusZero, minusZero},
		{"Sqrt", Sqrt, 9, 3},
		{"Sqrt", Sqrt, inf, inf},
		{"Sqrt", Sqrt, -1, nan},
		{"Sqrt", Sqrt, nan, nan},
	}
	for _, c := range cases {
		if got := c.compute(c.argument); !same(got, c.want) {
			t.Errorf("%s(%g) = %g, want %g", c.name, c.argument, got, c.want)
		}
	}
}

// same compares bits, so that zeros of different sign differ, and takes all
// NaNs as one.
func same(a, b float32) bool {
	if a != a || b != b {
		return a != a && b != b
	}
	return math.Float32bits(a) == math.Float32bits(b)
}

// TestExpUnderflow steps over the edge of the subnormal range: ln(2^-150) =
// -103.97208, below which the exact result is nearer to zero than to 2^-149.
func TestExpUnderflow(t *testing.T) {
	if got := Exp(-103.972); got != smallest {
		t.Errorf("Exp(-103.972) = %g, want the smallest subnormal %g", got, smallest)
	}
	if got := Exp(-103.973); got != 0 {
		t.Errorf("Exp(-103.973) = %g, want 0", got)
	}
}

// TestTanhIsOdd checks an identity that the accuracy bounds alone do not
// imply.
func TestTanhIsOdd(t *testing.T) {
	for x := float32(0); x < 12; x += 0.0137 {
		if Tanh(-x) != -Tanh(x) {
			t.Fatalf("Tanh(-%g) = %g, Tanh(%g) = %g", x, Tanh(-x), x, Tanh(x))
		}
	}
}

func TestSigmoidStaysInRange(t *testing.T) {
	for x := float32(-200); x < 200; x += 0.0137 {
		if y := Sigmoid(x); !(y >= 0 && y <= 1) {
			t.Fatalf("Sigmoid(%g) = %g lies outside [0, 1]", x, y)
		}
	}
}
