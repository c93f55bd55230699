package nn

import "tinyol-sim/internal/f32"

// Softmax writes exp(z[i]-max z) / Σ exp(z[k]-max z) to dst, equation 6. The
// maximum is subtracted so that no exponential overflows; the sum runs in index
// order from zero. dst and z have one length and may be the same slice.
func Softmax(dst, z []float32) {
	mustLength(dst, len(z), "the destination", "Softmax")
	if len(z) == 0 {
		return
	}
	largest := z[0]
	for _, v := range z {
		if v > largest {
			largest = v
		}
	}
	sum := float32(0)
	for i, v := range z {
		e := f32.Exp(v - largest)
		dst[i] = e
		sum += e
	}
	for i, e := range dst {
		dst[i] = e / sum
	}
}
