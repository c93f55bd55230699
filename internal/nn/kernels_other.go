//go:build !amd64 || purego

package nn

// vectorised tells that the kernels run in assembly.
var vectorised = false

func denseKernel(dst, x, weights, bias []float32, stride int) {
	densePlain(dst, x, weights, bias, stride)
}

func outerKernel(weights, x, g []float32, stride, out int) {
	outerPlain(weights, x, g, stride, out)
}

func reluKernel(x []float32) { reluPlain(x) }

func deltaKernel(delta, y, target, s []float32) { deltaPlain(delta, y, target, s) }
