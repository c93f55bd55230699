package armv7m

import "tinyol-sim/internal/mcu/armv7m/thumb"

// dataPatterns are the 32-bit data operations, ARM ARM A5.3.1, A5.3.3,
// A5.3.11-12. s: set flags, i: immediate, t: type of shift.
var dataPatterns = []pattern{
	{"1110101 0000 snnnn 0iii dddd iitt mmmm", v7, shifted(aluAnd), "and", says("and{s}{c}.w {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 0000 1nnnn 0iii 1111 iitt mmmm", "tst{c}.w {Rn}, {Rm}{shift}"})},
	{"1110101 0001 snnnn 0iii dddd iitt mmmm", v7, shifted(aluBic), "bic", says("bic{s}{c}.w {Rd}, {Rn}, {Rm}{shift}")},
	{"1110101 0010 snnnn 0iii dddd iitt mmmm", v7, shifted(aluOrr), "orr", says("orr{s}{c}.w {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 0010 s1111 0iii dddd iitt mmmm", "mov{s}{c}.w {Rd}, {Rm}{shift}"})},
	{"1110101 0011 snnnn 0iii dddd iitt mmmm", v7, shifted(aluOrn), "orn", says("orn{s}{c} {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 0011 s1111 0iii dddd iitt mmmm", "mvn{s}{c}.w {Rd}, {Rm}{shift}"})},
	{"1110101 0100 snnnn 0iii dddd iitt mmmm", v7, shifted(aluEor), "eor", says("eor{s}{c}.w {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 0100 1nnnn 0iii 1111 iitt mmmm", "teq{c} {Rn}, {Rm}{shift}"})},
	{"1110101 1000 snnnn 0iii dddd iitt mmmm", v7, shifted(aluAdd), "add", says("add{s}{c}.w {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 1000 1nnnn 0iii 1111 iitt mmmm", "cmn{c}.w {Rn}, {Rm}{shift}"})},
	{"1110101 1010 snnnn 0iii dddd iitt mmmm", v7, shifted(aluAdc), "adc", says("adc{s}{c}.w {Rd}, {Rn}, {Rm}{shift}")},
	{"1110101 1011 snnnn 0iii dddd iitt mmmm", v7, shifted(aluSbc), "sbc", says("sbc{s}{c}.w {Rd}, {Rn}, {Rm}{shift}")},
	{"1110101 1101 snnnn 0iii dddd iitt mmmm", v7, shifted(aluSub), "sub", says("sub{s}{c}.w {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 1101 1nnnn 0iii 1111 iitt mmmm", "cmp{c}.w {Rn}, {Rm}{shift}"})},
	{"1110101 1110 snnnn 0iii dddd iitt mmmm", v7, shifted(aluRsb), "rsb", says("rsb{s}{c} {Rd}, {Rn}, {Rm}{shift}")},

	{"11110i0 0000 snnnn 0iii dddd iiiiiiii", v7, modified(aluAnd), "and", says("and{s}{c}.w {Rd}, {Rn}, #{expand}",
		special{"11110i0 0000 1nnnn 0iii 1111 iiiiiiii", "tst{c}.w {Rn}, #{expand}"})},
	{"11110i0 0001 snnnn 0iii dddd iiiiiiii", v7, modified(aluBic), "bic", says("bic{s}{c}.w {Rd}, {Rn}, #{expand}")},
	{"11110i0 0010 snnnn 0iii dddd iiiiiiii", v7, modified(aluOrr), "orr", says("orr{s}{c}.w {Rd}, {Rn}, #{expand}",
		special{"11110i0 0010 s1111 0iii dddd iiiiiiii", "mov{s}{c}.w {Rd}, #{expand}"})},
	{"11110i0 0011 snnnn 0iii dddd iiiiiiii", v7, modified(aluOrn), "orn", says("orn{s}{c} {Rd}, {Rn}, #{expand}",
		special{"11110i0 0011 s1111 0iii dddd iiiiiiii", "mvn{s}{c}.w {Rd}, #{expand}"})},
	{"11110i0 0100 snnnn 0iii dddd iiiiiiii", v7, modified(aluEor), "eor", says("eor{s}{c}.w {Rd}, {Rn}, #{expand}",
		special{"11110i0 0100 1nnnn 0iii 1111 iiiiiiii", "teq{c} {Rn}, #{expand}"})},
	{"11110i0 1000 snnnn 0iii dddd iiiiiiii", v7, modified(aluAdd), "add", says("add{s}{c}.w {Rd}, {Rn}, #{expand}",
		special{"11110i0 1000 1nnnn 0iii 1111 iiiiiiii", "cmn{c}.w {Rn}, #{expand}"})},
	{"11110i0 1010 snnnn 0iii dddd iiiiiiii", v7, modified(aluAdc), "adc", says("adc{s}{c}.w {Rd}, {Rn}, #{expand}")},
	{"11110i0 1011 snnnn 0iii dddd iiiiiiii", v7, modified(aluSbc), "sbc", says("sbc{s}{c}.w {Rd}, {Rn}, #{expand}")},
	{"11110i0 1101 snnnn 0iii dddd iiiiiiii", v7, modified(aluSub), "sub", says("sub{s}{c}.w {Rd}, {Rn}, #{expand}",
		special{"11110i0 1101 1nnnn 0iii 1111 iiiiiiii", "cmp{c}.w {Rn}, #{expand}"})},
	{"11110i0 1110 snnnn 0iii dddd iiiiiiii", v7, modified(aluRsb), "rsb", says("rsb{s}{c} {Rd}, {Rn}, #{expand}")},

	{"11110i10 0000 nnnn 0iii dddd iiiiiiii", v7, plain(aluAdd), "addw", says("addw{c} {Rd}, {Rn}, #{i}",
		special{"11110i10 0000 1111 0iii dddd iiiiiiii", "addw{c} {Rd}, pc, #{i}{literal+}"})},
	{"11110i10 1010 nnnn 0iii dddd iiiiiiii", v7, plain(aluSub), "subw", says("subw{c} {Rd}, {Rn}, #{i}",
		special{"11110i10 1010 1111 0iii dddd iiiiiiii", "subw{c} {Rd}, pc, #{i}{literal-}"})},
	{"11110i10 0100 jjjj 0iii dddd iiiiiiii", v7, movw, "movw", says("movw{c} {Rd}, #{half}")},
	{"11110i10 1100 jjjj 0iii dddd iiiiiiii", v7, movt, "movt", says("movt{c} {Rd}, #{half}")},
	{"11110011 0100 nnnn 0iii dddd ii0 wwwww", v7, bitField(opSbfx), "sbfx", says("sbfx{c} {Rd}, {Rn}, #{i}, #{w+1}")},
	{"11110011 1100 nnnn 0iii dddd ii0 wwwww", v7, bitField(opUbfx), "ubfx", says("ubfx{c} {Rd}, {Rn}, #{i}, #{w+1}")},
	{"11110011 0110 nnnn 0iii dddd ii0 wwwww", v7, bitField(opBfi), "bfi", says("bfi{c} {Rd}, {Rn}, #{i}, #{width}",
		special{"11110011 0110 1111 0iii dddd ii0 wwwww", "bfc{c} {Rd}, #{i}, #{width}"})},

	{"11111010 0tts nnnn 1111 dddd 0000 mmmm", v7, shiftReg32, "shift", says("",
		special{"11111010 000s nnnn 1111 dddd 0000 mmmm", "lsl{s}{c}.w {Rd}, {Rn}, {Rm}"},
		special{"11111010 001s nnnn 1111 dddd 0000 mmmm", "lsr{s}{c}.w {Rd}, {Rn}, {Rm}"},
		special{"11111010 010s nnnn 1111 dddd 0000 mmmm", "asr{s}{c}.w {Rd}, {Rn}, {Rm}"},
		special{"11111010 011s nnnn 1111 dddd 0000 mmmm", "ror{s}{c}.w {Rd}, {Rn}, {Rm}"})},
	{"11111010 0000 1111 1111 dddd 10rr mmmm", v7, extend(opSxth), "sxth", says("sxth{c}.w {Rd}, {Rm}{rotate}")},
	{"11111010 0001 1111 1111 dddd 10rr mmmm", v7, extend(opUxth), "uxth", says("uxth{c}.w {Rd}, {Rm}{rotate}")},
	{"11111010 0100 1111 1111 dddd 10rr mmmm", v7, extend(opSxtb), "sxtb", says("sxtb{c}.w {Rd}, {Rm}{rotate}")},
	{"11111010 0101 1111 1111 dddd 10rr mmmm", v7, extend(opUxtb), "uxtb", says("uxtb{c}.w {Rd}, {Rm}{rotate}")},
	{"11111010 1011 nnnn 1111 dddd 1000 mmmm", v7, twice(opClz, 0), "clz", says("clz{c} {Rd}, {Rm}")},
	{"11111010 1001 nnnn 1111 dddd 1000 mmmm", v7, twice(opDSP, dspRev), "rev", says("rev{c}.w {Rd}, {Rm}")},
	{"11111010 1001 nnnn 1111 dddd 1001 mmmm", v7, twice(opDSP, dspRev16), "rev16", says("rev16{c}.w {Rd}, {Rm}")},
	{"11111010 1001 nnnn 1111 dddd 1010 mmmm", v7, twice(opDSP, dspRbit), "rbit", says("rbit{c} {Rd}, {Rm}")},
	{"11111010 1001 nnnn 1111 dddd 1011 mmmm", v7, twice(opDSP, dspRevsh), "revsh", says("revsh{c}.w {Rd}, {Rm}")},
}

// plainRegister excludes SP and PC, which most 32-bit operations do not take.
func plainRegister(regs ...uint8) bool {
	for _, r := range regs {
		if r == regSP || r == regPC {
			return false
		}
	}
	return true
}

// resolve gives an operation with n or d = PC its other name: MOV for ORR,
// TST for AND and so on, and says whether the registers are allowed.
func (u *uop) resolve(op alu, setFlags bool) (alu, bool) {
	if u.n == regPC {
		switch op {
		case aluOrr:
			op = aluMov
		case aluOrn:
			op = aluMvn
		default:
			return op, false
		}
		u.n = 0
	}
	if u.d == regPC {
		compare := map[alu]alu{aluAnd: aluTst, aluEor: aluTeq, aluAdd: aluCmn, aluSub: aluCmp}
		other, ok := compare[op]
		if !ok || !setFlags {
			return op, false
		}
		op, u.d = other, 0
	}
	// SP as a result is for ADD, SUB (with SP as operand) and MOV; as an
	// operand for these and the comparisons CMP and CMN.
	arithmetic := op == aluAdd || op == aluSub || op == aluCmp || op == aluCmn
	if u.n == regSP && !arithmetic {
		return op, false
	}
	if u.d == regSP && !(op == aluMov && !setFlags || arithmetic && u.n == regSP) {
		return op, false
	}
	return op, true
}

func modified(op alu) form {
	return func(f *fields, u *uop) bool {
		s := f.reg('s')
		u.d, u.n = f.reg('d'), f.reg('n')
		op, ok := u.resolve(op, s == 1)
		if u.d == regSP && op == aluMov {
			return false
		}
		var rotated bool
		if u.imm, rotated = thumb.ExpandImmediate(f.v['i']); rotated {
			u.x = uint8(u.imm >> 31)
		}
		u.data(opAndImm, op, s)
		u.stackResult()
		return ok
	}
}

func shifted(op alu) form {
	return func(f *fields, u *uop) bool {
		s := f.reg('s')
		u.d, u.n, u.m = f.reg('d'), f.reg('n'), f.reg('m')
		kind, amount := uint8(f.v['t']), f.v['i']
		op, ok := u.resolve(op, s == 1)
		mov := op == aluMov
		if !ok || u.m == regPC || u.m == regSP && !(mov && s == 0 && amount == 0 && kind == 0 && u.d != regSP) {
			return false
		}
		if u.d == regSP && !mov && (kind != shiftLSL || amount > 3) || u.d == regSP && mov && (kind != 0 || amount != 0) {
			return false
		}
		u.imm = amount
		if mov {
			ok = u.shiftImm(kind, s == 1)
		} else {
			u.operandShift(op, kind, s == 1)
		}
		u.stackResult()
		return ok
	}
}

// operandShift makes an operation on a register shifted by imm.
func (u *uop) operandShift(op alu, kind uint8, setFlags bool) {
	s := uint8(0)
	if setFlags {
		s = 1
	}
	u.data(opAndReg, op, s)
	if kind == shiftLSL && u.imm == 0 {
		return
	}
	if u.imm == 0 {
		if kind == shiftROR {
			kind = shiftRRX
		} else {
			u.imm = 32
		}
	}
	u.sub, u.a, u.m = uint8(u.op), u.m, regShifted
	u.op = opLslThen + opcode(kind)
	u.x = 0
	if setFlags && op.logical() {
		u.x = 1
	}
}

// stackResult keeps bits 1:0 of SP at zero.
func (u *uop) stackResult() {
	if u.d != regSP || u.op == opAddImm && u.n == regSP && u.imm&3 == 0 {
		return
	}
	if u.op >= opTstImm && u.op <= opTeqImmS || u.op >= opCmnImm && u.op <= opCmpImmS ||
		u.op >= opTstReg && u.op <= opTeqRegS || u.op >= opCmnReg && u.op <= opCmpRegS {
		return
	}
	u.a2, u.op = uint8(u.op), opSPResult
}

func plain(op alu) form {
	return func(f *fields, u *uop) bool {
		u.d, u.n, u.imm = f.reg('d'), f.reg('n'), f.v['i']
		if u.n == regPC { // ADR
			pc := (f.pc + 4) &^ 3
			if op == aluSub {
				pc -= u.imm
			} else {
				pc += u.imm
			}
			u.imm = pc
			u.data(opAndImm, aluMov, 0)
			return plainRegister(u.d)
		}
		u.data(opAndImm, op, 0)
		u.stackResult()
		return u.d != regPC && (u.d != regSP || u.n == regSP)
	}
}

func movw(f *fields, u *uop) bool {
	u.d, u.imm = f.reg('d'), f.v['j']<<12|f.v['i']
	u.data(opAndImm, aluMov, 0)
	return plainRegister(u.d)
}

func movt(f *fields, u *uop) bool {
	u.op, u.d, u.imm = opMovt, f.reg('d'), f.v['j']<<12|f.v['i']
	return plainRegister(u.d)
}

func bitField(op opcode) form {
	return func(f *fields, u *uop) bool {
		u.op, u.d, u.n, u.imm, u.x = op, f.reg('d'), f.reg('n'), f.v['i'], uint8(f.v['w'])+1
		if op == opBfi { // w is the most significant bit; n = PC clears (BFC)
			msb := f.v['w']
			if msb < u.imm || u.n == regSP {
				return false
			}
			u.x = uint8(msb - u.imm + 1)
			if u.n == regPC {
				u.n = regZero
			}
			return plainRegister(u.d)
		}
		if !plainRegister(u.d, u.n) || u.imm+uint32(u.x) > 32 {
			return false
		}
		// Shift the field up to the top and down again.
		u.a, u.x = uint8(32-u.imm)-u.x, 32-u.x
		return true
	}
}

func shiftReg32(f *fields, u *uop) bool {
	u.op, u.sub, u.x = opShiftReg, uint8(f.v['t']), f.reg('s')
	u.d, u.n, u.m = f.reg('d'), f.reg('n'), f.reg('m')
	return plainRegister(u.d, u.n, u.m)
}

// extend takes the register rotated right by 8*r.
func extend(op opcode) form {
	return func(f *fields, u *uop) bool {
		u.op, u.d, u.m, u.imm = op, f.reg('d'), f.reg('m'), f.v['r']*8
		return plainRegister(u.d, u.m)
	}
}

// twice is for encodings that hold the operand in both n and m.
func twice(op opcode, sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.d, u.m = op, sub, f.reg('d'), f.reg('m')
		return plainRegister(u.d, u.m) && f.v['n'] == f.v['m']
	}
}
