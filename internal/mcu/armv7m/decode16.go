package armv7m

import "tinyol-sim/internal/mcu/armv7m/thumb"

// narrowPatterns are the 16-bit encodings, ARM ARM A5.2.
var narrowPatterns = []pattern{
	{"000 00 iiiii mmm ddd", v6, shiftImm16(shiftLSL), "lsl", says("lsl{S}{c} {Rd}, {Rm}, #{i}",
		special{"000 00 00000 mmm ddd", "mov{S}{c} {Rd}, {Rm}"})},
	{"000 01 iiiii mmm ddd", v6, shiftImm16(shiftLSR), "lsr", says("lsr{S}{c} {Rd}, {Rm}, #{i32}")},
	{"000 10 iiiii mmm ddd", v6, shiftImm16(shiftASR), "asr", says("asr{S}{c} {Rd}, {Rm}, #{i32}")},
	{"0001100 mmm nnn ddd", v6, reg16(aluAdd), "add", says("add{S}{c} {Rd}, {Rn}, {Rm}")},
	{"0001101 mmm nnn ddd", v6, reg16(aluSub), "sub", says("sub{S}{c} {Rd}, {Rn}, {Rm}")},
	{"0001110 iii nnn ddd", v6, imm16(aluAdd), "add", says("add{S}{c} {Rd}, {Rn}, #{i}")},
	{"0001111 iii nnn ddd", v6, imm16(aluSub), "sub", says("sub{S}{c} {Rd}, {Rn}, #{i}")},
	{"00100 ddd iiiiiiii", v6, imm16(aluMov), "mov", says("mov{S}{c} {Rd}, #{i}")},
	{"00101 ddd iiiiiiii", v6, imm16(aluCmp), "cmp", says("cmp{c} {Rd}, #{i}")},
	{"00110 ddd iiiiiiii", v6, accumulate(imm16(aluAdd)), "add", says("add{S}{c} {Rd}, #{i}")},
	{"00111 ddd iiiiiiii", v6, accumulate(imm16(aluSub)), "sub", says("sub{S}{c} {Rd}, #{i}")},

	{"0100000000 mmm ddd", v6, accumulate(reg16(aluAnd)), "and", says("and{S}{c} {Rd}, {Rm}")},
	{"0100000001 mmm ddd", v6, accumulate(reg16(aluEor)), "eor", says("eor{S}{c} {Rd}, {Rm}")},
	{"0100000010 mmm ddd", v6, accumulate(shiftReg16(shiftLSL)), "lsl", says("lsl{S}{c} {Rd}, {Rm}")},
	{"0100000011 mmm ddd", v6, accumulate(shiftReg16(shiftLSR)), "lsr", says("lsr{S}{c} {Rd}, {Rm}")},
	{"0100000100 mmm ddd", v6, accumulate(shiftReg16(shiftASR)), "asr", says("asr{S}{c} {Rd}, {Rm}")},
	{"0100000101 mmm ddd", v6, accumulate(reg16(aluAdc)), "adc", says("adc{S}{c} {Rd}, {Rm}")},
	{"0100000110 mmm ddd", v6, accumulate(reg16(aluSbc)), "sbc", says("sbc{S}{c} {Rd}, {Rm}")},
	{"0100000111 mmm ddd", v6, accumulate(shiftReg16(shiftROR)), "ror", says("ror{S}{c} {Rd}, {Rm}")},
	{"0100001000 mmm ddd", v6, accumulate(reg16(aluTst)), "tst", says("tst{c} {Rd}, {Rm}")},
	{"0100001001 nnn ddd", v6, imm16(aluRsb), "rsb", says("neg{S}{c} {Rd}, {Rn}")},
	{"0100001010 mmm ddd", v6, accumulate(reg16(aluCmp)), "cmp", says("cmp{c} {Rd}, {Rm}")},
	{"0100001011 mmm ddd", v6, accumulate(reg16(aluCmn)), "cmn", says("cmn{c} {Rd}, {Rm}")},
	{"0100001100 mmm ddd", v6, accumulate(reg16(aluOrr)), "orr", says("orr{S}{c} {Rd}, {Rm}")},
	{"0100001101 nnn ddd", v6, mul16, "mul", says("mul{S}{c} {Rd}, {Rn}")},
	{"0100001110 mmm ddd", v6, accumulate(reg16(aluBic)), "bic", says("bic{S}{c} {Rd}, {Rm}")},
	{"0100001111 mmm ddd", v6, reg16(aluMvn), "mvn", says("mvn{S}{c} {Rd}, {Rm}")},

	{"01000100 d mmmm ddd", v6, addHigh, "add", says("add{c} {Rd}, {Rm}")},
	{"01000101 d mmmm ddd", v6, cmpHigh, "cmp", says("cmp{c} {Rd}, {Rm}")},
	{"01000110 d mmmm ddd", v6, movHigh, "mov", says("mov{c} {Rd}, {Rm}",
		special{"01000110 1 1000 000", "nop{c} @ (mov r8, r8)"})},
	{"010001110 mmmm 000", v6, bx, "bx", says("bx{c} {Rm}")},
	{"010001111 mmmm 000", v6, blx, "blx", says("blx{c} {Rm}")},

	{"01001 ddd iiiiiiii", v6, literal16, "ldr", says("ldr{c} {Rd}, [pc, #{i*4}]{literal}")},
	{"0101000 mmm nnn ddd", v6, indexed16(opStrReg), "str", says("str{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101001 mmm nnn ddd", v6, indexed16(opStrhReg), "strh", says("strh{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101010 mmm nnn ddd", v6, indexed16(opStrbReg), "strb", says("strb{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101011 mmm nnn ddd", v6, indexed16(opLdrsbReg), "ldrsb", says("ldrsb{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101100 mmm nnn ddd", v6, indexed16(opLdrReg), "ldr", says("ldr{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101101 mmm nnn ddd", v6, indexed16(opLdrhReg), "ldrh", says("ldrh{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101110 mmm nnn ddd", v6, indexed16(opLdrbReg), "ldrb", says("ldrb{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101111 mmm nnn ddd", v6, indexed16(opLdrshReg), "ldrsh", says("ldrsh{c} {Rd}, [{Rn}, {Rm}]")},
	{"01100 iiiii nnn ddd", v6, offset16(opStr, 4), "str", says("str{c} {Rd}, [{Rn}, #{i*4}]")},
	{"01101 iiiii nnn ddd", v6, offset16(opLdr, 4), "ldr", says("ldr{c} {Rd}, [{Rn}, #{i*4}]")},
	{"01110 iiiii nnn ddd", v6, offset16(opStrb, 1), "strb", says("strb{c} {Rd}, [{Rn}, #{i}]")},
	{"01111 iiiii nnn ddd", v6, offset16(opLdrb, 1), "ldrb", says("ldrb{c} {Rd}, [{Rn}, #{i}]")},
	{"10000 iiiii nnn ddd", v6, offset16(opStrh, 2), "strh", says("strh{c} {Rd}, [{Rn}, #{i*2}]")},
	{"10001 iiiii nnn ddd", v6, offset16(opLdrh, 2), "ldrh", says("ldrh{c} {Rd}, [{Rn}, #{i*2}]")},
	{"10010 ddd iiiiiiii", v6, onStack(offset16(opStr, 4)), "str", says("str{c} {Rd}, [sp, #{i*4}]")},
	{"10011 ddd iiiiiiii", v6, onStack(offset16(opLdr, 4)), "ldr", says("ldr{c} {Rd}, [sp, #{i*4}]")},

	{"10100 ddd iiiiiiii", v6, adr16, "adr", says("add{c} {Rd}, pc, #{i*4}{literal}")},
	{"10101 ddd iiiiiiii", v6, addStack, "add", says("add{c} {Rd}, sp, #{i*4}")},
	{"101100000 iiiiiii", v6, moveStack(aluAdd), "add", says("add{c} sp, #{i*4}")},
	{"101100001 iiiiiii", v6, moveStack(aluSub), "sub", says("sub{c} sp, #{i*4}")},
	{"1011 00i1 iiiii nnn", v7, compareBranch(opCbz), "cbz", says("cbz {Rn}, {over}")},
	{"1011 10i1 iiiii nnn", v7, compareBranch(opCbnz), "cbnz", says("cbnz {Rn}, {over}")},
	{"1011001000 mmm ddd", v6, unary(opSxth), "sxth", says("sxth{c} {Rd}, {Rm}")},
	{"1011001001 mmm ddd", v6, unary(opSxtb), "sxtb", says("sxtb{c} {Rd}, {Rm}")},
	{"1011001010 mmm ddd", v6, unary(opUxth), "uxth", says("uxth{c} {Rd}, {Rm}")},
	{"1011001011 mmm ddd", v6, unary(opUxtb), "uxtb", says("uxtb{c} {Rd}, {Rm}")},
	{"1011010 p llllllll", v6, push16, "push", says("push{c} {pushed}")},
	{"1011110 p llllllll", v6, pop16, "pop", says("pop{c} {popped}")},
	{"10110110011 i 00 kf", v6, cps, "cps", says("",
		special{"10110110011 0 0 0kf", "cpsie {flags}"},
		special{"10110110011 1 0 0kf", "cpsid {flags}"})},
	{"1011101000 mmm ddd", v6, dspUnary(dspRev), "rev", says("rev{c} {Rd}, {Rm}")},
	{"1011101001 mmm ddd", v6, dspUnary(dspRev16), "rev16", says("rev16{c} {Rd}, {Rm}")},
	{"1011101011 mmm ddd", v6, dspUnary(dspRevsh), "revsh", says("revsh{c} {Rd}, {Rm}")},
	{"10111110 iiiiiiii", v6, bkpt, "bkpt", says("bkpt 0x{i.4}")},
	{"10111111 hhhh 0000", v6, hint, "hint", says("nop{c} {hint}",
		special{"10111111 0000 0000", "nop{c}"},
		special{"10111111 0001 0000", "yield{c}"},
		special{"10111111 0010 0000", "wfe{c}"},
		special{"10111111 0011 0000", "wfi{c}"},
		special{"10111111 0100 0000", "sev{c}"})},
	{"10111111 cccc jjjj", v7, it, "it", says("it{then} {cc}")},
	{"11000 nnn llllllll", v6, stm16, "stm", says("stmia{c} {Rn}!, {list}")},
	{"11001 nnn llllllll", v6, ldm16, "ldm", says("ldmia{c} {Rn}{unlisted}, {list}")},
	{"1101 1110 iiiiiiii", v6, undefined, "udf", says("udf{c} #{i}")},
	{"1101 1111 iiiiiiii", v6, svc, "svc", says("svc{c} {i}")},
	{"1101 cccc iiiiiiii", v6, branchIf16, "b", says("b{cc}.n {near8}")},
	{"11100 iiiiiiiiiii", v6, branch16, "b", says("b{c}.n {near11}")},
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
