//go:build amd64 && !purego

package nn

import "golang.org/x/sys/cpu"

// vectorised tells that the kernels run in assembly. Tests switch it to compare
// both forms.
var vectorised = cpu.X86.HasAVX2

// tailMasks[n] has all bits set in the first n lanes; tailMasks[0], for a width
// without a remainder, in all of them.
var tailMasks = func() (masks [lanes][lanes]uint32) {
	for n := range masks {
		for lane := range lanes {
			if n == 0 || lane < n {
				masks[n][lane] = ^uint32(0)
			}
		}
	}
	return masks
}()

// denseAVX2 is densePlain for blocks·8 outputs.
//
//go:noescape
func denseAVX2(dst, x, weights, bias *float32, in, stride, blocks int)

// outerAVX2 is outerPlain for blocks·8 outputs, the last block restricted to
// the lanes of tail.
//
//go:noescape
func outerAVX2(weights, x, gain *float32, in, stride, blocks int, tail *[lanes]uint32)

// deltaAVX2 is deltaPlain for blocks·8 outputs.
//
//go:noescape
func deltaAVX2(delta, y, target, s *float32, blocks int)

// reluAVX2 is reluPlain for blocks·8 elements.
//
//go:noescape
func reluAVX2(x *float32, blocks int)

func denseKernel(dst, x, weights, bias []float32, stride int) {
	if !vectorised || len(dst) == 0 || len(x) == 0 {
		densePlain(dst, x, weights, bias, stride)
		return
	}
	// The assembly does not check bounds: these are its furthest reads.
	_ = weights[(len(x)-1)*stride+len(dst)-1]
	_ = bias[len(dst)-1]
	denseAVX2(&dst[0], &x[0], &weights[0], &bias[0], len(x), stride, len(dst)/lanes)
}

func outerKernel(weights, x, g []float32, stride, out int) {
	if !vectorised || out == 0 || len(x) == 0 {
		outerPlain(weights, x, g, stride, out)
		return
	}
	width := Stride(out)
	_ = weights[(len(x)-1)*stride+width-1]
	_ = g[width-1]
	outerAVX2(&weights[0], &x[0], &g[0], len(x), stride, width/lanes, &tailMasks[out%lanes])
}

func reluKernel(x []float32) {
	whole := 0
	if vectorised && len(x) >= lanes {
		whole = len(x) &^ (lanes - 1)
		reluAVX2(&x[0], whole/lanes)
	}
	reluPlain(x[whole:])
}

func deltaKernel(delta, y, target, s []float32) {
	n := len(delta)
	y, target, s = y[:n], target[:n], s[:n]
	whole := 0
	if vectorised && n >= lanes {
		whole = n &^ (lanes - 1)
		deltaAVX2(&delta[0], &y[0], &target[0], &s[0], whole/lanes)
	}
	deltaPlain(delta[whole:], y[whole:], target[whole:], s[whole:])
}
