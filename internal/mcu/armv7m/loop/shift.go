//go:build ignore

// Cases of loop.go: shifts, of operands and of registers, and what sets SP.

package armv7m

func _() {
	switch u.Code {
	case decode.LslThen:
		v := c.r[u.A]
		if u.X != 0 {
			c.cf = v >> (32 - u.Imm) & 1
		}
		c.r[decode.RegShifted] = v << u.Imm
	case decode.LsrThen:
		v := c.r[u.A]
		if u.X != 0 {
			c.cf = v >> (u.Imm - 1) & 1
		}
		c.r[decode.RegShifted] = v >> u.Imm
	case decode.AsrThen:
		v := c.r[u.A]
		if u.X != 0 {
			c.cf = v >> (u.Imm - 1) & 1
		}
		c.r[decode.RegShifted] = uint32(int32(v) >> u.Imm)
	case decode.RorThen, decode.RrxThen:
		c.rotateOperand(u, u.Code)
	case decode.SPResult:
		c.cycles -= b.rest(u)
		if !c.stackOperation(u) {
			goto failed
		}
		goto slow
	case decode.Movt:
		c.r[u.D] = c.r[u.D]&0xFFFF | u.Imm<<16
	case decode.LslImm:
		c.r[u.D] = c.r[u.M] << (u.Imm & 31)
	case decode.LsrImm:
		c.r[u.D] = c.r[u.M] >> u.Imm
	case decode.AsrImm:
		c.r[u.D] = uint32(int32(c.r[u.M]) >> min(u.Imm, 31))
	case decode.LslImmS:
		v := c.r[u.M]
		c.cf = v >> (32 - u.Imm) & 1
		v <<= u.Imm
		c.r[u.D], c.nf, c.zf = v, v, v
	case decode.LsrImmS:
		v := c.r[u.M]
		c.cf = v >> (u.Imm - 1) & 1
		v >>= u.Imm
		c.r[u.D], c.nf, c.zf = v, v, v
	case decode.AsrImmS:
		v := c.r[u.M]
		c.cf = v >> (u.Imm - 1) & 1
		v = uint32(int32(v) >> u.Imm)
		c.r[u.D], c.nf, c.zf = v, v, v
	case decode.ShiftReg:
		c.shiftRegister(u)
	}
}
