//go:build ignore

// Cases of loop.go: floating point.

package armv7m

func _() {
	switch u.op {
	case opVldr:
		a := c.r[u.n] + u.imm
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && c.fpReady {
			c.s[u.d] = words[o]
			break
		}
		if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) && c.fpReady {
			c.s[u.d] = c.flash[o]
			c.cycles += c.flashWait
			break
		}
		c.cycles -= b.rest(u)
		if !c.floatLoad(u.d, a) {
			goto failed
		}
		goto slow
	case opVldmOne:
		a := c.r[u.n]
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && c.fpReady {
			c.s[u.d] = words[o]
			c.r[u.n] = a + 4
			break
		}
		if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) && c.fpReady {
			c.s[u.d] = c.flash[o]
			c.cycles += c.flashWait
			c.r[u.n] = a + 4
			break
		}
		c.cycles -= b.rest(u)
		if !c.execFP(u) {
			goto failed
		}
		goto slow
	case opVstr:
		a := c.r[u.n] + u.imm
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && o*4-c.ramCodeLow >= c.ramCodeSpan && c.fpReady {
			words[o] = c.s[u.d]
			break
		}
		c.cycles -= b.rest(u)
		if !c.floatStore(u.d, a) {
			goto failed
		}
		goto slow
	case opVadd:
		v := s[u.n] + s[u.m]
		if c.fpFast && math.Float32bits(v)&infinity != infinity {
			s[u.d] = v
			break
		}
		c.cycles -= b.rest(u)
		if !c.arithmetic(u.op, u) {
			goto failed
		}
		goto slow
	case opVsub:
		v := s[u.n] - s[u.m]
		if c.fpFast && math.Float32bits(v)&infinity != infinity {
			s[u.d] = v
			break
		}
		c.cycles -= b.rest(u)
		if !c.arithmetic(u.op, u) {
			goto failed
		}
		goto slow
	case opVmul:
		v := s[u.n] * s[u.m]
		if c.fpFast && (plainProduct(v) || v == 0 && (s[u.n] == 0 || s[u.m] == 0)) {
			s[u.d] = v
			break
		}
		c.cycles -= b.rest(u)
		if !c.arithmetic(u.op, u) {
			goto failed
		}
		goto slow
	case opVmla:
		c.cycles -= b.rest(u)
		if !c.arithmetic(u.op, u) {
			goto failed
		}
		goto slow
	case opVmovReg:
		if c.fpReady {
			c.s[u.d] = c.s[u.m]
			break
		}
		c.cycles -= b.rest(u)
		if !c.useFloat() {
			goto failed
		}
		c.s[u.d] = c.s[u.m]
		goto slow
	case opToFloat:
		if c.fpReady {
			c.s[u.n] = c.r[u.d]
			u = u.next()
		}
	case opFromFloat:
		if c.fpReady {
			c.r[u.d] = c.s[u.n]
			u = u.next()
		}
	case opQuotient:
		if v := s[u.n] / s[u.m]; c.fpFast && plainProduct(v) {
			s[u.d] = v
			u = u.next()
		}
	case opVmovImm:
		if c.fpReady {
			c.s[u.d] = u.imm
			u = u.next()
		}
	case opFP:
		c.cycles -= b.rest(u)
		if !c.execFP(u) {
			goto failed
		}
		goto slow
	}
}
