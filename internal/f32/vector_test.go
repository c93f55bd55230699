package f32

import (
	"math"
	"runtime"
	"sync"
	"testing"
)

// compareVector checks SigmoidVector against Sigmoid on every step-th bit
// pattern and returns the first argument where the bits differ.
func compareVector(step uint64) (argument float32, differs bool) {
	const all, chunk = 1 << 32, 4096
	workers := uint64(runtime.GOMAXPROCS(0))
	var mutex sync.Mutex
	var group sync.WaitGroup
	for k := range workers {
		group.Go(func() {
			x := make([]float32, chunk)
			y := make([]float32, chunk)
			for start := k * step * chunk; start < all; start += workers * step * chunk {
				for i := range x {
					x[i] = math.Float32frombits(uint32(start + uint64(i)*step))
				}
				copy(y, x)
				SigmoidVector(y)
				for i := range x {
					if !same(y[i], Sigmoid(x[i])) {
						mutex.Lock()
						argument, differs = x[i], true
						mutex.Unlock()
						return
					}
				}
			}
		})
	}
	group.Wait()
	return argument, differs
}

func TestSigmoidVectorSameBits(t *testing.T) {
	if x, differs := compareVector(sweepStep()); differs {
		y := []float32{x}
		SigmoidVector(y)
		t.Errorf("SigmoidVector(%g) = %g, Sigmoid = %g", x, y[0], Sigmoid(x))
	}
}

// TestSigmoidVectorLengths covers every remainder of the block length and that
// nothing beyond the slice is written.
func TestSigmoidVectorLengths(t *testing.T) {
	const guard = -7
	for n := range 3*lanes + 1 {
		x := make([]float32, n+lanes)
		for i := range x {
			x[i] = guard
		}
		for i := range n {
			x[i] = float32(i) - 5.25
		}
		SigmoidVector(x[:n])
		for i := range n {
			if want := Sigmoid(float32(i) - 5.25); !same(x[i], want) {
				t.Errorf("length %d, element %d: %g, want %g", n, i, x[i], want)
			}
		}
		for i := n; i < len(x); i++ {
			if x[i] != guard {
				t.Errorf("length %d: element %d beyond the slice was written", n, i)
			}
		}
	}
}

func TestNoAllocation(t *testing.T) {
	x := make([]float32, 43)
	if n := testing.AllocsPerRun(100, func() { SigmoidVector(x) }); n != 0 {
		t.Errorf("SigmoidVector allocates %g times", n)
	}
}

var sink float32

func BenchmarkFunctions(b *testing.B) {
	for _, f := range functions {
		b.Run(f.name, func(b *testing.B) {
			x := float32(0.3)
			for b.Loop() {
				sink += f.compute(x)
			}
		})
	}
}

func BenchmarkSigmoidVector40(b *testing.B) {
	x := make([]float32, 40)
	for b.Loop() {
		SigmoidVector(x)
	}
}

func BenchmarkSigmoidLoop40(b *testing.B) {
	x := make([]float32, 40)
	for b.Loop() {
		sigmoidLoop(x)
	}
}
