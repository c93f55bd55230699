package kernel

import "math/bits"

var rfft = Register(Card{
	Name: "rfft",
	Text: "Transforms n real values in place; twiddles [n] and the packed result are those of kernel.realFFT.",
	Parameters: []Parameter{
		{Name: "x", Kind: Update, Size: values("n")}, {Name: "twiddles", Kind: Read, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 4, Rule: PowerOfTwo},
	},
	Run:   func(a *Args) { realFFT(a.V[0], a.V[1]) },
	Forms: plain("rfft", []string{"1", "n", "n/4*(log2(n/2)-1)", "log2(n/2)-1", "2^ceil(log2(n/2)/2)", "n<8"}),
})

// RFFT transforms real values, a power of two from 4.
func RFFT(x, twiddles *Vector) Op {
	return Op{Card: rfft, Vectors: []*Vector{x, twiddles}, Dims: []Dim{twiddles.dim()}}
}

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
// twiddles are those of TwiddleTable(n).
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
