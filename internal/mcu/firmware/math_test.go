package firmware_test

import (
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"tinyol-sim/internal/f32"
	"tinyol-sim/internal/needs"
)

// functions in the order in which the host's program answers. The logarithm of
// the device is for what it takes logarithms of.
var functions = [...]struct {
	name string
	of   func(float32) float32
	on   func(float32) bool
}{
	{"exp", f32.Exp, always}, {"log", f32.Log, normalPositive}, {"sigmoid", f32.Sigmoid, always},
	{"sqrt", f32.Sqrt, always}, {"tanh", f32.Tanh, always},
}

func always(float32) bool { return true }

// normalPositive numbers, +Inf and NaN.
func normalPositive(x float32) bool { return x >= 0x1p-126 || x != x }

// The functions of package f32 in C, on every exponent and at the ends of each;
// with TINYOL_EXHAUSTIVE=1 on every float32 there is. sqrt is the one for
// cores without an FPU.
func TestFunctionsAreThoseOfF32(t *testing.T) {
	h := start(t, compileHost(t, "-O2"))
	if os.Getenv(needs.Exhaustive) != "" {
		const batch = 1 << 16
		for from := uint64(0); from < 1<<32; from += batch {
			compareFunctions(t, h, batch, func(i int) uint32 { return uint32(from) + uint32(i) })
		}
		return
	}
	rng := rand.New(rand.NewPCG(5, 6))
	fractions := []uint32{0, 1, 2, 0x3504f2, 0x3504f3, 0x3504f4, 0x400000, 0x7ffffe, 0x7fffff}
	compareFunctions(t, h, 512*len(fractions), func(i int) uint32 {
		return uint32(i/len(fractions))<<23 | fractions[i%len(fractions)]
	})
	compareFunctions(t, h, 1<<19, func(int) uint32 { return rng.Uint32() })
	// Where the functions have their values: within ±128.
	compareFunctions(t, h, 1<<19, func(int) uint32 { return math.Float32bits(float32(256*rng.Float64() - 128)) })
}

func compareFunctions(t *testing.T, h *host, n int, bits func(i int) uint32) {
	t.Helper()
	x := make([]float32, n)
	for i := range x {
		x[i] = math.Float32frombits(bits(i))
	}
	// In pieces, so that neither side waits for the other with a full pipe.
	for piece := range slices.Chunk(x, 1024) {
		comparePiece(t, h, piece)
	}
}

func comparePiece(t *testing.T, h *host, x []float32) {
	t.Helper()
	for i, y := range h.call(x) {
		for k, f := range functions {
			if want := f.of(x[i]); f.on(x[i]) && math.Float32bits(y[k]) != math.Float32bits(want) && (want == want || y[k] == y[k]) {
				t.Fatalf("%s(%08x) is %08x, want %08x", f.name, math.Float32bits(x[i]), math.Float32bits(y[k]), math.Float32bits(want))
			}
		}
	}
}
