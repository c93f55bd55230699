package kernel

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/dsp/fourier"
)

// fftTolerance bounds the error of every bin, relative to the root of the
// signal's energy times n: the rounding of log2(n) stages and the twiddles'
// own. The largest seen is 8e-8.
const fftTolerance = 3e-7

func TestRealFFTAgreesWithGonum(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	worst := 0.0
	for n := 4; n <= 4096; n *= 2 {
		reference := fourier.NewFFT(n)
		twiddles := TwiddleTable(n)
		for trial := range 20 {
			x, exact := make([]float32, n), make([]float64, n)
			energy := 0.0
			for i := range x {
				x[i] = float32(random.NormFloat64() * math.Pow(10, float64(trial%7-3)))
				exact[i] = float64(x[i])
				energy += exact[i] * exact[i]
			}
			want := reference.Coefficients(nil, exact)
			realFFT(x, twiddles)
			got := unpack(x)
			for k := range want {
				err := cabs(got[k]-want[k]) / math.Sqrt(energy*float64(n))
				worst = max(worst, err)
				if err > fftTolerance {
					t.Fatalf("n %d, bin %d: %v, want %v", n, k, got[k], want[k])
				}
			}
		}
	}
	t.Logf("largest error %.2g", worst)
}

func cabs(z complex128) float64 { return math.Hypot(real(z), imag(z)) }

// unpack returns bins 0 to n/2 of a packed spectrum.
func unpack(x []float32) []complex128 {
	half := len(x) / 2
	bins := make([]complex128, half+1)
	bins[0], bins[half] = complex(float64(x[0]), 0), complex(float64(x[1]), 0)
	for k := 1; k < half; k++ {
		bins[k] = complex(float64(x[2*k]), float64(x[2*k+1]))
	}
	return bins
}

func TestRealFFTByHand(t *testing.T) {
	// X(0) = 1+2+3+4, X(1) = 1 - 2i - 3 + 4i, X(2) = 1-2+3-4.
	x := []float32{1, 2, 3, 4}
	realFFT(x, TwiddleTable(4))
	if want := [4]float32{10, -2, -2, 2}; [4]float32(x) != want {
		t.Errorf("%v, want %v", x, want)
	}
	// A cosine of 3 turns in 16 samples, and a sine of 5: n/2 in bin 3, -i·n/2
	// in bin 5, nothing elsewhere.
	const n = 16
	x = make([]float32, n)
	for i := range x {
		x[i] = float32(math.Cos(2*math.Pi*3*float64(i)/n) + math.Sin(2*math.Pi*5*float64(i)/n))
	}
	realFFT(x, TwiddleTable(n))
	for k, z := range unpack(x) {
		want := map[int]complex128{3: n / 2, 5: -1i * n / 2}[k]
		if cabs(z-want) > 2e-6 {
			t.Errorf("bin %d: %v, want %v", k, z, want)
		}
	}
}

// The C twin repeats the transform operation by operation, so its bits are part
// of the contract. The input is exact in float32 on every machine.
func TestRealFFTBitsArePinned(t *testing.T) {
	h := fnv.New64a()
	for n := 4; n <= 1024; n *= 2 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32((i*7919+n)%1021-510) / 64
		}
		realFFT(x, TwiddleTable(n))
		for _, v := range x {
			fmt.Fprintf(h, "%08x", math.Float32bits(v))
		}
	}
	if got := h.Sum64(); got != pinnedFFT {
		t.Errorf("hash %#x, was %#x: the order of operations or a table has changed", got, uint64(pinnedFFT))
	}
}

const pinnedFFT = 0x160fefa1bdf86605

func TestRealFFTPropagatesNaN(t *testing.T) {
	for _, bad := range []float64{math.NaN(), math.Inf(1)} {
		x := make([]float32, 64)
		x[17] = float32(bad)
		realFFT(x, TwiddleTable(64))
		for k, z := range unpack(x) {
			if !cmplx.IsNaN(z) && !cmplx.IsInf(z) {
				t.Errorf("%v at the input, bin %d is %v", bad, k, z)
			}
		}
	}
}

func TestTablesAreRoundedOnce(t *testing.T) {
	for n := 4; n <= 1<<16; n *= 4 {
		twiddles, hann := TwiddleTable(n), HannTable(n)
		for k := range n {
			sin, cos := math.Sincos(2 * math.Pi * float64(k) / float64(n))
			if k < n/2 && (!near(twiddles[2*k], cos) || !near(twiddles[2*k+1], -sin)) {
				t.Fatalf("n %d: factor %d is %v, %v", n, k, twiddles[2*k], twiddles[2*k+1])
			}
			if !near(hann[k], 0.5-0.5*cos) || k > 0 && hann[k] != hann[n-k] {
				t.Fatalf("n %d: Hann window at %d is %v", n, k, hann[k])
			}
		}
		if n > 4 && (twiddles[n/2] != 0 || twiddles[n/2+1] != -1) {
			t.Errorf("n %d: the factor of a quarter turn is %v, %v", n, twiddles[n/2], twiddles[n/2+1])
		}
		if math.Signbit(float64(twiddles[1])) || hann[0] != 0 || hann[n/2] != 1 {
			t.Errorf("n %d: the tables' ends are not exact", n)
		}
	}
}

// near allows half a unit in the last place, and the error of the reference
// near its zeros.
func near(got float32, want float64) bool {
	return math.Abs(float64(got)-want) <= math.Abs(want)*0x1.000001p-24+1e-15
}
