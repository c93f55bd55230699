//go:build ignore

// Cases of loop.go: runs of accesses and of floating point, fused.

package armv7m

func _() {
	switch u.Code {
	case decode.CopyWords:
		o := bits.RotateLeft32(c.r[u.N]+u.Imm-ramBase, -2)
		p := bits.RotateLeft32(c.r[u.M]+u.Imm2-ramBase, -2)
		n, size := uint32(u.A), uint32(len(words))
		if o >= size || p >= size || size-o < n || size-p < n || p*4 < c.ramCodeLow+c.ramCodeSpan && (p+n)*4 > c.ramCodeLow {
			break
		}
		from := words[o:][:n]
		to := words[p:][:len(from)]
		v := uint32(0)
		for i := range from {
			v = from[i]
			to[i] = v
		}
		c.r[u.D] = v
		u = u.Ahead(u.Skip)
	case decode.RunWords:
		for n := u.Skip; n > 0; n-- {
			w := u.Next()
			o := bits.RotateLeft32(c.r[w.N]+w.Imm-ramBase, -2)
			if o >= uint32(len(words)) || w.Code == decode.Str && o*4-c.ramCodeLow < c.ramCodeSpan {
				break
			}
			u = w
			if u.Code == decode.Str {
				words[o] = c.r[u.D]
			} else {
				c.r[u.D] = words[o]
			}
		}
	case decode.DotLoop:
		u = u.Next()
		c.dotLoop(b, u, u.Ahead(5))
		fallthrough
	case decode.DotStep:
		if !c.fpFast {
			break
		}
		a, b := c.r[u.N], c.r[u.N2]
		o := bits.RotateLeft32(a+u.Imm-ramBase, -2)
		p := bits.RotateLeft32(b+u.Imm2-ramBase, -2)
		if o >= uint32(len(words)) || p >= uint32(len(words)) {
			break
		}
		x, y := words[o], words[p]
		product := float32(math.Float32frombits(x) * math.Float32frombits(y))
		sum := s[u.Sub] + product
		if !plainProduct(product) && (product != 0 || x<<1 != 0 && y<<1 != 0) || math.Float32bits(sum)&infinity == infinity {
			break
		}
		c.s[u.D], c.s[u.D2] = x, y
		s[u.X], s[u.IT] = product, sum
		c.r[u.N] = a + uint32(u.A)
		c.r[u.N2] = b + uint32(u.A2)
		u = u.Ahead(4)
	case decode.TwoFloats:
		if !c.fpReady {
			break
		}
		a, b := c.r[u.N], c.r[u.N2]
		o := bits.RotateLeft32(a+u.Imm-ramBase, -2)
		p := bits.RotateLeft32(b+u.Imm2-ramBase, -2)
		if o >= uint32(len(words)) || p >= uint32(len(words)) {
			break
		}
		c.s[u.D] = words[o]
		c.s[u.D2] = words[p]
		c.r[u.N] = a + uint32(u.A)
		c.r[u.N2] = b + uint32(u.A2)
		u = u.Ahead(2)
	case decode.RunFloats:
		for n := u.Skip; n > 0; n-- {
			w := u.Next()
			a := c.r[w.N]
			o := bits.RotateLeft32(a+w.Imm-ramBase, -2)
			if o >= uint32(len(words)) || !c.fpReady {
				break
			}
			u = w
			c.s[u.D] = words[o]
			if u.Code == decode.VldmOne {
				c.r[u.N] = a + 4
			}
		}
	case decode.RunVmul:
		for n := u.Skip; n > 0; n-- {
			w := u.Next()
			v := s[w.N] * s[w.M]
			if !c.fpFast || !plainProduct(v) && (v != 0 || s[w.N] != 0 && s[w.M] != 0) {
				break
			}
			u = w
			s[u.D] = v
		}
	case decode.RunVadd:
		for n := u.Skip; n > 0; n-- {
			w := u.Next()
			v := s[w.N] + s[w.M]
			if !c.fpFast || math.Float32bits(v)&infinity == infinity {
				break
			}
			u = w
			s[u.D] = v
		}
	case decode.RunVsub:
		for n := u.Skip; n > 0; n-- {
			w := u.Next()
			v := s[w.N] - s[w.M]
			if !c.fpFast || math.Float32bits(v)&infinity == infinity {
				break
			}
			u = w
			s[u.D] = v
		}
	case decode.VectorLoad, decode.VectorStore, decode.EvenVmul, decode.EvenVadd, decode.EvenVsub, decode.Scale, decode.Accumulate, decode.Descend:
		u = c.vectors(u)
	case decode.TwoVmul:
		if !c.fpFast {
			break
		}
		v := s[u.N] * s[u.M]
		if !plainProduct(v) && (v != 0 || s[u.N] != 0 && s[u.M] != 0) {
			break
		}
		s[u.D] = v
		v = s[u.N2] * s[u.M2]
		if !plainProduct(v) && (v != 0 || s[u.N2] != 0 && s[u.M2] != 0) {
			u = u.Next()
			break
		}
		s[u.D2] = v
		u = u.Ahead(2)
	case decode.TwoVadd:
		if !c.fpFast {
			break
		}
		v := s[u.N] + s[u.M]
		if math.Float32bits(v)&infinity == infinity {
			break
		}
		s[u.D] = v
		v = s[u.N2] + s[u.M2]
		if math.Float32bits(v)&infinity == infinity {
			u = u.Next()
			break
		}
		s[u.D2] = v
		u = u.Ahead(2)
	case decode.TwoVsub:
		if !c.fpFast {
			break
		}
		v := s[u.N] - s[u.M]
		if math.Float32bits(v)&infinity == infinity {
			break
		}
		s[u.D] = v
		v = s[u.N2] - s[u.M2]
		if math.Float32bits(v)&infinity == infinity {
			u = u.Next()
			break
		}
		s[u.D2] = v
		u = u.Ahead(2)
	case decode.VmulThenVadd:
		if !c.fpFast {
			break
		}
		v := s[u.N] * s[u.M]
		if !plainProduct(v) && (v != 0 || s[u.N] != 0 && s[u.M] != 0) {
			break
		}
		n, m := s[u.N2], s[u.M2]
		if u.N2 == u.D {
			n = v
		}
		if u.M2 == u.D {
			m = v
		}
		w := n + m
		if math.Float32bits(w)&infinity == infinity {
			break
		}
		s[u.D] = v
		s[u.D2] = w
		u = u.Ahead(2)
	case decode.RunVmulVadd:
		for n := u.Skip; n > 0; n -= 2 {
			w := u.Next()
			v := s[w.N] * s[w.M]
			if !c.fpFast || !plainProduct(v) && (v != 0 || s[w.N] != 0 && s[w.M] != 0) {
				break
			}
			u = w
			s[u.D] = v
			w = u.Next()
			v = s[w.N] + s[w.M]
			if math.Float32bits(v)&infinity == infinity {
				break
			}
			u = w
			s[u.D] = v
		}

	}
}
