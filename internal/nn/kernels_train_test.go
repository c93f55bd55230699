package nn

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Several windows at once have the bits of one after the other.
func TestDenseBatchSameBits(t *testing.T) {
	eachFiller(t, func(t *testing.T, random *rand.Rand, vector func(int) []float32) {
		for range 200 {
			in, stride, windows := 1+random.IntN(50), lanes*(1+random.IntN(5)), 1+random.IntN(10)
			xStride := in + random.IntN(9)
			x, weights, bias := vector(windows*xStride), vector(in*stride), vector(stride)
			fast, plain := vector(windows*stride), vector(windows*stride)
			denseBatch(fast, x, weights, bias, in, xStride, stride, windows)
			for w := range windows {
				densePlain(plain[w*stride:][:stride], x[w*xStride:][:in], weights, bias, stride)
			}
			if !sameVectors(fast, plain) {
				t.Fatalf("%d windows of %d inputs, stride %d: %v, plain %v", windows, in, stride, fast, plain)
			}
		}
	})
}

// The gradients take in a batch as they take in its windows one after the other.
func TestOuterBatchSameBits(t *testing.T) {
	eachFiller(t, func(t *testing.T, random *rand.Rand, vector func(int) []float32) {
		for range 200 {
			in, out, windows := 1+random.IntN(20), 1+random.IntN(40), 1+random.IntN(10)
			stride, xStride := Stride(out), in+random.IntN(9)
			x, delta, fast := vector(windows*xStride), vector(windows*stride), vector(in*stride)
			for w := range windows {
				clear(delta[w*stride+out : (w+1)*stride])
			}
			plain := slices.Clone(fast)
			outerBatch(fast, x, delta, in, xStride, stride, windows)
			for w := range windows {
				negated := make([]float32, stride)
				for o, d := range delta[w*stride:][:stride] {
					negated[o] = -d
				}
				outerPlain(plain, x[w*xStride:][:in], negated, stride, out)
			}
			for i := range in {
				if !sameVectors(fast[i*stride:][:out], plain[i*stride:][:out]) {
					t.Fatalf("%d windows, %d inputs, %d outputs: input %d: %v, plain %v", windows, in, out, i, fast[i*stride:][:out], plain[i*stride:][:out])
				}
			}
		}
	})
}

func TestAdamKernelSameBits(t *testing.T) {
	eachFiller(t, func(t *testing.T, random *rand.Rand, vector func(int) []float32) {
		for range 200 {
			n := 1 + random.IntN(40)
			c := adamConstants{1 - adamBeta1, adamBeta1, 1 - adamBeta2, adamBeta2, adamEpsilon, 0.003, 1. / 32}
			var fast, plain [4][]float32
			for i := range fast {
				fast[i] = vector(n)
				plain[i] = slices.Clone(fast[i])
			}
			adamKernel(fast[0], fast[1], fast[2], fast[3], &c)
			adamPlain(plain[0], plain[1], plain[2], plain[3], &c)
			for i := range fast {
				if !sameVectors(fast[i], plain[i]) {
					t.Fatalf("%d parameters: slice %d is %v, plain %v", n, i, fast[i], plain[i])
				}
			}
		}
	})
}

// The errors of several windows are those of each.
func TestSquaredErrorsSameBits(t *testing.T) {
	eachFiller(t, func(t *testing.T, random *rand.Rand, vector func(int) []float32) {
		n, windows := 1+random.IntN(50), 1+random.IntN(10)
		y, target := vector(windows*(n+3)), vector(windows*(n+5))
		got, want := make([]float32, windows), make([]float32, windows)
		squaredErrors(got, y, target, n, n+3, n+5)
		for w := range want {
			want[w] = MeanSquaredError(y[w*(n+3):][:n], target[w*(n+5):][:n])
		}
		if !sameVectors(got, want) {
			t.Errorf("%v, one by one %v", got, want)
		}
	})
}
