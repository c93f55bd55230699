package decode

import "tinyol-sim/internal/mcu/armv7m/thumb"

// narrowPatterns are the 16-bit encodings, ARM ARM A5.2.
var narrowPatterns = []pattern{
	{"000 00 iiiii mmm ddd", V6, shiftImm16(thumb.LSL), "lsl", says("lsl{S}{c} {Rd}, {Rm}, #{i}",
		special{"000 00 00000 mmm ddd", "mov{S}{c} {Rd}, {Rm}"})},
	{"000 01 iiiii mmm ddd", V6, shiftImm16(thumb.LSR), "lsr", says("lsr{S}{c} {Rd}, {Rm}, #{i32}")},
	{"000 10 iiiii mmm ddd", V6, shiftImm16(thumb.ASR), "asr", says("asr{S}{c} {Rd}, {Rm}, #{i32}")},
	{"0001100 mmm nnn ddd", V6, reg16(ALUAdd), "add", says("add{S}{c} {Rd}, {Rn}, {Rm}")},
	{"0001101 mmm nnn ddd", V6, reg16(ALUSub), "sub", says("sub{S}{c} {Rd}, {Rn}, {Rm}")},
	{"0001110 iii nnn ddd", V6, imm16(ALUAdd), "add", says("add{S}{c} {Rd}, {Rn}, #{i}")},
	{"0001111 iii nnn ddd", V6, imm16(ALUSub), "sub", says("sub{S}{c} {Rd}, {Rn}, #{i}")},
	{"00100 ddd iiiiiiii", V6, imm16(ALUMov), "mov", says("mov{S}{c} {Rd}, #{i}")},
	{"00101 ddd iiiiiiii", V6, imm16(ALUCmp), "cmp", says("cmp{c} {Rd}, #{i}")},
	{"00110 ddd iiiiiiii", V6, accumulate(imm16(ALUAdd)), "add", says("add{S}{c} {Rd}, #{i}")},
	{"00111 ddd iiiiiiii", V6, accumulate(imm16(ALUSub)), "sub", says("sub{S}{c} {Rd}, #{i}")},

	{"0100000000 mmm ddd", V6, accumulate(reg16(ALUAnd)), "and", says("and{S}{c} {Rd}, {Rm}")},
	{"0100000001 mmm ddd", V6, accumulate(reg16(ALUEor)), "eor", says("eor{S}{c} {Rd}, {Rm}")},
	{"0100000010 mmm ddd", V6, accumulate(shiftReg16(thumb.LSL)), "lsl", says("lsl{S}{c} {Rd}, {Rm}")},
	{"0100000011 mmm ddd", V6, accumulate(shiftReg16(thumb.LSR)), "lsr", says("lsr{S}{c} {Rd}, {Rm}")},
	{"0100000100 mmm ddd", V6, accumulate(shiftReg16(thumb.ASR)), "asr", says("asr{S}{c} {Rd}, {Rm}")},
	{"0100000101 mmm ddd", V6, accumulate(reg16(ALUAdc)), "adc", says("adc{S}{c} {Rd}, {Rm}")},
	{"0100000110 mmm ddd", V6, accumulate(reg16(ALUSbc)), "sbc", says("sbc{S}{c} {Rd}, {Rm}")},
	{"0100000111 mmm ddd", V6, accumulate(shiftReg16(thumb.ROR)), "ror", says("ror{S}{c} {Rd}, {Rm}")},
	{"0100001000 mmm ddd", V6, accumulate(reg16(ALUTst)), "tst", says("tst{c} {Rd}, {Rm}")},
	{"0100001001 nnn ddd", V6, imm16(ALURsb), "rsb", says("neg{S}{c} {Rd}, {Rn}")},
	{"0100001010 mmm ddd", V6, accumulate(reg16(ALUCmp)), "cmp", says("cmp{c} {Rd}, {Rm}")},
	{"0100001011 mmm ddd", V6, accumulate(reg16(ALUCmn)), "cmn", says("cmn{c} {Rd}, {Rm}")},
	{"0100001100 mmm ddd", V6, accumulate(reg16(ALUOrr)), "orr", says("orr{S}{c} {Rd}, {Rm}")},
	{"0100001101 nnn ddd", V6, mul16, "mul", says("mul{S}{c} {Rd}, {Rn}")},
	{"0100001110 mmm ddd", V6, accumulate(reg16(ALUBic)), "bic", says("bic{S}{c} {Rd}, {Rm}")},
	{"0100001111 mmm ddd", V6, reg16(ALUMvn), "mvn", says("mvn{S}{c} {Rd}, {Rm}")},

	{"01000100 d mmmm ddd", V6, addHigh, "add", says("add{c} {Rd}, {Rm}")},
	{"01000101 d mmmm ddd", V6, cmpHigh, "cmp", says("cmp{c} {Rd}, {Rm}")},
	{"01000110 d mmmm ddd", V6, movHigh, "mov", says("mov{c} {Rd}, {Rm}",
		special{"01000110 1 1000 000", "nop{c} @ (mov r8, r8)"})},
	{"010001110 mmmm 000", V6, bx, "bx", says("bx{c} {Rm}")},
	{"010001111 mmmm 000", V6, blx, "blx", says("blx{c} {Rm}")},

	{"01001 ddd iiiiiiii", V6, literal16, "ldr", says("ldr{c} {Rd}, [pc, #{i*4}]{literal}")},
	{"0101000 mmm nnn ddd", V6, indexed16(StrReg), "str", says("str{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101001 mmm nnn ddd", V6, indexed16(StrhReg), "strh", says("strh{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101010 mmm nnn ddd", V6, indexed16(StrbReg), "strb", says("strb{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101011 mmm nnn ddd", V6, indexed16(LdrsbReg), "ldrsb", says("ldrsb{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101100 mmm nnn ddd", V6, indexed16(LdrReg), "ldr", says("ldr{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101101 mmm nnn ddd", V6, indexed16(LdrhReg), "ldrh", says("ldrh{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101110 mmm nnn ddd", V6, indexed16(LdrbReg), "ldrb", says("ldrb{c} {Rd}, [{Rn}, {Rm}]")},
	{"0101111 mmm nnn ddd", V6, indexed16(LdrshReg), "ldrsh", says("ldrsh{c} {Rd}, [{Rn}, {Rm}]")},
	{"01100 iiiii nnn ddd", V6, offset16(Str, 4), "str", says("str{c} {Rd}, [{Rn}, #{i*4}]")},
	{"01101 iiiii nnn ddd", V6, offset16(Ldr, 4), "ldr", says("ldr{c} {Rd}, [{Rn}, #{i*4}]")},
	{"01110 iiiii nnn ddd", V6, offset16(Strb, 1), "strb", says("strb{c} {Rd}, [{Rn}, #{i}]")},
	{"01111 iiiii nnn ddd", V6, offset16(Ldrb, 1), "ldrb", says("ldrb{c} {Rd}, [{Rn}, #{i}]")},
	{"10000 iiiii nnn ddd", V6, offset16(Strh, 2), "strh", says("strh{c} {Rd}, [{Rn}, #{i*2}]")},
	{"10001 iiiii nnn ddd", V6, offset16(Ldrh, 2), "ldrh", says("ldrh{c} {Rd}, [{Rn}, #{i*2}]")},
	{"10010 ddd iiiiiiii", V6, onStack(offset16(Str, 4)), "str", says("str{c} {Rd}, [sp, #{i*4}]")},
	{"10011 ddd iiiiiiii", V6, onStack(offset16(Ldr, 4)), "ldr", says("ldr{c} {Rd}, [sp, #{i*4}]")},

	{"10100 ddd iiiiiiii", V6, adr16, "adr", says("add{c} {Rd}, pc, #{i*4}{literal}")},
	{"10101 ddd iiiiiiii", V6, addStack, "add", says("add{c} {Rd}, sp, #{i*4}")},
	{"101100000 iiiiiii", V6, moveStack(ALUAdd), "add", says("add{c} sp, #{i*4}")},
	{"101100001 iiiiiii", V6, moveStack(ALUSub), "sub", says("sub{c} sp, #{i*4}")},
	{"1011 00i1 iiiii nnn", V7, compareBranch(Cbz), "cbz", says("cbz {Rn}, {over}")},
	{"1011 10i1 iiiii nnn", V7, compareBranch(Cbnz), "cbnz", says("cbnz {Rn}, {over}")},
	{"1011001000 mmm ddd", V6, unary(Sxth), "sxth", says("sxth{c} {Rd}, {Rm}")},
	{"1011001001 mmm ddd", V6, unary(Sxtb), "sxtb", says("sxtb{c} {Rd}, {Rm}")},
	{"1011001010 mmm ddd", V6, unary(Uxth), "uxth", says("uxth{c} {Rd}, {Rm}")},
	{"1011001011 mmm ddd", V6, unary(Uxtb), "uxtb", says("uxtb{c} {Rd}, {Rm}")},
	{"1011010 p llllllll", V6, push16, "push", says("push{c} {pushed}")},
	{"1011110 p llllllll", V6, pop16, "pop", says("pop{c} {popped}")},
	{"10110110011 i 00 kf", V6, cps, "cps", says("",
		special{"10110110011 0 0 0kf", "cpsie {flags}"},
		special{"10110110011 1 0 0kf", "cpsid {flags}"})},
	{"1011101000 mmm ddd", V6, dspUnary(DSPRev), "rev", says("rev{c} {Rd}, {Rm}")},
	{"1011101001 mmm ddd", V6, dspUnary(DSPRev16), "rev16", says("rev16{c} {Rd}, {Rm}")},
	{"1011101011 mmm ddd", V6, dspUnary(DSPRevsh), "revsh", says("revsh{c} {Rd}, {Rm}")},
	{"10111110 iiiiiiii", V6, bkpt, "bkpt", says("bkpt 0x{i.4}")},
	{"10111111 hhhh 0000", V6, hint, "hint", says("nop{c} {hint}",
		special{"10111111 0000 0000", "nop{c}"},
		special{"10111111 0001 0000", "yield{c}"},
		special{"10111111 0010 0000", "wfe{c}"},
		special{"10111111 0011 0000", "wfi{c}"},
		special{"10111111 0100 0000", "sev{c}"})},
	{"10111111 cccc jjjj", V7, it, "it", says("it{then} {cc}")},
	{"11000 nnn llllllll", V6, stm16, "stm", says("stmia{c} {Rn}!, {list}")},
	{"11001 nnn llllllll", V6, ldm16, "ldm", says("ldmia{c} {Rn}{unlisted}, {list}")},
	{"1101 1110 iiiiiiii", V6, undefined, "udf", says("udf{c} #{i}")},
	{"1101 1111 iiiiiiii", V6, svc, "svc", says("svc{c} {i}")},
	{"1101 cccc iiiiiiii", V6, branchIf16, "b", says("b{cc}.n {near8}")},
	{"11100 iiiiiiiiiii", V6, branch16, "b", says("b{c}.n {near11}")},
}

// flags16 says whether a 16-bit data operation sets flags: outside IT only.
func (f *fields) flags16() uint8 {
	if f.it == 0 {
		return 1
	}
	return 0
}

func (u *Op) data(base Code, op ALU, setFlags uint8) {
	u.Code = base + Code(op)*2 + Code(setFlags)
}

func imm16(op ALU) form {
	return func(f *fields, u *Op) bool {
		s := f.flags16()
		if op.Compares() {
			s = 1
			u.N = f.reg('d')
		} else {
			u.D, u.N = f.reg('d'), f.reg('n')
		}
		u.Imm = f.v['i']
		u.data(AndImm, op, s)
		return true
	}
}

func reg16(op ALU) form {
	return func(f *fields, u *Op) bool {
		s := f.flags16()
		if op.Compares() {
			s = 1
		}
		u.D, u.N, u.M = f.reg('d'), f.reg('n'), f.reg('m')
		u.data(AndReg, op, s)
		return true
	}
}

// accumulate makes the destination the first operand too.
func accumulate(next form) form {
	return func(f *fields, u *Op) bool {
		f.v['n'] = f.v['d']
		return next(f, u)
	}
}

func onStack(next form) form {
	return func(f *fields, u *Op) bool {
		f.v['n'] = thumb.SP
		return next(f, u)
	}
}

func shiftImm16(kind uint8) form {
	return func(f *fields, u *Op) bool {
		u.D, u.M, u.Imm = f.reg('d'), f.reg('m'), f.v['i']
		return u.shiftImm(kind, f.flags16() == 1)
	}
}

// shiftImm makes d = m shifted by a constant as the encodings write it.
func (u *Op) shiftImm(kind uint8, setFlags bool) bool {
	s := Code(0)
	if setFlags {
		s = 1
	}
	switch {
	case kind == thumb.LSL && u.Imm == 0:
		u.Code = MovReg + s
		return true
	case kind == thumb.ROR:
		u.operandShift(ALUMov, kind, s == 1)
		return true
	case kind != thumb.LSL && u.Imm == 0:
		u.Imm = 32
	}
	u.Code = [...]Code{LslImm, LsrImm, AsrImm}[kind] + 3*s
	return true
}

func shiftReg16(kind uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.X = ShiftReg, kind, f.flags16()
		u.D, u.N, u.M = f.reg('d'), f.reg('n'), f.reg('m')
		return true
	}
}

func mul16(f *fields, u *Op) bool {
	u.Code = Mul + Code(f.flags16())
	u.D, u.N, u.M = f.reg('d'), f.reg('n'), f.reg('d')
	return true
}

func addHigh(f *fields, u *Op) bool {
	d, m := f.reg('d'), f.reg('m')
	u.D, u.N, u.M = d, d, m
	switch {
	case d == thumb.PC:
		u.M = m
		if m == thumb.PC || f.insideIT() {
			return false
		}
		u.Code, u.Sub, u.Imm = PCWrite, PCAdd, f.pc+4
	case m == thumb.PC:
		u.Imm = f.pc + 4
		u.data(AndImm, ALUAdd, 0)
		u.stackResult()
	default:
		u.data(AndReg, ALUAdd, 0)
		u.stackResult()
	}
	return true
}

func cmpHigh(f *fields, u *Op) bool {
	u.N, u.M = f.reg('d'), f.reg('m')
	u.data(AndReg, ALUCmp, 1)
	return u.N != thumb.PC && u.M != thumb.PC
}

func movHigh(f *fields, u *Op) bool {
	u.D, u.M = f.reg('d'), f.reg('m')
	switch {
	case u.D == thumb.PC:
		if u.M == thumb.PC || f.insideIT() {
			return false
		}
		u.Code, u.Sub = PCWrite, PCMov
	case u.M == thumb.PC:
		u.Imm = f.pc + 4
		u.data(AndImm, ALUMov, 0)
		u.stackResult()
	default:
		u.data(AndReg, ALUMov, 0)
		u.stackResult()
	}
	return true
}

func literal16(f *fields, u *Op) bool {
	u.Code, u.D, u.Imm = LdrLit, f.reg('d'), (f.pc+4)&^3+f.v['i']*4
	return true
}

func indexed16(op Code) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.D, u.N, u.M, u.X = op, f.reg('d'), f.reg('n'), f.reg('m'), 0
		return true
	}
}

func offset16(op Code, scale uint32) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.D, u.N, u.Imm = op, f.reg('d'), f.reg('n'), f.v['i']*scale
		return true
	}
}

func adr16(f *fields, u *Op) bool {
	u.D, u.Imm = f.reg('d'), (f.pc+4)&^3+f.v['i']*4
	u.data(AndImm, ALUMov, 0)
	return true
}

func addStack(f *fields, u *Op) bool {
	u.D, u.N, u.Imm = f.reg('d'), thumb.SP, f.v['i']*4
	u.data(AndImm, ALUAdd, 0)
	return true
}

func moveStack(op ALU) form {
	return func(f *fields, u *Op) bool {
		u.D, u.N, u.Imm = thumb.SP, thumb.SP, f.v['i']*4
		u.data(AndImm, op, 0)
		u.stackResult()
		return true
	}
}

func unary(op Code) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.D, u.M, u.Imm = op, f.reg('d'), f.reg('m'), 0
		return true
	}
}

func push16(f *fields, u *Op) bool {
	u.Code, u.N, u.Imm = Stm, thumb.SP, f.v['l']|f.v['p']<<thumb.LR
	u.X = MultipleWriteback | MultipleBefore
	return u.Imm != 0
}

func pop16(f *fields, u *Op) bool {
	u.Code, u.N, u.Imm = Ldm, thumb.SP, f.v['l']|f.v['p']<<thumb.PC
	u.X = MultipleWriteback
	return u.Imm != 0 && (f.v['p'] == 0 || !f.insideIT())
}

func stm16(f *fields, u *Op) bool {
	u.Code, u.N, u.Imm, u.X = Stm, f.reg('n'), f.v['l'], MultipleWriteback
	return u.Imm != 0
}

func ldm16(f *fields, u *Op) bool {
	u.Code, u.N, u.Imm = Ldm, f.reg('n'), f.v['l']
	u.X = 0
	if u.Imm>>u.N&1 == 0 {
		u.X = MultipleWriteback
	}
	return u.Imm != 0
}

func undefined(*fields, *Op) bool { return false }
