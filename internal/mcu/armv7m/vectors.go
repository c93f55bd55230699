package armv7m

import "math"

// vectors executes a run of floating-point instructions, u first, each of whose
// micro-operations stands for several, and the additions to addresses between
// them: the kernels of a dense layer are nothing else. It returns the last one
// that was done, behind which the loop goes on; where one of a row has to be
// looked at by itself, that is the one before it.
func (c *Core) vectors(u *uop) *uop {
	for {
		var done uint8
		switch u.op {
		case opVectorLoad:
			a := c.r[u.n]
			from, wait := c.directWords(a, int(u.a))
			if from == nil || !c.fpReady || c.ramWaits {
				return u
			}
			to := c.s[u.d:][:len(from)]
			for i := range to {
				to[i] = from[i]
			}
			c.r[u.n] = a + u.imm2
			c.cycles += wait
			done = 1
		case opVectorStore:
			a := c.r[u.n]
			to := c.ramWords(a, int(u.a))
			if to == nil || !c.fpReady {
				return u
			}
			from := c.s[u.d:][:len(to)]
			for i := range to {
				to[i] = from[i]
			}
			c.r[u.n] = a + u.imm2
			done = 1
		case opScale:
			if done = c.scaleRow(u); done != u.skip {
				return u.ahead(done)
			}
		case opAccumulate:
			if done = c.addRow(u); done != u.skip {
				return u.ahead(done)
			}
		case opDescend:
			if done = c.subtractRow(u); done != u.skip {
				return u.ahead(done)
			}
		case opEvenVmul, opEvenVadd, opEvenVsub:
			if done = c.even(u); done != u.skip {
				return u.ahead(done)
			}
		}
		u = u.ahead(done)
		for {
			w := u.next()
			if w.op >= opEvenVmul && w.op <= opDescend {
				u = w
				break
			}
			switch w.op {
			case opAddReg:
				c.r[w.d] = c.r[w.n] + c.r[w.m]
			case opAddImm:
				c.r[w.d] = c.r[w.n] + w.imm
			default:
				return u
			}
			u = w
		}
	}
}

// scaleRow multiplies a row by one factor. A product of a zero is exact; most
// factors that are zero come from a ReLU.
func (c *Core) scaleRow(u *uop) (done uint8) {
	if !c.fpFast {
		return 0
	}
	s := c.floats()
	x := s[u.m]
	from := s[u.n:][:u.skip]
	to := s[u.d:][:len(from)]
	if x == 0 {
		for i, n := range from {
			v := n * x
			if v != 0 { // n is infinite or NaN
				break
			}
			to[i] = v
			done++
		}
		return done
	}
	for i, n := range from {
		v := n * x
		if !plainProduct(v) && (v != 0 || n != 0) {
			break
		}
		to[i] = v
		done++
	}
	return done
}

// addRow adds a row to another.
func (c *Core) addRow(u *uop) (done uint8) {
	if !c.fpFast {
		return 0
	}
	s := c.floats()
	from := s[u.m:][:u.skip]
	to := s[u.d:][:len(from)]
	for i, m := range from {
		v := to[i] + m
		if math.Float32bits(v)&infinity == infinity {
			break
		}
		to[i] = v
		done++
	}
	return done
}

// subtractRow takes a row from another.
func (c *Core) subtractRow(u *uop) (done uint8) {
	if !c.fpFast {
		return 0
	}
	s := c.floats()
	from := s[u.m:][:u.skip]
	to := s[u.d:][:len(from)]
	for i, m := range from {
		v := to[i] - m
		if math.Float32bits(v)&infinity == infinity {
			break
		}
		to[i] = v
		done++
	}
	return done
}

// even does a run whose registers go up by any steps, and returns how many of
// it meet no obstacle.
func (c *Core) even(u *uop) uint8 {
	if !c.fpFast {
		return 0
	}
	s := c.floats()
	d, n, m := u.d, u.n, u.m
	for i := range u.skip {
		var v float32
		switch u.op {
		case opEvenVmul:
			if v = s[n] * s[m]; !plainProduct(v) && !exactZero(v, s[n], s[m]) {
				return i
			}
		case opEvenVadd:
			v = s[n] + s[m]
		default:
			v = s[n] - s[m]
		}
		if math.Float32bits(v)&infinity == infinity {
			return i
		}
		s[d] = v
		d, n, m = d+u.d2, n+u.n2, m+u.m2
	}
	return u.skip
}

// exactZero says that a product that is zero was rounded from nothing else.
func exactZero(v, n, m float32) bool { return v == 0 && (n == 0 || m == 0) }
