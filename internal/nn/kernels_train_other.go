//go:build !amd64 || purego

package nn

// denseBatch computes a layer for several windows: x is [windows][xStride], dst
// [windows][stride].
func denseBatch(dst, x, weights, bias []float32, in, xStride, stride, windows int) {
	for w := range windows {
		densePlain(dst[w*stride:][:stride], x[w*xStride:][:in], weights, bias, stride)
	}
}

// outerBatch adds x ⊗ delta of each window to the gradients [in][stride], one
// window after the other. x is [windows][xStride], delta [windows][stride] with
// zeros in the padding.
func outerBatch(gradients, x, delta []float32, in, xStride, stride, windows int) {
	outerBatchPlain(gradients, x, delta, 0, in, xStride, stride, windows)
}

func adamKernel(parameters, gradients, first, second []float32, c *adamConstants) {
	adamPlain(parameters, gradients, first, second, c)
}
