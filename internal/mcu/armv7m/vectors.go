package armv7m

import (
	"math"

	"tinyol-sim/internal/mcu/armv7m/decode"
)

// vectors executes a run of floating-point instructions, u first, each of whose
// micro-operations stands for several, and the additions to addresses between
// them: the kernels of a dense layer are nothing else. It returns the last one
// that was done, behind which the loop goes on; where one of a row has to be
// looked at by itself, that is the one before it.
func (c *Core) vectors(u *decode.Op) *decode.Op {
	for {
		var done uint8
		switch u.Code {
		case decode.VectorLoad:
			a := c.r[u.N]
			from, wait := c.directWords(a, int(u.A))
			if from == nil || !c.fpReady || c.ramWaits {
				return u
			}
			to := c.s[u.D:][:len(from)]
			for i := range to {
				to[i] = from[i]
			}
			c.r[u.N] = a + u.Imm2
			c.cycles += wait
			done = 1
		case decode.VectorStore:
			a := c.r[u.N]
			to := c.ramWords(a, int(u.A))
			if to == nil || !c.fpReady {
				return u
			}
			from := c.s[u.D:][:len(to)]
			for i := range to {
				to[i] = from[i]
			}
			c.r[u.N] = a + u.Imm2
			done = 1
		case decode.Scale:
			if done = c.scaleRow(u); done != u.Skip {
				return u.Ahead(done)
			}
		case decode.Accumulate:
			if done = c.addRow(u); done != u.Skip {
				return u.Ahead(done)
			}
		case decode.Descend:
			if done = c.subtractRow(u); done != u.Skip {
				return u.Ahead(done)
			}
		case decode.EvenVmul, decode.EvenVadd, decode.EvenVsub:
			if done = c.even(u); done != u.Skip {
				return u.Ahead(done)
			}
		}
		u = u.Ahead(done)
		for {
			w := u.Next()
			if w.Code >= decode.EvenVmul && w.Code <= decode.Descend {
				u = w
				break
			}
			switch w.Code {
			case decode.AddReg:
				c.r[w.D] = c.r[w.N] + c.r[w.M]
			case decode.AddImm:
				c.r[w.D] = c.r[w.N] + w.Imm
			default:
				return u
			}
			u = w
		}
	}
}

// scaleRow multiplies a row by one factor. A product of a zero is exact; most
// factors that are zero come from a ReLU.
func (c *Core) scaleRow(u *decode.Op) (done uint8) {
	if !c.fpFast {
		return 0
	}
	s := c.floats()
	x := s[u.M]
	from := s[u.N:][:u.Skip]
	to := s[u.D:][:len(from)]
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
func (c *Core) addRow(u *decode.Op) (done uint8) {
	if !c.fpFast {
		return 0
	}
	s := c.floats()
	from := s[u.M:][:u.Skip]
	to := s[u.D:][:len(from)]
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
func (c *Core) subtractRow(u *decode.Op) (done uint8) {
	if !c.fpFast {
		return 0
	}
	s := c.floats()
	from := s[u.M:][:u.Skip]
	to := s[u.D:][:len(from)]
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
func (c *Core) even(u *decode.Op) uint8 {
	if !c.fpFast {
		return 0
	}
	s := c.floats()
	d, n, m := u.D, u.N, u.M
	for i := range u.Skip {
		var v float32
		switch u.Code {
		case decode.EvenVmul:
			if v = s[n] * s[m]; !plainProduct(v) && !exactZero(v, s[n], s[m]) {
				return i
			}
		case decode.EvenVadd:
			v = s[n] + s[m]
		default:
			v = s[n] - s[m]
		}
		if math.Float32bits(v)&infinity == infinity {
			return i
		}
		s[d] = v
		d, n, m = d+u.D2, n+u.N2, m+u.M2
	}
	return u.Skip
}

// exactZero says that a product that is zero was rounded from nothing else.
func exactZero(v, n, m float32) bool { return v == 0 && (n == 0 || m == 0) }
