package armv7m

import "tinyol-sim/internal/mcu/armv7m/thumb"

// narrowPatterns are the 16-bit encodings, ARM ARM A5.2.
var narrowPatterns = []pattern{
	{"000 00 iiiii mmm ddd", v6, shiftImm16(shiftLSL), "lsl"},
	{"000 01 iiiii mmm ddd", v6, shiftImm16(shiftLSR), "lsr"},
	{"000 10 iiiii mmm ddd", v6, shiftImm16(shiftASR), "asr"},
	{"0001100 mmm nnn ddd", v6, reg16(aluAdd), "add"},
	{"0001101 mmm nnn ddd", v6, reg16(aluSub), "sub"},
	{"0001110 iii nnn ddd", v6, imm16(aluAdd), "add"},
	{"0001111 iii nnn ddd", v6, imm16(aluSub), "sub"},
	{"00100 ddd iiiiiiii", v6, imm16(aluMov), "mov"},
	{"00101 ddd iiiiiiii", v6, imm16(aluCmp), "cmp"},
	{"00110 ddd iiiiiiii", v6, accumulate(imm16(aluAdd)), "add"},
	{"00111 ddd iiiiiiii", v6, accumulate(imm16(aluSub)), "sub"},

	{"0100000000 mmm ddd", v6, accumulate(reg16(aluAnd)), "and"},
	{"0100000001 mmm ddd", v6, accumulate(reg16(aluEor)), "eor"},
	{"0100000010 mmm ddd", v6, accumulate(shiftReg16(shiftLSL)), "lsl"},
	{"0100000011 mmm ddd", v6, accumulate(shiftReg16(shiftLSR)), "lsr"},
	{"0100000100 mmm ddd", v6, accumulate(shiftReg16(shiftASR)), "asr"},
	{"0100000101 mmm ddd", v6, accumulate(reg16(aluAdc)), "adc"},
	{"0100000110 mmm ddd", v6, accumulate(reg16(aluSbc)), "sbc"},
	{"0100000111 mmm ddd", v6, accumulate(shiftReg16(shiftROR)), "ror"},
	{"0100001000 mmm ddd", v6, accumulate(reg16(aluTst)), "tst"},
	{"0100001001 nnn ddd", v6, imm16(aluRsb), "rsb"},
	{"0100001010 mmm ddd", v6, accumulate(reg16(aluCmp)), "cmp"},
	{"0100001011 mmm ddd", v6, accumulate(reg16(aluCmn)), "cmn"},
	{"0100001100 mmm ddd", v6, accumulate(reg16(aluOrr)), "orr"},
	{"0100001101 nnn ddd", v6, mul16, "mul"},
	{"0100001110 mmm ddd", v6, accumulate(reg16(aluBic)), "bic"},
	{"0100001111 mmm ddd", v6, reg16(aluMvn), "mvn"},

	{"01000100 d mmmm ddd", v6, addHigh, "add"},
	{"01000101 d mmmm ddd", v6, cmpHigh, "cmp"},
	{"01000110 d mmmm ddd", v6, movHigh, "mov"},
	{"010001110 mmmm 000", v6, bx, "bx"},
	{"010001111 mmmm 000", v6, blx, "blx"},

	{"01001 ddd iiiiiiii", v6, literal16, "ldr"},
	{"0101000 mmm nnn ddd", v6, indexed16(opStrReg), "str"},
	{"0101001 mmm nnn ddd", v6, indexed16(opStrhReg), "strh"},
	{"0101010 mmm nnn ddd", v6, indexed16(opStrbReg), "strb"},
	{"0101011 mmm nnn ddd", v6, indexed16(opLdrsbReg), "ldrsb"},
	{"0101100 mmm nnn ddd", v6, indexed16(opLdrReg), "ldr"},
	{"0101101 mmm nnn ddd", v6, indexed16(opLdrhReg), "ldrh"},
	{"0101110 mmm nnn ddd", v6, indexed16(opLdrbReg), "ldrb"},
	{"0101111 mmm nnn ddd", v6, indexed16(opLdrshReg), "ldrsh"},
	{"01100 iiiii nnn ddd", v6, offset16(opStr, 4), "str"},
	{"01101 iiiii nnn ddd", v6, offset16(opLdr, 4), "ldr"},
	{"01110 iiiii nnn ddd", v6, offset16(opStrb, 1), "strb"},
	{"01111 iiiii nnn ddd", v6, offset16(opLdrb, 1), "ldrb"},
	{"10000 iiiii nnn ddd", v6, offset16(opStrh, 2), "strh"},
	{"10001 iiiii nnn ddd", v6, offset16(opLdrh, 2), "ldrh"},
	{"10010 ddd iiiiiiii", v6, onStack(offset16(opStr, 4)), "str"},
	{"10011 ddd iiiiiiii", v6, onStack(offset16(opLdr, 4)), "ldr"},

	{"10100 ddd iiiiiiii", v6, adr16, "adr"},
	{"10101 ddd iiiiiiii", v6, addStack, "add"},
	{"101100000 iiiiiii", v6, moveStack(aluAdd), "add"},
	{"101100001 iiiiiii", v6, moveStack(aluSub), "sub"},
	{"1011 00i1 iiiii nnn", v7, compareBranch(opCbz), "cbz"},
	{"1011 10i1 iiiii nnn", v7, compareBranch(opCbnz), "cbnz"},
	{"1011001000 mmm ddd", v6, unary(opSxth), "sxth"},
	{"1011001001 mmm ddd", v6, unary(opSxtb), "sxtb"},
	{"1011001010 mmm ddd", v6, unary(opUxth), "uxth"},
	{"1011001011 mmm ddd", v6, unary(opUxtb), "uxtb"},
	{"1011010 p llllllll", v6, push16, "push"},
	{"1011110 p llllllll", v6, pop16, "pop"},
	{"10110110011 i 00 kf", v6, cps, "cps"},
	{"1011101000 mmm ddd", v6, dspUnary(dspRev), "rev"},
	{"1011101001 mmm ddd", v6, dspUnary(dspRev16), "rev16"},
	{"1011101011 mmm ddd", v6, dspUnary(dspRevsh), "revsh"},
	{"10111110 iiiiiiii", v6, bkpt, "bkpt"},
	{"10111111 hhhh 0000", v6, hint, "hint"},
	{"10111111 iiii jjjj", v7, it, "it"},
	{"11000 nnn llllllll", v6, stm16, "stm"},
	{"11001 nnn llllllll", v6, ldm16, "ldm"},
	{"1101 1110 iiiiiiii", v6, undefined, "udf"},
	{"1101 1111 iiiiiiii", v6, svc, "svc"},
	{"1101 cccc iiiiiiii", v6, branchIf16, "b"},
	{"11100 iiiiiiiiiii", v6, branch16, "b"},
}

// Kinds of shift, in the order of their encoding.
const (
	shiftLSL = thumb.LSL
	shiftLSR = thumb.LSR
	shiftASR = thumb.ASR
	shiftROR = thumb.ROR
	shiftRRX = thumb.RRX
)

// flags16 says whether a 16-bit data operation sets flags: outside IT only.
func (f *fields) flags16() uint8 {
	if f.it == 0 {
		return 1
	}
	return 0
}

func (u *uop) data(base opcode, op alu, setFlags uint8) {
	u.op = base + opcode(op)*2 + opcode(setFlags)
}

func imm16(op alu) form {
	return func(f *fields, u *uop) bool {
		s := f.flags16()
		if op.compares() {
			s = 1
			u.n = f.reg('d')
		} else {
			u.d, u.n = f.reg('d'), f.reg('n')
		}
		u.imm = f.v['i']
		u.data(opAndImm, op, s)
		return true
	}
}

func reg16(op alu) form {
	return func(f *fields, u *uop) bool {
		s := f.flags16()
		if op.compares() {
			s = 1
		}
		u.d, u.n, u.m = f.reg('d'), f.reg('n'), f.reg('m')
		u.data(opAndReg, op, s)
		return true
	}
}

// accumulate makes the destination the first operand too.
func accumulate(next form) form {
	return func(f *fields, u *uop) bool {
		f.v['n'] = f.v['d']
		return next(f, u)
	}
}

func onStack(next form) form {
	return func(f *fields, u *uop) bool {
		f.v['n'] = regSP
		return next(f, u)
	}
}

func shiftImm16(kind uint8) form {
	return func(f *fields, u *uop) bool {
		u.d, u.m, u.imm = f.reg('d'), f.reg('m'), f.v['i']
		return u.shiftImm(kind, f.flags16() == 1)
	}
}

// shiftImm makes d = m shifted by a constant as the encodings write it.
func (u *uop) shiftImm(kind uint8, setFlags bool) bool {
	s := opcode(0)
	if setFlags {
		s = 1
	}
	switch {
	case kind == shiftLSL && u.imm == 0:
		u.op = opMovReg + s
		return true
	case kind == shiftROR:
		u.operandShift(aluMov, kind, s == 1)
		return true
	case kind != shiftLSL && u.imm == 0:
		u.imm = 32
	}
	u.op = [...]opcode{opLslImm, opLsrImm, opAsrImm}[kind] + 3*s
	return true
}

func shiftReg16(kind uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.x = opShiftReg, kind, f.flags16()
		u.d, u.n, u.m = f.reg('d'), f.reg('n'), f.reg('m')
		return true
	}
}

func mul16(f *fields, u *uop) bool {
	u.op = opMul + opcode(f.flags16())
	u.d, u.n, u.m = f.reg('d'), f.reg('n'), f.reg('d')
	return true
}

func addHigh(f *fields, u *uop) bool {
	d, m := f.reg('d'), f.reg('m')
	u.d, u.n, u.m = d, d, m
	switch {
	case d == regPC:
		u.m = m
		if m == regPC || f.insideIT() {
			return false
		}
		u.op, u.sub, u.imm = opPCWrite, pcAdd, f.pc+4
	case m == regPC:
		u.imm = f.pc + 4
		u.data(opAndImm, aluAdd, 0)
		u.stackResult()
	default:
		u.data(opAndReg, aluAdd, 0)
		u.stackResult()
	}
	return true
}

func cmpHigh(f *fields, u *uop) bool {
	u.n, u.m = f.reg('d'), f.reg('m')
	u.data(opAndReg, aluCmp, 1)
	return u.n != regPC && u.m != regPC
}

func movHigh(f *fields, u *uop) bool {
	u.d, u.m = f.reg('d'), f.reg('m')
	switch {
	case u.d == regPC:
		if u.m == regPC || f.insideIT() {
			return false
		}
		u.op, u.sub = opPCWrite, pcMov
	case u.m == regPC:
		u.imm = f.pc + 4
		u.data(opAndImm, aluMov, 0)
		u.stackResult()
	default:
		u.data(opAndReg, aluMov, 0)
		u.stackResult()
	}
	return true
}

func literal16(f *fields, u *uop) bool {
	u.op, u.d, u.imm = opLdrLit, f.reg('d'), (f.pc+4)&^3+f.v['i']*4
	return true
}

func indexed16(op opcode) form {
	return func(f *fields, u *uop) bool {
		u.op, u.d, u.n, u.m, u.x = op, f.reg('d'), f.reg('n'), f.reg('m'), 0
		return true
	}
}

func offset16(op opcode, scale uint32) form {
	return func(f *fields, u *uop) bool {
		u.op, u.d, u.n, u.imm = op, f.reg('d'), f.reg('n'), f.v['i']*scale
		return true
	}
}

func adr16(f *fields, u *uop) bool {
	u.d, u.imm = f.reg('d'), (f.pc+4)&^3+f.v['i']*4
	u.data(opAndImm, aluMov, 0)
	return true
}

func addStack(f *fields, u *uop) bool {
	u.d, u.n, u.imm = f.reg('d'), regSP, f.v['i']*4
	u.data(opAndImm, aluAdd, 0)
	return true
}

func moveStack(op alu) form {
	return func(f *fields, u *uop) bool {
		u.d, u.n, u.imm = regSP, regSP, f.v['i']*4
		u.data(opAndImm, op, 0)
		u.stackResult()
		return true
	}
}

func unary(op opcode) form {
	return func(f *fields, u *uop) bool {
		u.op, u.d, u.m, u.imm = op, f.reg('d'), f.reg('m'), 0
		return true
	}
}

func push16(f *fields, u *uop) bool {
	u.op, u.n, u.imm = opStm, regSP, f.v['l']|f.v['p']<<regLR
	u.x = multipleWriteback | multipleBefore
	return u.imm != 0
}

func pop16(f *fields, u *uop) bool {
	u.op, u.n, u.imm = opLdm, regSP, f.v['l']|f.v['p']<<regPC
	u.x = multipleWriteback
	return u.imm != 0 && (f.v['p'] == 0 || !f.insideIT())
}

func stm16(f *fields, u *uop) bool {
	u.op, u.n, u.imm, u.x = opStm, f.reg('n'), f.v['l'], multipleWriteback
	return u.imm != 0
}

func ldm16(f *fields, u *uop) bool {
	u.op, u.n, u.imm = opLdm, f.reg('n'), f.v['l']
	u.x = 0
	if u.imm>>u.n&1 == 0 {
		u.x = multipleWriteback
	}
	return u.imm != 0
}

func undefined(*fields, *uop) bool { return false }
