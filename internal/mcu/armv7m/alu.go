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

// execData is any data operation with an immediate or a register, by the order
// of their opcodes.
func (c *Core) execData(u *uop, op opcode) {
	i, a, b := op-opAndImm, c.r[u.n], u.imm
	carryOut := u.x
	if op >= opAndReg {
		i, b, carryOut = op-opAndReg, c.r[u.m], keepCarry
	}
	kind, setFlags := alu(i/2), i&1 != 0
	if !kind.logical() {
		c.sum(kind, u.d, a, b, setFlags)
		return
	}
	v := logical(kind, a, b)
	if !kind.compares() {
		c.r[u.d] = v
	}
	if setFlags {
		c.nf, c.zf = v, v
		if carryOut != keepCarry {
			c.cf = uint32(carryOut)
		}
	}
}

func logical(kind alu, a, b uint32) uint32 {
	switch kind {
	case aluAnd, aluTst:
		return a & b
	case aluBic:
		return a &^ b
	case aluOrr:
		return a | b
	case aluOrn:
		return a | ^b
	case aluEor, aluTeq:
		return a ^ b
	case aluMvn:
		return ^b
	}
	return b
}

// sum is a data operation of the adder: a + b + carry of suitable operands.
func (c *Core) sum(kind alu, d uint8, a, b uint32, setFlags bool) {
	carryIn := c.cf
	switch kind {
	case aluAdd, aluCmn:
		carryIn = 0
	case aluSub, aluCmp:
		b, carryIn = ^b, 1
	case aluSbc:
		b = ^b
	case aluRsb:
		a, b, carryIn = b, ^a, 1
	}
	wide := uint64(a) + uint64(b) + uint64(carryIn)
	v := uint32(wide)
	if !kind.compares() {
		c.r[d] = v
	}
	if setFlags {
		c.nf, c.zf, c.cf, c.vf = v, v, uint32(wide>>32), (a^v)&(b^v)
	}
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
	op := opcode(u.a2)
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
	if set := u.n != regSP || op == opMovReg; set && !c.settingStack(v) || !set && !c.pushing(v) {
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
	c.stall += c.timing.divideCycles(quotientBits(a, b, signed))
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

// quotientBits is about the number of bits of a quotient: the difference in
// the significant bits of the operands, and one.
func quotientBits(a, b uint32, signed bool) int {
	if signed {
		a, b = magnitude(a), magnitude(b)
	}
	if b == 0 || a < b {
		return 0
	}
	return bits.Len32(a) - bits.Len32(b) + 1
}

func magnitude(v uint32) uint32 {
	if int32(v) < 0 {
		return -v
	}
	return v
}
