package mcu

import (
	"fmt"
	"math/bits"
)

// repeats are the ways in which the parts of a kernel repeat with its
// dimensions; the keys of `times` in kernels.yaml and of the terms in
// fitted/*.yaml. A comparison counts one where it holds. Divisions round down unless
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
	// Indices of log2(n/2) bits that are the same in reverse, which the bit
	// reversal leaves where they are.
	"2^ceil(log2(n/2)/2)": func(n, m int64) int64 { return 1 << (bits.Len64(uint64(n/2)) / 2) },

	"n%2":          func(n, m int64) int64 { return n % 2 },
	"n%4":          func(n, m int64) int64 { return n % 4 },
	"ceil(n/2)":    func(n, m int64) int64 { return (n + 1) / 2 },
	"n<4":          func(n, m int64) int64 { return count(n < 4) },
	"n%4==0":       func(n, m int64) int64 { return count(n%4 == 0) },
	"(n-m)/4":      func(n, m int64) int64 { return (n - m) / 4 },
	"(n-m)%4":      func(n, m int64) int64 { return (n - m) % 4 },
	"n-m<4":        func(n, m int64) int64 { return count(n-m < 4) },
	"(n-m)%4==0":   func(n, m int64) int64 { return count((n-m)%4 == 0) },
	"m/4":          func(n, m int64) int64 { return m / 4 },
	"m<4":          func(n, m int64) int64 { return count(m < 4) },
	"m%4==0":       func(n, m int64) int64 { return count(m%4 == 0) },
	"m*(n/4)":      func(n, m int64) int64 { return m * (n / 4) },
	"m*(n%4)":      func(n, m int64) int64 { return m * (n % 4) },
	"m*(n<4)":      func(n, m int64) int64 { return m * count(n < 4) },
	"m*(n%4==0)":   func(n, m int64) int64 { return m * count(n%4 == 0) },
	"n/m":          func(n, m int64) int64 { return n / max(m, 1) },
	"n/m*(m/4)":    func(n, m int64) int64 { return n / max(m, 1) * (m / 4) },
	"n/m*(m%4)":    func(n, m int64) int64 { return n / max(m, 1) * (m % 4) },
	"n/m*(m<4)":    func(n, m int64) int64 { return n / max(m, 1) * count(m < 4) },
	"n/m*(m%4==0)": func(n, m int64) int64 { return n / max(m, 1) * count(m%4 == 0) },
	"m<8":          func(n, m int64) int64 { return count(m < 8) },
	"n<8":          func(n, m int64) int64 { return count(n < 8) },
}

func init() {
	// Blocks of outputs, as dense_fpv4.S and online_fpv4.S take them, with the
	// inputs in fours and the rest one by one.
	for width := int64(16); width > 0; width /= 2 {
		blocks, name := func(m int64) int64 { return m % (2 * width) / width }, fmt.Sprintf("m%%%d/%d", 2*width, width)
		if width == 1 {
			name = "m%2"
		}
		if width == 16 {
			blocks, name = func(m int64) int64 { return m / 16 }, "m/16"
		}
		repeats[name] = func(n, m int64) int64 { return blocks(m) }
		repeats[name+"*(n/4)"] = func(n, m int64) int64 { return blocks(m) * (n / 4) }
		repeats[name+"*(n%4)"] = func(n, m int64) int64 { return blocks(m) * (n % 4) }
		repeats[name+"*(n<4)"] = func(n, m int64) int64 { return blocks(m) * count(n < 4) }
		repeats[name+"*(n%4==0)"] = func(n, m int64) int64 { return blocks(m) * count(n%4 == 0) }
	}
	// Cases of the step's parts, which are numbers of modes, losses and the like.
	for i := range int64(4) {
		repeats[fmt.Sprintf("n==%d", i)] = func(n, m int64) int64 { return count(n == i) }
		repeats[fmt.Sprintf("m==%d", i)] = func(n, m int64) int64 { return count(m == i) }
		for k := range int64(3) {
			repeats[fmt.Sprintf("(n==%d)*(m==%d)", i, k)] = func(n, m int64) int64 { return count(n == i) * count(m == k) }
		}
	}
}

func count(holds bool) int64 {
	if holds {
		return 1
	}
	return 0
}

// Repeats is how often a part of a kernel runs with the dimensions n and m,
// by the name that it has in the tables of costs.
func Repeats(times string, n, m int) (int64, bool) {
	f, ok := repeats[times]
	if !ok {
		return 0, false
	}
	return f(int64(n), int64(m)), true
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
