//go:build ignore

// Cases of loop.go: data processing with a constant or a register.

package armv7m

func _() {
	switch u.Code {
	case decode.AndImm:
		c.r[u.D] = c.r[u.N] & u.Imm
	case decode.BicImm:
		c.r[u.D] = c.r[u.N] &^ u.Imm
	case decode.OrrImm:
		c.r[u.D] = c.r[u.N] | u.Imm
	case decode.EorImm:
		c.r[u.D] = c.r[u.N] ^ u.Imm
	case decode.MovImm:
		c.r[u.D] = u.Imm
	case decode.MovImmS:
		v := u.Imm
		c.r[u.D] = v
		c.nf, c.zf = v, v
		if u.X != decode.KeepCarry {
			c.cf = uint32(u.X)
		}
	case decode.MvnImm:
		c.r[u.D] = ^u.Imm
	case decode.TstImmS:
		v := c.r[u.N] & u.Imm
		c.nf, c.zf = v, v
		if u.X != decode.KeepCarry {
			c.cf = uint32(u.X)
		}
	case decode.AddImm:
		c.r[u.D] = c.r[u.N] + u.Imm
	case decode.AddImmS:
		a, b := c.r[u.N], u.Imm
		v := a + b
		c.r[u.D] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(v < a), (a^v)&(b^v)
	case decode.SubImm:
		c.r[u.D] = c.r[u.N] - u.Imm
	case decode.SubImmS:
		a, b := c.r[u.N], u.Imm
		v := a - b
		c.r[u.D] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
	case decode.RsbImm:
		c.r[u.D] = u.Imm - c.r[u.N]
	case decode.RsbImmS:
		a, b := u.Imm, c.r[u.N]
		v := a - b
		c.r[u.D] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
	case decode.CmpImmS:
		a, b := c.r[u.N], u.Imm
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
	case decode.AndReg:
		c.r[u.D] = c.r[u.N] & c.r[u.M]
	case decode.AndRegS:
		v := c.r[u.N] & c.r[u.M]
		c.r[u.D] = v
		c.nf, c.zf = v, v
	case decode.BicReg:
		c.r[u.D] = c.r[u.N] &^ c.r[u.M]
	case decode.BicRegS:
		v := c.r[u.N] &^ c.r[u.M]
		c.r[u.D] = v
		c.nf, c.zf = v, v
	case decode.OrrReg:
		c.r[u.D] = c.r[u.N] | c.r[u.M]
	case decode.OrrRegS:
		v := c.r[u.N] | c.r[u.M]
		c.r[u.D] = v
		c.nf, c.zf = v, v
	case decode.EorReg:
		c.r[u.D] = c.r[u.N] ^ c.r[u.M]
	case decode.EorRegS:
		v := c.r[u.N] ^ c.r[u.M]
		c.r[u.D] = v
		c.nf, c.zf = v, v
	case decode.MovReg:
		c.r[u.D] = c.r[u.M]
	case decode.MovRegS:
		v := c.r[u.M]
		c.r[u.D] = v
		c.nf, c.zf = v, v
	case decode.MvnReg:
		c.r[u.D] = ^c.r[u.M]
	case decode.MvnRegS:
		v := ^c.r[u.M]
		c.r[u.D] = v
		c.nf, c.zf = v, v
	case decode.TstRegS:
		v := c.r[u.N] & c.r[u.M]
		c.nf, c.zf = v, v
	case decode.AddReg:
		c.r[u.D] = c.r[u.N] + c.r[u.M]
	case decode.AddRegS:
		a, b := c.r[u.N], c.r[u.M]
		v := a + b
		c.r[u.D] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(v < a), (a^v)&(b^v)
	case decode.AdcReg:
		c.r[u.D] = c.r[u.N] + c.r[u.M] + c.cf
	case decode.AdcRegS:
		c.r[u.D] = c.addFlags(c.r[u.N], c.r[u.M])
	case decode.SbcReg:
		c.r[u.D] = c.r[u.N] - c.r[u.M] - 1 + c.cf
	case decode.SbcRegS:
		c.r[u.D] = c.addFlags(c.r[u.N], ^c.r[u.M])
	case decode.SubReg:
		c.r[u.D] = c.r[u.N] - c.r[u.M]
	case decode.SubRegS:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.r[u.D] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
	case decode.CmpRegS:
		a, b := c.r[u.N], c.r[u.M]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
	}
}
