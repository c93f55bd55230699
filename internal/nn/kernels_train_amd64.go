//go:build amd64 && !purego

package nn

// denseBatchAVX2 is densePlain for blocks·8 outputs of four windows, which lie
// xStride apart in x and dstStride in dst.
//
//go:noescape
func denseBatchAVX2(dst, x, weights, bias *float32, in, xStride, stride, dstStride, blocks int)

// outerBatchAVX2 adds x ⊗ delta of windows to eight columns of gradients, for
// quads·4 inputs. The windows lie xStride apart in x and stride in delta.
//
//go:noescape
func outerBatchAVX2(gradients, x, delta *float32, quads, xStride, stride, windows int)

// adamAVX2 is adamPlain for blocks·8 parameters.
//
//go:noescape
func adamAVX2(parameters, gradients, first, second *float32, blocks int, c *adamConstants)

// denseBatch computes a layer for several windows: x is [windows][xStride], dst
// [windows][stride].
func denseBatch(dst, x, weights, bias []float32, in, xStride, stride, windows int) {
	w := 0
	if vectorised && windows >= batchWindows {
		// The assembly does not check bounds: these are its furthest reads and writes.
		_, _ = x[(windows-1)*xStride+in-1], dst[windows*stride-1]
		_, _ = weights[in*stride-1], bias[stride-1]
		for ; w+batchWindows <= windows; w += batchWindows {
			denseBatchAVX2(&dst[w*stride], &x[w*xStride], &weights[0], &bias[0], in, xStride, stride, stride, stride/lanes)
		}
	}
	for ; w < windows; w++ {
		denseKernel(dst[w*stride:][:stride], x[w*xStride:][:in], weights, bias, stride)
	}
}

// outerBatch adds x ⊗ delta of each window to the gradients [in][stride], one
// window after the other. x is [windows][xStride], delta [windows][stride] with
// zeros in the padding.
func outerBatch(gradients, x, delta []float32, in, xStride, stride, windows int) {
	quads := 0
	if vectorised && windows > 0 && in >= batchInputs {
		_, _ = x[(windows-1)*xStride+in-1], delta[windows*stride-1]
		_ = gradients[in*stride-1]
		quads = in / batchInputs
		for o := 0; o < stride; o += lanes {
			outerBatchAVX2(&gradients[o], &x[0], &delta[o], quads, xStride, stride, windows)
		}
	}
	outerBatchPlain(gradients, x, delta, quads*batchInputs, in, xStride, stride, windows)
}

// Windows and inputs that the assembly takes at a time.
const batchWindows, batchInputs = 4, 4

func adamKernel(parameters, gradients, first, second []float32, c *adamConstants) {
	n := len(parameters)
	gradients, first, second = gradients[:n], first[:n], second[:n]
	whole := 0
	if vectorised && n >= lanes {
		whole = n &^ (lanes - 1)
		adamAVX2(&parameters[0], &gradients[0], &first[0], &second[0], whole/lanes, c)
	}
	adamPlain(parameters[whole:], gradients[whole:], first[whole:], second[whole:], c)
}
