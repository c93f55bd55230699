package nn

import "tinyol-sim/internal/f32"

// outerBatchPlain is outerBatch from one input on: each gradient takes in the
// windows in their order.
func outerBatchPlain(gradients, x, delta []float32, from, in, xStride, stride, windows int) {
	for i := from; i < in; i++ {
		row := gradients[i*stride:][:stride]
		for w := range windows {
			v := x[w*xStride+i]
			for o, d := range delta[w*stride:][:stride] {
				row[o] += float32(d * v)
			}
		}
	}
}

// adamConstants are what all parameters share in a step of Adam, in the order in
// which the assembly reads them.
type adamConstants struct {
	complement1, beta1, complement2, beta2, epsilon, size, scale float32
}

// adamPlain moves parameters by their gradients, which are multiplied by the scale
// first, and takes these into the moments.
func adamPlain(parameters, gradients, first, second []float32, c *adamConstants) {
	gradients = gradients[:len(parameters)]
	first = first[:len(parameters)]
	second = second[:len(parameters)]
	for i := range parameters {
		g := float32(gradients[i] * c.scale)
		m := float32(c.beta1*first[i]) + float32(c.complement1*g)
		v := float32(c.beta2*second[i]) + float32(float32(c.complement2*g)*g)
		first[i], second[i] = m, v
		parameters[i] -= float32(c.size*m) / (f32.Sqrt(v) + c.epsilon)
	}
}

// squaredErrors writes the mean squared error of each window, as MeanSquaredError
// has it; the sums of four windows run side by side. y is [windows][yStride],
// target [windows][tStride], of n values each.
func squaredErrors(dst []float32, y, target []float32, n, yStride, tStride int) {
	w := 0
	for ; w+4 <= len(dst); w += 4 {
		y0, t0 := y[w*yStride:][:n], target[w*tStride:][:n]
		y1, t1 := y[(w+1)*yStride:][:n], target[(w+1)*tStride:][:n]
		y2, t2 := y[(w+2)*yStride:][:n], target[(w+2)*tStride:][:n]
		y3, t3 := y[(w+3)*yStride:][:n], target[(w+3)*tStride:][:n]
		var s0, s1, s2, s3 float32
		for i := range n {
			d0, d1, d2, d3 := y0[i]-t0[i], y1[i]-t1[i], y2[i]-t2[i], y3[i]-t3[i]
			s0 += float32(d0 * d0)
			s1 += float32(d1 * d1)
			s2 += float32(d2 * d2)
			s3 += float32(d3 * d3)
		}
		dst[w], dst[w+1], dst[w+2], dst[w+3] = s0/float32(n), s1/float32(n), s2/float32(n), s3/float32(n)
	}
	for ; w < len(dst); w++ {
		dst[w] = MeanSquaredError(y[w*yStride:][:n], target[w*tStride:][:n])
	}
}
