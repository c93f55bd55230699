//go:build ignore

// Cases of loop.go: comparisons fused with the branch behind them.

package armv7m

func _() {
	switch u.Code {
	case decode.CmpImmBeq:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a == b {
			goto taken
		}
	case decode.CmpImmBne:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a != b {
			goto taken
		}
	case decode.CmpImmBcs:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a >= b {
			goto taken
		}
	case decode.CmpImmBcc:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a < b {
			goto taken
		}
	case decode.CmpImmBhi:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a > b {
			goto taken
		}
	case decode.CmpImmBls:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a <= b {
			goto taken
		}
	case decode.CmpImmBge:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) >= int32(b) {
			goto taken
		}
	case decode.CmpImmBlt:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) < int32(b) {
			goto taken
		}
	case decode.CmpImmBgt:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) > int32(b) {
			goto taken
		}
	case decode.CmpImmBle:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) <= int32(b) {
			goto taken
		}
	case decode.CmpRegBeq:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a == b {
			goto taken
		}
	case decode.CmpRegBne:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a != b {
			goto taken
		}
	case decode.CmpRegBcs:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a >= b {
			goto taken
		}
	case decode.CmpRegBcc:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a < b {
			goto taken
		}
	case decode.CmpRegBhi:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a > b {
			goto taken
		}
	case decode.CmpRegBls:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if a <= b {
			goto taken
		}
	case decode.CmpRegBge:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) >= int32(b) {
			goto taken
		}
	case decode.CmpRegBlt:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) < int32(b) {
			goto taken
		}
	case decode.CmpRegBgt:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) > int32(b) {
			goto taken
		}
	case decode.CmpRegBle:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if int32(a) <= int32(b) {
			goto taken
		}
	case decode.SubImmBne:
		a, b := c.r[u.N], u.Imm2
		v := a - b
		c.r[u.D] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		if v != 0 { // as loops end
			goto taken
		}
	}
}
