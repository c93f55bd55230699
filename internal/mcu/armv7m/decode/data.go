package decode

import "tinyol-sim/internal/mcu/armv7m/thumb"

// dataPatterns are the 32-bit data operations, ARM ARM A5.3.1, A5.3.3,
// A5.3.11-12. s: set flags, i: immediate, t: type of shift.
var dataPatterns = []pattern{
	{"1110101 0000 snnnn 0iii dddd iitt mmmm", V7, shifted(ALUAnd), "and", says("and{s}{c}.w {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 0000 1nnnn 0iii 1111 iitt mmmm", "tst{c}.w {Rn}, {Rm}{shift}"})},
	{"1110101 0001 snnnn 0iii dddd iitt mmmm", V7, shifted(ALUBic), "bic", says("bic{s}{c}.w {Rd}, {Rn}, {Rm}{shift}")},
	{"1110101 0010 snnnn 0iii dddd iitt mmmm", V7, shifted(ALUOrr), "orr", says("orr{s}{c}.w {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 0010 s1111 0iii dddd iitt mmmm", "mov{s}{c}.w {Rd}, {Rm}{shift}"})},
	{"1110101 0011 snnnn 0iii dddd iitt mmmm", V7, shifted(ALUOrn), "orn", says("orn{s}{c} {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 0011 s1111 0iii dddd iitt mmmm", "mvn{s}{c}.w {Rd}, {Rm}{shift}"})},
	{"1110101 0100 snnnn 0iii dddd iitt mmmm", V7, shifted(ALUEor), "eor", says("eor{s}{c}.w {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 0100 1nnnn 0iii 1111 iitt mmmm", "teq{c} {Rn}, {Rm}{shift}"})},
	{"1110101 1000 snnnn 0iii dddd iitt mmmm", V7, shifted(ALUAdd), "add", says("add{s}{c}.w {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 1000 1nnnn 0iii 1111 iitt mmmm", "cmn{c}.w {Rn}, {Rm}{shift}"})},
	{"1110101 1010 snnnn 0iii dddd iitt mmmm", V7, shifted(ALUAdc), "adc", says("adc{s}{c}.w {Rd}, {Rn}, {Rm}{shift}")},
	{"1110101 1011 snnnn 0iii dddd iitt mmmm", V7, shifted(ALUSbc), "sbc", says("sbc{s}{c}.w {Rd}, {Rn}, {Rm}{shift}")},
	{"1110101 1101 snnnn 0iii dddd iitt mmmm", V7, shifted(ALUSub), "sub", says("sub{s}{c}.w {Rd}, {Rn}, {Rm}{shift}",
		special{"1110101 1101 1nnnn 0iii 1111 iitt mmmm", "cmp{c}.w {Rn}, {Rm}{shift}"})},
	{"1110101 1110 snnnn 0iii dddd iitt mmmm", V7, shifted(ALURsb), "rsb", says("rsb{s}{c} {Rd}, {Rn}, {Rm}{shift}")},

	{"11110i0 0000 snnnn 0iii dddd iiiiiiii", V7, modified(ALUAnd), "and", says("and{s}{c}.w {Rd}, {Rn}, #{expand}",
		special{"11110i0 0000 1nnnn 0iii 1111 iiiiiiii", "tst{c}.w {Rn}, #{expand}"})},
	{"11110i0 0001 snnnn 0iii dddd iiiiiiii", V7, modified(ALUBic), "bic", says("bic{s}{c}.w {Rd}, {Rn}, #{expand}")},
	{"11110i0 0010 snnnn 0iii dddd iiiiiiii", V7, modified(ALUOrr), "orr", says("orr{s}{c}.w {Rd}, {Rn}, #{expand}",
		special{"11110i0 0010 s1111 0iii dddd iiiiiiii", "mov{s}{c}.w {Rd}, #{expand}"})},
	{"11110i0 0011 snnnn 0iii dddd iiiiiiii", V7, modified(ALUOrn), "orn", says("orn{s}{c} {Rd}, {Rn}, #{expand}",
		special{"11110i0 0011 s1111 0iii dddd iiiiiiii", "mvn{s}{c}.w {Rd}, #{expand}"})},
	{"11110i0 0100 snnnn 0iii dddd iiiiiiii", V7, modified(ALUEor), "eor", says("eor{s}{c}.w {Rd}, {Rn}, #{expand}",
		special{"11110i0 0100 1nnnn 0iii 1111 iiiiiiii", "teq{c} {Rn}, #{expand}"})},
	{"11110i0 1000 snnnn 0iii dddd iiiiiiii", V7, modified(ALUAdd), "add", says("add{s}{c}.w {Rd}, {Rn}, #{expand}",
		special{"11110i0 1000 1nnnn 0iii 1111 iiiiiiii", "cmn{c}.w {Rn}, #{expand}"})},
	{"11110i0 1010 snnnn 0iii dddd iiiiiiii", V7, modified(ALUAdc), "adc", says("adc{s}{c}.w {Rd}, {Rn}, #{expand}")},
	{"11110i0 1011 snnnn 0iii dddd iiiiiiii", V7, modified(ALUSbc), "sbc", says("sbc{s}{c}.w {Rd}, {Rn}, #{expand}")},
	{"11110i0 1101 snnnn 0iii dddd iiiiiiii", V7, modified(ALUSub), "sub", says("sub{s}{c}.w {Rd}, {Rn}, #{expand}",
		special{"11110i0 1101 1nnnn 0iii 1111 iiiiiiii", "cmp{c}.w {Rn}, #{expand}"})},
	{"11110i0 1110 snnnn 0iii dddd iiiiiiii", V7, modified(ALURsb), "rsb", says("rsb{s}{c} {Rd}, {Rn}, #{expand}")},

	{"11110i10 0000 nnnn 0iii dddd iiiiiiii", V7, plain(ALUAdd), "addw", says("addw{c} {Rd}, {Rn}, #{i}",
		special{"11110i10 0000 1111 0iii dddd iiiiiiii", "addw{c} {Rd}, pc, #{i}{literal+}"})},
	{"11110i10 1010 nnnn 0iii dddd iiiiiiii", V7, plain(ALUSub), "subw", says("subw{c} {Rd}, {Rn}, #{i}",
		special{"11110i10 1010 1111 0iii dddd iiiiiiii", "subw{c} {Rd}, pc, #{i}{literal-}"})},
	{"11110i10 0100 jjjj 0iii dddd iiiiiiii", V7, movw, "movw", says("movw{c} {Rd}, #{half}")},
	{"11110i10 1100 jjjj 0iii dddd iiiiiiii", V7, movt, "movt", says("movt{c} {Rd}, #{half}")},
	{"11110011 0100 nnnn 0iii dddd ii0 wwwww", V7, bitField(Sbfx), "sbfx", says("sbfx{c} {Rd}, {Rn}, #{i}, #{w+1}")},
	{"11110011 1100 nnnn 0iii dddd ii0 wwwww", V7, bitField(Ubfx), "ubfx", says("ubfx{c} {Rd}, {Rn}, #{i}, #{w+1}")},
	{"11110011 0110 nnnn 0iii dddd ii0 wwwww", V7, bitField(Bfi), "bfi", says("bfi{c} {Rd}, {Rn}, #{i}, #{width}",
		special{"11110011 0110 1111 0iii dddd ii0 wwwww", "bfc{c} {Rd}, #{i}, #{width}"})},

	{"11111010 0tts nnnn 1111 dddd 0000 mmmm", V7, shiftReg32, "shift", says("",
		special{"11111010 000s nnnn 1111 dddd 0000 mmmm", "lsl{s}{c}.w {Rd}, {Rn}, {Rm}"},
		special{"11111010 001s nnnn 1111 dddd 0000 mmmm", "lsr{s}{c}.w {Rd}, {Rn}, {Rm}"},
		special{"11111010 010s nnnn 1111 dddd 0000 mmmm", "asr{s}{c}.w {Rd}, {Rn}, {Rm}"},
		special{"11111010 011s nnnn 1111 dddd 0000 mmmm", "ror{s}{c}.w {Rd}, {Rn}, {Rm}"})},
	{"11111010 0000 1111 1111 dddd 10rr mmmm", V7, extend(Sxth), "sxth", says("sxth{c}.w {Rd}, {Rm}{rotate}")},
	{"11111010 0001 1111 1111 dddd 10rr mmmm", V7, extend(Uxth), "uxth", says("uxth{c}.w {Rd}, {Rm}{rotate}")},
	{"11111010 0100 1111 1111 dddd 10rr mmmm", V7, extend(Sxtb), "sxtb", says("sxtb{c}.w {Rd}, {Rm}{rotate}")},
	{"11111010 0101 1111 1111 dddd 10rr mmmm", V7, extend(Uxtb), "uxtb", says("uxtb{c}.w {Rd}, {Rm}{rotate}")},
	{"11111010 1011 nnnn 1111 dddd 1000 mmmm", V7, twice(Clz, 0), "clz", says("clz{c} {Rd}, {Rm}")},
	{"11111010 1001 nnnn 1111 dddd 1000 mmmm", V7, twice(DSP, DSPRev), "rev", says("rev{c}.w {Rd}, {Rm}")},
	{"11111010 1001 nnnn 1111 dddd 1001 mmmm", V7, twice(DSP, DSPRev16), "rev16", says("rev16{c}.w {Rd}, {Rm}")},
	{"11111010 1001 nnnn 1111 dddd 1010 mmmm", V7, twice(DSP, DSPRbit), "rbit", says("rbit{c} {Rd}, {Rm}")},
	{"11111010 1001 nnnn 1111 dddd 1011 mmmm", V7, twice(DSP, DSPRevsh), "revsh", says("revsh{c}.w {Rd}, {Rm}")},
}

// plainRegister excludes SP and PC, which most 32-bit operations do not take.
func plainRegister(regs ...uint8) bool {
	for _, r := range regs {
		if r == thumb.SP || r == thumb.PC {
			return false
		}
	}
	return true
}

// resolve gives an operation with n or d = PC its other name: MOV for ORR,
// TST for AND and so on, and says whether the registers are allowed.
func (u *Op) resolve(op ALU, setFlags bool) (ALU, bool) {
	if u.N == thumb.PC {
		switch op {
		case ALUOrr:
			op = ALUMov
		case ALUOrn:
			op = ALUMvn
		default:
			return op, false
		}
		u.N = 0
	}
	if u.D == thumb.PC {
		compare := map[ALU]ALU{ALUAnd: ALUTst, ALUEor: ALUTeq, ALUAdd: ALUCmn, ALUSub: ALUCmp}
		other, ok := compare[op]
		if !ok || !setFlags {
			return op, false
		}
		op, u.D = other, 0
	}
	// SP as a result is for ADD, SUB (with SP as operand) and MOV; as an
	// operand for these and the comparisons CMP and CMN.
	arithmetic := op == ALUAdd || op == ALUSub || op == ALUCmp || op == ALUCmn
	if u.N == thumb.SP && !arithmetic {
		return op, false
	}
	if u.D == thumb.SP && !(op == ALUMov && !setFlags || arithmetic && u.N == thumb.SP) {
		return op, false
	}
	return op, true
}

func modified(op ALU) form {
	return func(f *fields, u *Op) bool {
		s := f.reg('s')
		u.D, u.N = f.reg('d'), f.reg('n')
		op, ok := u.resolve(op, s == 1)
		if u.D == thumb.SP && op == ALUMov {
			return false
		}
		var rotated bool
		if u.Imm, rotated = thumb.ExpandImmediate(f.v['i']); rotated {
			u.X = uint8(u.Imm >> 31)
		}
		u.data(AndImm, op, s)
		u.stackResult()
		return ok
	}
}

func shifted(op ALU) form {
	return func(f *fields, u *Op) bool {
		s := f.reg('s')
		u.D, u.N, u.M = f.reg('d'), f.reg('n'), f.reg('m')
		kind, amount := uint8(f.v['t']), f.v['i']
		op, ok := u.resolve(op, s == 1)
		mov := op == ALUMov
		if !ok || u.M == thumb.PC || u.M == thumb.SP && !(mov && s == 0 && amount == 0 && kind == 0 && u.D != thumb.SP) {
			return false
		}
		if u.D == thumb.SP && !mov && (kind != thumb.LSL || amount > 3) || u.D == thumb.SP && mov && (kind != 0 || amount != 0) {
			return false
		}
		u.Imm = amount
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
func (u *Op) operandShift(op ALU, kind uint8, setFlags bool) {
	s := uint8(0)
	if setFlags {
		s = 1
	}
	u.data(AndReg, op, s)
	if kind == thumb.LSL && u.Imm == 0 {
		return
	}
	if u.Imm == 0 {
		if kind == thumb.ROR {
			kind = thumb.RRX
		} else {
			u.Imm = 32
		}
	}
	u.Sub, u.A, u.M = uint8(u.Code), u.M, RegShifted
	u.Code = LslThen + Code(kind)
	u.X = 0
	if setFlags && op.Logical() {
		u.X = 1
	}
}

// stackResult keeps bits 1:0 of SP at zero.
func (u *Op) stackResult() {
	if u.D != thumb.SP || u.Code == AddImm && u.N == thumb.SP && u.Imm&3 == 0 {
		return
	}
	if u.Code >= TstImm && u.Code <= TeqImmS || u.Code >= CmnImm && u.Code <= CmpImmS ||
		u.Code >= TstReg && u.Code <= TeqRegS || u.Code >= CmnReg && u.Code <= CmpRegS {
		return
	}
	u.A2, u.Code = uint8(u.Code), SPResult
}

func plain(op ALU) form {
	return func(f *fields, u *Op) bool {
		u.D, u.N, u.Imm = f.reg('d'), f.reg('n'), f.v['i']
		if u.N == thumb.PC { // ADR
			pc := (f.pc + 4) &^ 3
			if op == ALUSub {
				pc -= u.Imm
			} else {
				pc += u.Imm
			}
			u.Imm = pc
			u.data(AndImm, ALUMov, 0)
			return plainRegister(u.D)
		}
		u.data(AndImm, op, 0)
		u.stackResult()
		return u.D != thumb.PC && (u.D != thumb.SP || u.N == thumb.SP)
	}
}

func movw(f *fields, u *Op) bool {
	u.D, u.Imm = f.reg('d'), f.v['j']<<12|f.v['i']
	u.data(AndImm, ALUMov, 0)
	return plainRegister(u.D)
}

func movt(f *fields, u *Op) bool {
	u.Code, u.D, u.Imm = Movt, f.reg('d'), f.v['j']<<12|f.v['i']
	return plainRegister(u.D)
}

func bitField(op Code) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.D, u.N, u.Imm, u.X = op, f.reg('d'), f.reg('n'), f.v['i'], uint8(f.v['w'])+1
		if op == Bfi { // w is the most significant bit; n = PC clears (BFC)
			msb := f.v['w']
			if msb < u.Imm || u.N == thumb.SP {
				return false
			}
			u.X = uint8(msb - u.Imm + 1)
			if u.N == thumb.PC {
				u.N = regZero
			}
			return plainRegister(u.D)
		}
		if !plainRegister(u.D, u.N) || u.Imm+uint32(u.X) > 32 {
			return false
		}
		// Shift the field up to the top and down again.
		u.A, u.X = uint8(32-u.Imm)-u.X, 32-u.X
		return true
	}
}

func shiftReg32(f *fields, u *Op) bool {
	u.Code, u.Sub, u.X = ShiftReg, uint8(f.v['t']), f.reg('s')
	u.D, u.N, u.M = f.reg('d'), f.reg('n'), f.reg('m')
	return plainRegister(u.D, u.N, u.M)
}

// extend takes the register rotated right by 8*r.
func extend(op Code) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.D, u.M, u.Imm = op, f.reg('d'), f.reg('m'), f.v['r']*8
		return plainRegister(u.D, u.M)
	}
}

// twice is for encodings that hold the operand in both n and m.
func twice(op Code, sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.D, u.M = op, sub, f.reg('d'), f.reg('m')
		return plainRegister(u.D, u.M) && f.v['n'] == f.v['m']
	}
}
