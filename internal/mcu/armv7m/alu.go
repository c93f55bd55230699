package armv7m

import "math/bits"

func carry(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// addFlags is a + b + C with flags, which subtraction uses as a + ^b + C
// (AddWithCarry, ARM ARM A2.2.1).
func (c *Core) addFlags(a, b uint32) uint32 {
	sum := uint64(a) + uint64(b) + uint64(c.cf)
	v := uint32(sum)
	c.nf, c.zf, c.cf, c.vf = v, v, uint32(sum>>32), (a^v)&(b^v)
	return v
}

// rotateOperand puts a rotated register into regShifted.
func (c *Core) rotateOperand(u *uop, op opcode) {
	a := c.r[u.a]
	v := bits.RotateLeft32(a, -int(u.imm))
	out := v >> 31
	if op == opRrxThen {
		v, out = c.cf<<31|a>>1, a&1
	}
	c.r[regShifted] = v
	if u.x == 1 {
		c.cf = out
	}
}

// stackOperation is ADD, SUB or MOV with SP as the result, whose bits 1:0 stay
// clear. It reports false where the stack overflows.
func (c *Core) stackOperation(u *uop) bool {
	op := opcode(u.tk)
	b := c.r[u.m]
	if op == opLslThen {
		b = c.r[u.a] << u.imm
		op = opcode(u.sub)
	}
	a := c.r[u.n]
	var v uint32
	switch op {
	case opMovReg:
		v = b
	case opMovImm:
		v = u.imm
	case opAddReg:
		v = a + b
	case opAddImm:
		v = a + u.imm
	case opSubReg:
		v = a - b
	case opSubImm:
		v = a - u.imm
	case opAddRegS, opAddImmS:
		if op == opAddImmS {
			b = u.imm
		}
		c.cf = 0
		v = c.addFlags(a, b)
	case opSubRegS, opSubImmS:
		if op == opSubImmS {
			b = u.imm
		}
		c.cf = 1
		v = c.addFlags(a, ^b)
	}
	v &^= 3
	if u.n != regSP || op == opMovReg {
		c.moveStack(v) // set, not grown
	} else if !c.pushing(v) {
		return false
	}
	c.r[regSP] = v
	return true
}

// shiftRegister shifts n by the low byte of m.
func (c *Core) shiftRegister(u *uop) {
	v, n := c.r[u.n], c.r[u.m]&0xFF
	out := c.cf
	switch {
	case n == 0:
	case u.sub == shiftLSL:
		out = uint32(uint64(v) << n >> 32 & 1)
		v <<= n
	case u.sub == shiftLSR:
		out = v >> (n - 1) & 1
		v >>= n
	case u.sub == shiftASR:
		out = uint32(int32(v) >> (n - 1) & 1)
		v = uint32(int32(v) >> n)
	default:
		v = bits.RotateLeft32(v, -int(n&31))
		out = v >> 31
	}
	c.r[u.d] = v
	if u.x != 0 {
		c.nf, c.zf, c.cf = v, v, out
	}
}

// divide rounds towards zero; division by zero gives zero unless CCR traps it.
func (c *Core) divide(u *uop, signed bool) bool {
	a, b := c.r[u.n], c.r[u.m]
	switch {
	case b == 0:
		if c.ccr>>4&1 != 0 {
			return c.fail(CauseDivide, 0, 0)
		}
		c.r[u.d] = 0
	case signed && b == 0xFFFFFFFF:
		c.r[u.d] = -a // Go would panic on none, but the minimum overflows
	case signed:
		c.r[u.d] = uint32(int32(a) / int32(b))
	default:
		c.r[u.d] = a / b
	}
	return true
}
