package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// fillers make the data on which the assembly must agree with the plain form.
var fillers = map[string]func(*rand.Rand) float32{
	"normal":    func(r *rand.Rand) float32 { return float32(r.NormFloat64()) },
	"denormal":  func(r *rand.Rand) float32 { return math.Float32frombits(r.Uint32() & 0x807fffff) },
	"huge":      func(r *rand.Rand) float32 { return float32(r.NormFloat64()) * 0x1p+70 },
	"any bits":  func(r *rand.Rand) float32 { return math.Float32frombits(r.Uint32()) },
	"with NaN":  func(r *rand.Rand) float32 { return pick(r, nan, 1, -2.5, 0.1, 3, 7) },
	"with Inf":  func(r *rand.Rand) float32 { return pick(r, infinity, -infinity, 0, 1, -1, 0.3) },
	"zeros":     func(r *rand.Rand) float32 { return pick(r, 0, minusZero, 1, -1) },
	"alternate": func(r *rand.Rand) float32 { return pick(r, 0x1p+24, -0x1p+24, 1, 0x1p-30) },
}

func pick(r *rand.Rand, values ...float32) float32 { return values[r.IntN(len(values))] }

// eachFiller runs f with vectors of every kind of data.
func eachFiller(t *testing.T, f func(t *testing.T, random *rand.Rand, vector func(n int) []float32)) {
	for name, filler := range fillers {
		t.Run(name, func(t *testing.T) {
			random := newRandom()
			f(t, random, func(n int) []float32 {
				v := make([]float32, n)
				for i := range v {
					v[i] = filler(random)
				}
				return v
			})
		})
	}
}

// withPlainKernels runs f without assembly.
func withPlainKernels(f func()) {
	before := vectorised
	vectorised = false
	defer func() { vectorised = before }()
	f()
}

func TestDenseKernelSameBits(t *testing.T) {
	eachFiller(t, func(t *testing.T, random *rand.Rand, vector func(int) []float32) {
		for range 200 {
			in, stride := 1+random.IntN(50), lanes*(1+random.IntN(11))
			width := lanes * (1 + random.IntN(stride/lanes))
			x, weights, bias := vector(in), vector(in*stride), vector(stride)
			fast, plain := vector(width), vector(width)
			denseKernel(fast, x, weights, bias, stride)
			densePlain(plain, x, weights, bias, stride)
			if !sameVectors(fast, plain) {
				t.Fatalf("%d inputs, stride %d, %d outputs: %v, plain %v", in, stride, width, fast, plain)
			}
		}
	})
}

// TestOuterKernelSameBits also checks that the padding is not touched.
func TestOuterKernelSameBits(t *testing.T) {
	eachFiller(t, func(t *testing.T, random *rand.Rand, vector func(int) []float32) {
		for range 200 {
			in, out := 1+random.IntN(50), 1+random.IntN(80)
			stride := Stride(out) + lanes*random.IntN(3)
			x, g, weights := vector(in), vector(stride), vector(in*stride)
			for i := range in {
				clear(weights[i*stride+out : (i+1)*stride])
			}
			plain := slices.Clone(weights)
			outerKernel(weights, x, g, stride, out)
			outerPlain(plain, x, g, stride, out)
			if !sameVectors(weights, plain) {
				t.Fatalf("%d inputs, stride %d, %d outputs differ from the plain form", in, stride, out)
			}
		}
	})
}

func TestReluKernelSameBits(t *testing.T) {
	eachFiller(t, func(t *testing.T, random *rand.Rand, vector func(int) []float32) {
		for n := range 40 {
			fast := vector(n)
			plain := slices.Clone(fast)
			reluKernel(fast)
			reluPlain(plain)
			if !sameVectors(fast, plain) {
				t.Fatalf("length %d: %v, plain %v", n, fast, plain)
			}
		}
	})
}

func TestDeltaKernelSameBits(t *testing.T) {
	eachFiller(t, func(t *testing.T, random *rand.Rand, vector func(int) []float32) {
		for n := range 60 {
			y, target, s := vector(n), vector(n), vector(n)
			fast, plain := slices.Clone(s), slices.Clone(s)
			deltaKernel(fast, y, target, fast)
			deltaPlain(plain, y, target, plain)
			if !sameVectors(fast, plain) {
				t.Fatalf("length %d: %v, plain %v", n, fast, plain)
			}
		}
	})
}

// TestKernelsCheckBounds: the assembly must not read behind slices that a
// caller has cut off.
func TestKernelsCheckBounds(t *testing.T) {
	d := NewDense(4, 8, Linear)
	d.Weights = slices.Clip(d.Weights[:len(d.Weights)-1])
	defer func() {
		if recover() == nil {
			t.Error("a layer with missing weights was computed")
		}
	}()
	d.Forward(NewVector(8), make([]float32, 4))
}
