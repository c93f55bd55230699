//go:build ignore

// Cases of loop.go: shifts, of operands and of registers, and what sets SP.

package armv7m

func _() {
	switch u.op {
	case opLslThen:
		v := c.r[u.a]
		if u.x != 0 {
			c.cf = v >> (32 - u.imm) & 1
		}
		c.r[regShifted] = v << u.imm
	case opLsrThen:
		v := c.r[u.a]
		if u.x != 0 {
			c.cf = v >> (u.imm - 1) & 1
		}
		c.r[regShifted] = v >> u.imm
	case opAsrThen:
		v := c.r[u.a]
		if u.x != 0 {
			c.cf = v >> (u.imm - 1) & 1
		}
		c.r[regShifted] = uint32(int32(v) >> u.imm)
	case opRorThen, opRrxThen:
		c.rotateOperand(u, u.op)
	case opSPResult:
		c.cycles -= b.rest(u)
		if !c.stackOperation(u) {
			goto failed
		}
		goto slow
	case opMovt:
		c.r[u.d] = c.r[u.d]&0xFFFF | u.imm<<16
	case opLslImm:
		c.r[u.d] = c.r[u.m] << (u.imm & 31)
	case opLsrImm:
		c.r[u.d] = c.r[u.m] >> u.imm
	case opAsrImm:
		c.r[u.d] = uint32(int32(c.r[u.m]) >> min(u.imm, 31))
	case opLslImmS:
		v := c.r[u.m]
		c.cf = v >> (32 - u.imm) & 1
		v <<= u.imm
		c.r[u.d], c.nf, c.zf = v, v, v
	case opLsrImmS:
		v := c.r[u.m]
		c.cf = v >> (u.imm - 1) & 1
		v >>= u.imm
		c.r[u.d], c.nf, c.zf = v, v, v
	case opAsrImmS:
		v := c.r[u.m]
		c.cf = v >> (u.imm - 1) & 1
		v = uint32(int32(v) >> u.imm)
		c.r[u.d], c.nf, c.zf = v, v, v
	case opShiftReg:
		c.shiftRegister(u)
	}
}
