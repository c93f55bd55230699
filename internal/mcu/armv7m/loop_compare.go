//go:build ignore

// Cases of loop.go: comparisons fused with the branch behind them.

package armv7m

func _() {
	switch u.op {
	case opCmpImmBeq:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a == b {
			goto taken
		}
	case opCmpImmBne:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a != b {
			goto taken
		}
	case opCmpImmBcs:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a >= b {
			goto taken
		}
	case opCmpImmBcc:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a < b {
			goto taken
		}
	case opCmpImmBhi:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a > b {
			goto taken
		}
	case opCmpImmBls:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a <= b {
			goto taken
		}
	case opCmpImmBge:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) >= int32(b) {
			goto taken
		}
	case opCmpImmBlt:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) < int32(b) {
			goto taken
		}
	case opCmpImmBgt:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) > int32(b) {
			goto taken
		}
	case opCmpImmBle:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) <= int32(b) {
			goto taken
		}
	case opCmpRegBeq:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a == b {
			goto taken
		}
	case opCmpRegBne:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a != b {
			goto taken
		}
	case opCmpRegBcs:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a >= b {
			goto taken
		}
	case opCmpRegBcc:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a < b {
			goto taken
		}
	case opCmpRegBhi:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a > b {
			goto taken
		}
	case opCmpRegBls:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a <= b {
			goto taken
		}
	case opCmpRegBge:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) >= int32(b) {
			goto taken
		}
	case opCmpRegBlt:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) < int32(b) {
			goto taken
		}
	case opCmpRegBgt:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) > int32(b) {
			goto taken
		}
	case opCmpRegBle:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) <= int32(b) {
			goto taken
		}
	case opSubImmBne:
		a, b := c.r[u.n], u.imm2
		v := a - b
		c.r[u.d] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if v != 0 { // as loops end
			goto taken
		}
	}
}
