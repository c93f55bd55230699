package f32

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"sync"
	"testing"

	"tinyol-sim/internal/needs"
)

// function pairs an implementation with its float64 reference and the bound
// that its doc comment states.
type function struct {
	name      string
	compute   func(float32) float32
	reference func(float64) float64
	bound     float64 // ulp
}

var functions = []function{
	{"Exp", Exp, math.Exp, 0.92},
	{"Log", Log, math.Log, 0.87},
	{"Sigmoid", Sigmoid, referenceSigmoid, 1.88},
	{"Tanh", Tanh, math.Tanh, 1.33},
	{"Sqrt", Sqrt, math.Sqrt, 0.5},
}

// referenceSigmoid is accurate to about one ulp of float64 on both sides.
func referenceSigmoid(x float64) float64 {
	if x < 0 {
		e := math.Exp(x)
		return e / (1 + e)
	}
	return 1 / (1 + math.Exp(-x))
}

// ulpError is |got - want| in units in the last place of want. Values that
// round to the same float32, infinities and NaNs among them, and NaN for NaN
// are judged first; a wrong special value counts as an infinite error.
func ulpError(got float32, want float64) float64 {
	g := float64(got)
	if math.IsNaN(g) || math.IsNaN(want) {
		if math.IsNaN(g) && math.IsNaN(want) {
			return 0
		}
		return math.Inf(1)
	}
	if math.IsInf(g, 0) || math.IsInf(float64(float32(want)), 0) {
		if g == float64(float32(want)) {
			return 0
		}
		return math.Inf(1)
	}
	exponent := max(math.Ilogb(want), -126)
	return math.Ldexp(math.Abs(g-want), 23-exponent)
}

// worst is the largest error of a sweep and the argument where it occurs.
type worst struct {
	error    float64
	argument float32
}

func (w *worst) take(other worst) {
	if other.error > w.error {
		*w = other
	}
}

// sweep measures f on every step-th bit pattern of a float32, in parallel.
func sweep(f function, step uint64) worst {
	const all = 1 << 32
	workers := uint64(runtime.GOMAXPROCS(0))
	results := make([]worst, workers)
	var group sync.WaitGroup
	for k := range workers {
		group.Go(func() {
			var local worst
			for bits := k * step; bits < all; bits += workers * step {
				x := math.Float32frombits(uint32(bits))
				local.take(worst{ulpError(f.compute(x), f.reference(float64(x))), x})
			}
			results[k] = local
		})
	}
	group.Wait()
	var total worst
	for _, r := range results {
		total.take(r)
	}
	return total
}

func (w worst) String() string {
	return fmt.Sprintf("maximum error %.4f ulp at x = %g (bits %#08x)", w.error, w.argument, math.Float32bits(w.argument))
}

// sweepStep is the distance between the bit patterns that a test visits: about
// a million patterns of all exponents and both signs, or every one of the 2^32
// when TINYOL_EXHAUSTIVE asks for a run of some minutes.
func sweepStep() uint64 {
	if os.Getenv(needs.Exhaustive) != "" {
		return 1
	}
	return 4093
}

// TestAccuracy measures each function against float64 and holds it to the bound
// in its doc comment.
func TestAccuracy(t *testing.T) {
	for _, f := range functions {
		t.Run(f.name, func(t *testing.T) {
			w := sweep(f, sweepStep())
			t.Log(w)
			if !(w.error <= f.bound) {
				t.Errorf("%s; its doc comment promises %g", w, f.bound)
			}
		})
	}
}
