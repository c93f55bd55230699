package nn

// DenseSums computes dst[o] = bias[o] + Σ x[i]·weights[i*stride+o] in index order
// for the outputs in dst, whose number is a multiple of eight, as is the stride.
func DenseSums(dst, x, weights, bias []float32, stride int) {
	denseKernel(dst, x, weights, bias, stride)
}

// OuterUpdate subtracts the outer product of x and g from the weights:
// weights[i*stride+o] -= g[o]·x[i] for o below out. g has a capacity of Stride(out).
func OuterUpdate(weights, x, g []float32, stride, out int) {
	outerKernel(weights, x, g[:Stride(out)], stride, out)
}
