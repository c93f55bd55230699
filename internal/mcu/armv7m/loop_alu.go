//go:build ignore

// Cases of loop.go: data processing with a constant or a register.

package armv7m

func _() {
	switch u.op {
	case opAndImm:
		c.r[u.d] = c.r[u.n] & u.imm
	case opBicImm:
		c.r[u.d] = c.r[u.n] &^ u.imm
	case opOrrImm:
		c.r[u.d] = c.r[u.n] | u.imm
	case opEorImm:
		c.r[u.d] = c.r[u.n] ^ u.imm
	case opMovImm:
		c.r[u.d] = u.imm
	case opMovImmS:
		v := u.imm
		c.r[u.d] = v
		c.nf, c.zf = v, v
		if u.x != keepCarry {
			c.cf = uint32(u.x)
		}
	case opMvnImm:
		c.r[u.d] = ^u.imm
	case opTstImmS:
		v := c.r[u.n] & u.imm
		c.nf, c.zf = v, v
		if u.x != keepCarry {
			c.cf = uint32(u.x)
		}
	case opAddImm:
		c.r[u.d] = c.r[u.n] + u.imm
	case opAddImmS:
		a, b := c.r[u.n], u.imm
		v := a + b
		c.r[u.d] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(v < a), (a^v)&(b^v)
	case opSubImm:
		c.r[u.d] = c.r[u.n] - u.imm
	case opSubImmS:
		a, b := c.r[u.n], u.imm
		v := a - b
		c.r[u.d] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
	case opRsbImm:
		c.r[u.d] = u.imm - c.r[u.n]
	case opRsbImmS:
		a, b := u.imm, c.r[u.n]
		v := a - b
		c.r[u.d] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
	case opCmpImmS:
		a, b := c.r[u.n], u.imm
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
	case opAndReg:
		c.r[u.d] = c.r[u.n] & c.r[u.m]
	case opAndRegS:
		v := c.r[u.n] & c.r[u.m]
		c.r[u.d] = v
		c.nf, c.zf = v, v
	case opBicReg:
		c.r[u.d] = c.r[u.n] &^ c.r[u.m]
	case opBicRegS:
		v := c.r[u.n] &^ c.r[u.m]
		c.r[u.d] = v
		c.nf, c.zf = v, v
	case opOrrReg:
		c.r[u.d] = c.r[u.n] | c.r[u.m]
	case opOrrRegS:
		v := c.r[u.n] | c.r[u.m]
		c.r[u.d] = v
		c.nf, c.zf = v, v
	case opEorReg:
		c.r[u.d] = c.r[u.n] ^ c.r[u.m]
	case opEorRegS:
		v := c.r[u.n] ^ c.r[u.m]
		c.r[u.d] = v
		c.nf, c.zf = v, v
	case opMovReg:
		c.r[u.d] = c.r[u.m]
	case opMovRegS:
		v := c.r[u.m]
		c.r[u.d] = v
		c.nf, c.zf = v, v
	case opMvnReg:
		c.r[u.d] = ^c.r[u.m]
	case opMvnRegS:
		v := ^c.r[u.m]
		c.r[u.d] = v
		c.nf, c.zf = v, v
	case opTstRegS:
		v := c.r[u.n] & c.r[u.m]
		c.nf, c.zf = v, v
	case opAddReg:
		c.r[u.d] = c.r[u.n] + c.r[u.m]
	case opAddRegS:
		a, b := c.r[u.n], c.r[u.m]
		v := a + b
		c.r[u.d] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(v < a), (a^v)&(b^v)
	case opAdcReg:
		c.r[u.d] = c.r[u.n] + c.r[u.m] + c.cf
	case opAdcRegS:
		c.r[u.d] = c.addFlags(c.r[u.n], c.r[u.m])
	case opSbcReg:
		c.r[u.d] = c.r[u.n] - c.r[u.m] - 1 + c.cf
	case opSbcRegS:
		c.r[u.d] = c.addFlags(c.r[u.n], ^c.r[u.m])
	case opSubReg:
		c.r[u.d] = c.r[u.n] - c.r[u.m]
	case opSubRegS:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.r[u.d] = v
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
	case opCmpRegS:
		a, b := c.r[u.n], c.r[u.m]
		v := a - b
		c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
	}
}
