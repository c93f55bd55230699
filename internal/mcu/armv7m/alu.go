package armv7m

import (
	"math/bits"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/thumb"
)

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
func (c *Core) execData(u *decode.Op, op decode.Code) {
	i, a, b := op-decode.AndImm, c.r[u.N], u.Imm
	carryOut := u.X
	if op >= decode.AndReg {
		i, b, carryOut = op-decode.AndReg, c.r[u.M], decode.KeepCarry
	}
	kind, setFlags := decode.ALU(i/2), i&1 != 0
	if !kind.Logical() {
		c.sum(kind, u.D, a, b, setFlags)
		return
	}
	v := logical(kind, a, b)
	if !kind.Compares() {
		c.r[u.D] = v
	}
	if setFlags {
		c.nf, c.zf = v, v
		if carryOut != decode.KeepCarry {
			c.cf = uint32(carryOut)
		}
	}
}

func logical(kind decode.ALU, a, b uint32) uint32 {
	switch kind {
	case decode.ALUAnd, decode.ALUTst:
		return a & b
	case decode.ALUBic:
		return a &^ b
	case decode.ALUOrr:
		return a | b
	case decode.ALUOrn:
		return a | ^b
	case decode.ALUEor, decode.ALUTeq:
		return a ^ b
	case decode.ALUMvn:
		return ^b
	}
	return b
}

// sum is a data operation of the adder: a + b + carry of suitable operands.
func (c *Core) sum(kind decode.ALU, d uint8, a, b uint32, setFlags bool) {
	carryIn := c.cf
	switch kind {
	case decode.ALUAdd, decode.ALUCmn:
		carryIn = 0
	case decode.ALUSub, decode.ALUCmp:
		b, carryIn = ^b, 1
	case decode.ALUSbc:
		b = ^b
	case decode.ALURsb:
		a, b, carryIn = b, ^a, 1
	}
	wide := uint64(a) + uint64(b) + uint64(carryIn)
	v := uint32(wide)
	if !kind.Compares() {
		c.r[d] = v
	}
	if setFlags {
		c.nf, c.zf, c.cf, c.vf = v, v, uint32(wide>>32), (a^v)&(b^v)
	}
}

// rotateOperand puts a rotated register into decode.RegShifted.
func (c *Core) rotateOperand(u *decode.Op, op decode.Code) {
	a := c.r[u.A]
	v := bits.RotateLeft32(a, -int(u.Imm))
	out := v >> 31
	if op == decode.RrxThen {
		v, out = c.cf<<31|a>>1, a&1
	}
	c.r[decode.RegShifted] = v
	if u.X == 1 {
		c.cf = out
	}
}

// stackOperation is ADD, SUB or MOV with SP as the result, whose bits 1:0 stay
// clear. It reports false where the stack overflows.
func (c *Core) stackOperation(u *decode.Op) bool {
	op := decode.Code(u.A2)
	b := c.r[u.M]
	if op == decode.LslThen {
		b = c.r[u.A] << u.Imm
		op = decode.Code(u.Sub)
	}
	a := c.r[u.N]
	var v uint32
	switch op {
	case decode.MovReg:
		v = b
	case decode.MovImm:
		v = u.Imm
	case decode.AddReg:
		v = a + b
	case decode.AddImm:
		v = a + u.Imm
	case decode.SubReg:
		v = a - b
	case decode.SubImm:
		v = a - u.Imm
	case decode.AddRegS, decode.AddImmS:
		if op == decode.AddImmS {
			b = u.Imm
		}
		c.cf = 0
		v = c.addFlags(a, b)
	case decode.SubRegS, decode.SubImmS:
		if op == decode.SubImmS {
			b = u.Imm
		}
		c.cf = 1
		v = c.addFlags(a, ^b)
	}
	v &^= 3
	if set := u.N != thumb.SP || op == decode.MovReg; set && !c.settingStack(v) || !set && !c.pushing(v) {
		return false
	}
	c.r[thumb.SP] = v
	return true
}

// shiftRegister shifts n by the low byte of m.
func (c *Core) shiftRegister(u *decode.Op) {
	v, n := c.r[u.N], c.r[u.M]&0xFF
	out := c.cf
	switch {
	case n == 0:
	case u.Sub == thumb.LSL:
		out = uint32(uint64(v) << n >> 32 & 1)
		v <<= n
	case u.Sub == thumb.LSR:
		out = v >> (n - 1) & 1
		v >>= n
	case u.Sub == thumb.ASR:
		out = uint32(int32(v) >> (n - 1) & 1)
		v = uint32(int32(v) >> n)
	default:
		v = bits.RotateLeft32(v, -int(n&31))
		out = v >> 31
	}
	c.r[u.D] = v
	if u.X != 0 {
		c.nf, c.zf, c.cf = v, v, out
	}
}

// divide rounds towards zero; division by zero gives zero unless CCR traps it.
func (c *Core) divide(u *decode.Op, signed bool) bool {
	a, b := c.r[u.N], c.r[u.M]
	c.stall += c.timing.DivideCycles(a, b, signed)
	switch {
	case b == 0:
		if c.ccr>>4&1 != 0 {
			return c.fail(CauseDivide, 0, 0)
		}
		c.r[u.D] = 0
	case signed && b == 0xFFFFFFFF:
		c.r[u.D] = -a // Go would panic on none, but the minimum overflows
	case signed:
		c.r[u.D] = uint32(int32(a) / int32(b))
	default:
		c.r[u.D] = a / b
	}
	return true
}
