//go:build amd64 && !purego

package f32

import (
	"math"

	"golang.org/x/sys/cpu"
)

// sigmoidTable holds the constants of Sigmoid as the assembly reads them, each
// repeated in every lane, in the order of the offsets in vector_amd64.s.
//
//lint:ignore U1000 vector_amd64.s reads it
var sigmoidTable = [...][lanes]float32{
	splat(math.Float32frombits(signMask)),
	splat(expLow),
	splat(log2E),
	splat(roundingMagic),
	splat(ln2Upper),
	splat(ln2Lower),
	splat(expC6),
	splat(expC5),
	splat(expC4),
	splat(expC3),
	splat(0.5),
	splat(1),
	splat(math.Float32frombits(exponentOffset)),
}

//lint:ignore U1000 sigmoidTable is made of it
func splat(x float32) [lanes]float32 {
	return [lanes]float32{x, x, x, x, x, x, x, x}
}

// sigmoidAVX2 replaces blocks·8 values from x on by their Sigmoid.
//
//go:noescape
func sigmoidAVX2(x *float32, blocks int)

func sigmoidVector(x []float32) {
	if !cpu.X86.HasAVX2 {
		sigmoidLoop(x)
		return
	}
	whole := len(x) / lanes
	if whole > 0 {
		sigmoidAVX2(&x[0], whole)
	}
	if rest := x[whole*lanes:]; len(rest) > 0 {
		var padded [lanes]float32
		copy(padded[:], rest)
		sigmoidAVX2(&padded[0], 1)
		copy(rest, padded[:])
	}
}
