package nn

// The kernels in plain Go: the definition that the assembly repeats.

// densePlain computes dst[o] = bias[o] + Σ x[i]·weights[i*stride+o] for the
// outputs in dst, whose number is a multiple of four; the sum runs over i in
// index order.
func densePlain(dst, x, weights, bias []float32, stride int) {
	for o := 0; o < len(dst); o += 4 {
		b := bias[o : o+4 : o+4]
		s0, s1, s2, s3 := b[0], b[1], b[2], b[3]
		k := o
		for _, v := range x {
			w := weights[k : k+4 : k+4]
			s0 += float32(v * w[0])
			s1 += float32(v * w[1])
			s2 += float32(v * w[2])
			s3 += float32(v * w[3])
			k += stride
		}
		d := dst[o : o+4 : o+4]
		d[0], d[1], d[2], d[3] = s0, s1, s2, s3
	}
}

// outerPlain subtracts the outer product of x and g from the weights:
// weights[i*stride+o] -= g[o]·x[i] for o below out. Padding is left alone.
func outerPlain(weights, x, g []float32, stride, out int) {
	g = g[:out]
	for i, v := range x {
		row := weights[i*stride:][:out]
		for o, step := range g {
			row[o] -= float32(step * v)
		}
	}
}

// reluPlain selects zero for every negative element of x.
func reluPlain(x []float32) {
	for i, v := range x {
		if v < 0 {
			v = 0
		}
		x[i] = v
	}
}

// deltaPlain computes delta = (y-target)·(s·(1-s)), s being the output of a
// sigmoid. delta may be s.
func deltaPlain(delta, y, target, s []float32) {
	for i, v := range s {
		delta[i] = float32((y[i] - target[i]) * float32(v*(1-v)))
	}
}
