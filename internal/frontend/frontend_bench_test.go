package frontend

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkFrontEnd is a step of three channels: stride 10 rows projected, one
// window of 64 rows made features.
func BenchmarkFrontEnd(b *testing.B) {
	const window, stride = 64, 10
	rec := shaking(rand.New(rand.NewPCG(23, 24)), 1, 500)
	for _, kind := range Kinds() {
		b.Run(string(kind), func(b *testing.B) {
			f := mustFit(b, kind, window, stride, rec)
			a := f.NewApplier()
			for i := range window {
				a.Push(rec.Runs[0][3*i : 3*i+3])
			}
			b.ReportAllocs()
			for b.Loop() {
				for i := range stride {
					a.Push(rec.Runs[0][3*i : 3*i+3])
				}
				a.Features()
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "windows/s")
		})
	}
}
