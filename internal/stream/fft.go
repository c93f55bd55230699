package stream

import (
	"math"
	"math/bits"
)

// realFFT transforms n = len(x) real values, n a power of two from 4, in place
// and without scaling. The result is packed as
//
//	x[0] = X(0), x[1] = X(n/2), x[2k] = Re X(k), x[2k+1] = Im X(k)
//
// with X(k) = sum over t of x(t) exp(-2πi·kt/n). Even and odd samples are taken
// as the real and imaginary parts of n/2 complex values, transformed by a
// radix-2 decimation in time (Cooley and Tukey, 1965) and separated again
// (Press et al., Numerical Recipes in C, section 12.3).
//
// twiddles are those of twiddleTable(n).
func realFFT(x, twiddles []float32) {
	bitReverse(x)
	firstStage(x)
	for size := 4; size <= len(x)/2; size *= 2 {
		stage(x, twiddles, size)
	}
	separate(x, twiddles)
}

// bitReverse reorders len(x)/2 complex values.
func bitReverse(x []float32) {
	n := len(x) / 2
	shift := 33 - bits.Len32(uint32(n))
	for i := range n {
		if j := int(bits.Reverse32(uint32(i)) >> shift); i < j {
			x[2*i], x[2*j] = x[2*j], x[2*i]
			x[2*i+1], x[2*j+1] = x[2*j+1], x[2*i+1]
		}
	}
}

// firstStage joins neighbours, whose twiddle factor is 1.
func firstStage(x []float32) {
	for i := 0; i < len(x); i += 4 {
		ar, ai, br, bi := x[i], x[i+1], x[i+2], x[i+3]
		x[i], x[i+1] = ar+br, ai+bi
		x[i+2], x[i+3] = ar-br, ai-bi
	}
}

// stage joins pairs of transforms into ones of size complex values:
// a' = a + w·b, b' = a - w·b.
func stage(x, twiddles []float32, size int) {
	half := size / 2
	step := len(x) / size // between the factors of this stage in the table
	for begin := 0; begin < len(x); begin += 2 * size {
		top := x[begin : begin+size]
		bottom := x[begin+size : begin+2*size]
		for k := range half {
			wr, wi := twiddles[2*k*step], twiddles[2*k*step+1]
			br, bi := bottom[2*k], bottom[2*k+1]
			tr := float32(wr*br) - float32(wi*bi)
			ti := float32(wr*bi) + float32(wi*br)
			ar, ai := top[2*k], top[2*k+1]
			top[2*k], top[2*k+1] = ar+tr, ai+ti
			bottom[2*k], bottom[2*k+1] = ar-tr, ai-ti
		}
	}
}

// separate makes the spectrum X of the real values from the transform Z of the
// complex ones: with E = (Z(k) + conj Z(m))/2 and O = (Z(k) - conj Z(m))/2 for
// m = n/2 - k, X(k) = E - i·w·O and X(m) = conj(E + i·w·O).
func separate(x, twiddles []float32) {
	n := len(x)
	re, im := x[0], x[1]
	x[0], x[1] = re+im, re-im
	for k := 1; k <= n/4; k++ {
		m := n/2 - k
		zr, zi, yr, yi := x[2*k], x[2*k+1], x[2*m], x[2*m+1]
		er, ei := float32(0.5*(zr+yr)), float32(0.5*(zi-yi))
		or, oi := float32(0.5*(zr-yr)), float32(0.5*(zi+yi))
		wr, wi := twiddles[2*k], twiddles[2*k+1]
		// t = -i·w·O
		tr := float32(wr*oi) + float32(wi*or)
		ti := float32(wi*oi) - float32(wr*or)
		x[2*k], x[2*k+1] = er+tr, ei+ti
		x[2*m], x[2*m+1] = er-tr, ti-ei
	}
}

// twiddleTable returns exp(-2πi·k/n) for k below n/2, cosine and minus sine by
// turns, computed in float64 and rounded once. Values that are equal by
// symmetry are equal to the bit, and those on the axes are exactly 0 and 1.
func twiddleTable(n int) []float32 {
	table := make([]float32, n)
	for k := range n / 2 {
		c, s := cosSin(k, n)
		table[2*k], table[2*k+1] = float32(c), float32(0-s) // not -s, which would make zero negative
	}
	return table
}

// hannTable returns the periodic Hann window of n points, 0.5 - 0.5·cos(2πt/n)
// (Harris, Proceedings of the IEEE 66(1), 1978), computed in float64.
func hannTable(n int) []float32 {
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
