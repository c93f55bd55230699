package mcu

import (
	"fmt"
	"math/bits"
)

// repeats are the ways in which the parts of a kernel repeat with its
// dimensions; the keys of `times` in kernels.yaml. Divisions round down unless
// they say ceil; m/8 counts whole blocks of eight outputs, m%8/4 the block of
// four behind them, m%4 the outputs left over.
var repeats = map[string]func(n, m int64) int64{
	"1":               func(n, m int64) int64 { return 1 },
	"n":               func(n, m int64) int64 { return n },
	"m":               func(n, m int64) int64 { return m },
	"n*m":             func(n, m int64) int64 { return n * m },
	"m/8":             func(n, m int64) int64 { return m / 8 },
	"m/8*n":           func(n, m int64) int64 { return m / 8 * n },
	"m/8*ceil(n/4)":   func(n, m int64) int64 { return m / 8 * ((n + 3) / 4) },
	"m%8/4":           func(n, m int64) int64 { return m % 8 / 4 },
	"m%8/4*n":         func(n, m int64) int64 { return m % 8 / 4 * n },
	"m%8/4*ceil(n/4)": func(n, m int64) int64 { return m % 8 / 4 * ((n + 3) / 4) },
	"m%4":             func(n, m int64) int64 { return m % 4 },
	"m%4*n":           func(n, m int64) int64 { return m % 4 * n },
	"n/2":             func(n, m int64) int64 { return n / 2 },
	"n/4":             func(n, m int64) int64 { return n / 4 },
	"n/4-1":           func(n, m int64) int64 { return max(n/4-1, 0) },

	"log2(n/2)-1":       func(n, m int64) int64 { return laterStages(n) },
	"n/4*(log2(n/2)-1)": func(n, m int64) int64 { return n / 4 * laterStages(n) },
}

// laterStages counts the stages of a complex transform of n/2 points behind
// the first: log2(n/2) - 1, and 0 for anything below 4 points.
func laterStages(n int64) int64 { return int64(max(bits.Len64(uint64(n/2))-2, 0)) }

// Bounds that keep a count times the costliest mix far from overflow; both are
// beyond what a microcontroller holds.
const (
	maxDimension = 1 << 24
	maxProduct   = 1 << 32
)

func checkDimensions(kernel string, n, m int) {
	if n < 0 || m < 0 || n > maxDimension || m > maxDimension || int64(n)*int64(m) > maxProduct {
		panic(fmt.Sprintf("mcu: kernel %s of %d by %d; dimensions are 0 to 2^24, their product at most 2^32", kernel, n, m))
	}
}
