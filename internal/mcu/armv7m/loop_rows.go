//go:build ignore

// Cases of loop.go: runs of accesses and of floating point, fused.

package armv7m

func _() {
	switch u.op {
	case opCopyWords:
		o := bits.RotateLeft32(c.r[u.n]+u.imm-ramBase, -2)
		p := bits.RotateLeft32(c.r[u.m]+u.imm2-ramBase, -2)
		n, size := uint32(u.a), uint32(len(words))
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
		c.r[u.d] = v
		u = u.ahead(u.skip)
	case opRunWords:
		for n := u.skip; n > 0; n-- {
			w := u.next()
			o := bits.RotateLeft32(c.r[w.n]+w.imm-ramBase, -2)
			if o >= uint32(len(words)) || w.op == opStr && o*4-c.ramCodeLow < c.ramCodeSpan {
				break
			}
			u = w
			if u.op == opStr {
				words[o] = c.r[u.d]
			} else {
				c.r[u.d] = words[o]
			}
		}
	case opDotLoop:
		u = u.next()
		c.dotLoop(b, u, u.ahead(5))
		fallthrough
	case opDotStep:
		if !c.fpFast {
			break
		}
		a, b := c.r[u.n], c.r[u.n2]
		o := bits.RotateLeft32(a+u.imm-ramBase, -2)
		p := bits.RotateLeft32(b+u.imm2-ramBase, -2)
		if o >= uint32(len(words)) || p >= uint32(len(words)) {
			break
		}
		x, y := words[o], words[p]
		product := float32(math.Float32frombits(x) * math.Float32frombits(y))
		sum := s[u.sub] + product
		if !plainProduct(product) && (product != 0 || x<<1 != 0 && y<<1 != 0) || math.Float32bits(sum)&infinity == infinity {
			break
		}
		c.s[u.d], c.s[u.d2] = x, y
		s[u.x], s[u.it] = product, sum
		c.r[u.n] = a + uint32(u.a)
		c.r[u.n2] = b + uint32(u.a2)
		u = u.ahead(4)
	case opTwoFloats:
		if !c.fpReady {
			break
		}
		a, b := c.r[u.n], c.r[u.n2]
		o := bits.RotateLeft32(a+u.imm-ramBase, -2)
		p := bits.RotateLeft32(b+u.imm2-ramBase, -2)
		if o >= uint32(len(words)) || p >= uint32(len(words)) {
			break
		}
		c.s[u.d] = words[o]
		c.s[u.d2] = words[p]
		c.r[u.n] = a + uint32(u.a)
		c.r[u.n2] = b + uint32(u.a2)
		u = u.ahead(2)
	case opRunFloats:
		for n := u.skip; n > 0; n-- {
			w := u.next()
			a := c.r[w.n]
			o := bits.RotateLeft32(a+w.imm-ramBase, -2)
			if o >= uint32(len(words)) || !c.fpReady {
				break
			}
			u = w
			c.s[u.d] = words[o]
			if u.op == opVldmOne {
				c.r[u.n] = a + 4
			}
		}
	case opRunVmul:
		for n := u.skip; n > 0; n-- {
			w := u.next()
			v := s[w.n] * s[w.m]
			if !c.fpFast || !plainProduct(v) && (v != 0 || s[w.n] != 0 && s[w.m] != 0) {
				break
			}
			u = w
			s[u.d] = v
		}
	case opRunVadd:
		for n := u.skip; n > 0; n-- {
			w := u.next()
			v := s[w.n] + s[w.m]
			if !c.fpFast || math.Float32bits(v)&infinity == infinity {
				break
			}
			u = w
			s[u.d] = v
		}
	case opRunVsub:
		for n := u.skip; n > 0; n-- {
			w := u.next()
			v := s[w.n] - s[w.m]
			if !c.fpFast || math.Float32bits(v)&infinity == infinity {
				break
			}
			u = w
			s[u.d] = v
		}
	case opVectorLoad, opVectorStore, opEvenVmul, opEvenVadd, opEvenVsub, opScale, opAccumulate, opDescend:
		u = c.vectors(u)
	case opTwoVmul:
		if !c.fpFast {
			break
		}
		v := s[u.n] * s[u.m]
		if !plainProduct(v) && (v != 0 || s[u.n] != 0 && s[u.m] != 0) {
			break
		}
		s[u.d] = v
		v = s[u.n2] * s[u.m2]
		if !plainProduct(v) && (v != 0 || s[u.n2] != 0 && s[u.m2] != 0) {
			u = u.next()
			break
		}
		s[u.d2] = v
		u = u.ahead(2)
	case opTwoVadd:
		if !c.fpFast {
			break
		}
		v := s[u.n] + s[u.m]
		if math.Float32bits(v)&infinity == infinity {
			break
		}
		s[u.d] = v
		v = s[u.n2] + s[u.m2]
		if math.Float32bits(v)&infinity == infinity {
			u = u.next()
			break
		}
		s[u.d2] = v
		u = u.ahead(2)
	case opTwoVsub:
		if !c.fpFast {
			break
		}
		v := s[u.n] - s[u.m]
		if math.Float32bits(v)&infinity == infinity {
			break
		}
		s[u.d] = v
		v = s[u.n2] - s[u.m2]
		if math.Float32bits(v)&infinity == infinity {
			u = u.next()
			break
		}
		s[u.d2] = v
		u = u.ahead(2)
	case opVmulThenVadd:
		if !c.fpFast {
			break
		}
		v := s[u.n] * s[u.m]
		if !plainProduct(v) && (v != 0 || s[u.n] != 0 && s[u.m] != 0) {
			break
		}
		n, m := s[u.n2], s[u.m2]
		if u.n2 == u.d {
			n = v
		}
		if u.m2 == u.d {
			m = v
		}
		w := n + m
		if math.Float32bits(w)&infinity == infinity {
			break
		}
		s[u.d] = v
		s[u.d2] = w
		u = u.ahead(2)
	case opRunVmulVadd:
		for n := u.skip; n > 0; n -= 2 {
			w := u.next()
			v := s[w.n] * s[w.m]
			if !c.fpFast || !plainProduct(v) && (v != 0 || s[w.n] != 0 && s[w.m] != 0) {
				break
			}
			u = w
			s[u.d] = v
			w = u.next()
			v = s[w.n] + s[w.m]
			if math.Float32bits(v)&infinity == infinity {
				break
			}
			u = w
			s[u.d] = v
		}

	}
}
