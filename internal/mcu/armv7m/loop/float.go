//go:build ignore

// Cases of loop.go: floating point.

package armv7m

func _() {
	switch u.Code {
	case decode.Vldr:
		a := c.r[u.N] + u.Imm
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && c.fpReady {
			c.s[u.D] = words[o]
			break
		}
		if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) && c.fpReady {
			c.s[u.D] = c.flash[o]
			c.cycles += c.flashWait
			break
		}
		c.cycles -= b.rest(u)
		if !c.floatLoad(u.D, a) {
			goto failed
		}
		goto slow
	case decode.VldmOne:
		a := c.r[u.N]
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && c.fpReady {
			c.s[u.D] = words[o]
			c.r[u.N] = a + 4
			break
		}
		if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) && c.fpReady {
			c.s[u.D] = c.flash[o]
			c.cycles += c.flashWait
			c.r[u.N] = a + 4
			break
		}
		c.cycles -= b.rest(u)
		if !c.execFP(u) {
			goto failed
		}
		goto slow
	case decode.Vstr:
		a := c.r[u.N] + u.Imm
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && o*4-c.ramCodeLow >= c.ramCodeSpan && c.fpReady {
			words[o] = c.s[u.D]
			break
		}
		c.cycles -= b.rest(u)
		if !c.floatStore(u.D, a) {
			goto failed
		}
		goto slow
	case decode.Vadd:
		v := s[u.N] + s[u.M]
		if c.fpFast && math.Float32bits(v)&infinity != infinity {
			s[u.D] = v
			break
		}
		c.cycles -= b.rest(u)
		if !c.arithmetic(u.Code, u) {
			goto failed
		}
		goto slow
	case decode.Vsub:
		v := s[u.N] - s[u.M]
		if c.fpFast && math.Float32bits(v)&infinity != infinity {
			s[u.D] = v
			break
		}
		c.cycles -= b.rest(u)
		if !c.arithmetic(u.Code, u) {
			goto failed
		}
		goto slow
	case decode.Vmul:
		v := s[u.N] * s[u.M]
		if c.fpFast && (plainProduct(v) || v == 0 && (s[u.N] == 0 || s[u.M] == 0)) {
			s[u.D] = v
			break
		}
		c.cycles -= b.rest(u)
		if !c.arithmetic(u.Code, u) {
			goto failed
		}
		goto slow
	case decode.Vmla:
		c.cycles -= b.rest(u)
		if !c.arithmetic(u.Code, u) {
			goto failed
		}
		goto slow
	case decode.VmovReg:
		if c.fpReady {
			c.s[u.D] = c.s[u.M]
			break
		}
		c.cycles -= b.rest(u)
		if !c.useFloat() {
			goto failed
		}
		c.s[u.D] = c.s[u.M]
		goto slow
	case decode.ToFloat:
		if c.fpReady {
			c.s[u.N] = c.r[u.D]
			u = u.Next()
		}
	case decode.FromFloat:
		if c.fpReady {
			c.r[u.D] = c.s[u.N]
			u = u.Next()
		}
	case decode.Quotient:
		if v := s[u.N] / s[u.M]; c.fpFast && plainProduct(v) {
			s[u.D] = v
			u = u.Next()
		}
	case decode.VmovImm:
		if c.fpReady {
			c.s[u.D] = u.Imm
			u = u.Next()
		}
	case decode.FP:
		c.cycles -= b.rest(u)
		if !c.execFP(u) {
			goto failed
		}
		goto slow
	}
}
