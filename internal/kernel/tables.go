package kernel

import "math"

// TwiddleTable returns exp(-2πi·k/n) for k below n/2, cosine and minus sine by
// turns, computed in float64 and rounded once. Values that are equal by
// symmetry are equal to the bit, and those on the axes are exactly 0 and 1.
func TwiddleTable(n int) []float32 {
	table := make([]float32, n)
	for k := range n / 2 {
		c, s := cosSin(k, n)
		table[2*k], table[2*k+1] = float32(c), float32(0-s) // not -s, which would make zero negative
	}
	return table
}

// HannTable returns the periodic Hann window of n points, 0.5 - 0.5·cos(2πt/n)
// (Harris, Proceedings of the IEEE 66(1), 1978), computed in float64.
func HannTable(n int) []float32 {
	table := make([]float32, n)
	for t := range table {
		c, _ := cosSin(t, n)
		table[t] = float32(0.5 - float64(0.5*c))
	}
	return table
}

// cosSin returns cosine and sine of 2πk/n for 0 <= k < n, by way of the first
// eighth of the circle; n is a multiple of 4.
func cosSin(k, n int) (c, s float64) {
	switch {
	case k > n/2:
		c, s = cosSin(n-k, n)
		return c, -s
	case k > n/4:
		c, s = cosSin(n/2-k, n)
		return -c, s
	case 8*k > n:
		s, c = cosSin(n/4-k, n)
		return c, s
	}
	angle := 2 * math.Pi * float64(k) / float64(n)
	return math.Cos(angle), math.Sin(angle)
}
