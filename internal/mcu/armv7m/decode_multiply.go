package armv7m

// multiplyPatterns are multiplications and divisions, ARM ARM A5.3.16-17.
// x, y: upper halves; r: rounding.
var multiplyPatterns = []pattern{
	{"111110110000 nnnn 1111 dddd 0000 mmmm", v7, mulForm(opMul, 0), "mul", says("mul{c}.w {Rd}, {Rn}, {Rm}")},
	{"111110110000 nnnn aaaa dddd 0000 mmmm", v7, mulForm(opMla, 0), "mla", says("mla{c} {Rd}, {Rn}, {Rm}, {Ra}")},
	{"111110110000 nnnn aaaa dddd 0001 mmmm", v7, mulForm(opMls, 0), "mls", says("mls{c} {Rd}, {Rn}, {Rm}, {Ra}")},
	{"111110111000 nnnn aaaa dddd 0000 mmmm", v7, longForm(opSmull, 0), "smull", says("smull{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111010 nnnn aaaa dddd 0000 mmmm", v7, longForm(opUmull, 0), "umull", says("umull{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111100 nnnn aaaa dddd 0000 mmmm", v7, longForm(opDSP, dspSmlal), "smlal", says("smlal{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111110 nnnn aaaa dddd 0000 mmmm", v7, longForm(opDSP, dspUmlal), "umlal", says("umlal{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111001 nnnn 1111 dddd 1111 mmmm", v7, mulForm(opSdiv, 0), "sdiv", says("sdiv{c} {Rd}, {Rn}, {Rm}")},
	{"111110111011 nnnn 1111 dddd 1111 mmmm", v7, mulForm(opUdiv, 0), "udiv", says("udiv{c} {Rd}, {Rn}, {Rm}")},

	{"111110110001 nnnn aaaa dddd 00xy mmmm", dsp, mulForm(opDSP, dspSmla), "smla", says("smla{xy}{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110001 nnnn 1111 dddd 00xy mmmm", "smul{xy}{c} {Rd}, {Rn}, {Rm}"})},
	{"111110110010 nnnn aaaa dddd 000y mmmm", dsp, mulForm(opDSP, dspSmlad), "smlad", says("smlad{x}{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110010 nnnn 1111 dddd 000y mmmm", "smuad{x}{c} {Rd}, {Rn}, {Rm}"})},
	{"111110110011 nnnn aaaa dddd 000y mmmm", dsp, mulForm(opDSP, dspSmlaw), "smlaw", says("smlaw{y}{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110011 nnnn 1111 dddd 000y mmmm", "smulw{y}{c} {Rd}, {Rn}, {Rm}"})},
	{"111110110100 nnnn aaaa dddd 000y mmmm", dsp, mulForm(opDSP, dspSmlsd), "smlsd", says("smlsd{x}{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110100 nnnn 1111 dddd 000y mmmm", "smusd{x}{c} {Rd}, {Rn}, {Rm}"})},
	{"111110110101 nnnn aaaa dddd 000y mmmm", dsp, mulForm(opDSP, dspSmmla), "smmla", says("smmla{r}{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110101 nnnn 1111 dddd 000y mmmm", "smmul{r}{c} {Rd}, {Rn}, {Rm}"})},
	{"111110110110 nnnn aaaa dddd 000y mmmm", dsp, mulForm(opDSP, dspSmmls), "smmls", says("smmls{r}{c} {Rd}, {Rn}, {Rm}, {Ra}")},
	{"111110110111 nnnn aaaa dddd 0000 mmmm", dsp, mulForm(opDSP, dspUsada8), "usada8", says("usada8{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110111 nnnn 1111 dddd 0000 mmmm", "usad8{c} {Rd}, {Rn}, {Rm}"})},
	{"111110111100 nnnn aaaa dddd 10xy mmmm", dsp, longForm(opDSP, dspSmlalxy), "smlal", says("smlal{xy}{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111100 nnnn aaaa dddd 110y mmmm", dsp, longForm(opDSP, dspSmlald), "smlald", says("smlald{x}{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111101 nnnn aaaa dddd 110y mmmm", dsp, longForm(opDSP, dspSmlsld), "smlsld", says("smlsld{x}{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111110 nnnn aaaa dddd 0110 mmmm", dsp, longForm(opDSP, dspUmaal), "umaal", says("umaal{c} {Ra}, {Rd}, {Rn}, {Rm}")},
}

// mulForm is d = a + n*m; a = PC means none, which reads as zero.
func mulForm(op opcode, sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.x = op, sub, uint8(f.v['x']<<1|f.v['y'])
		u.d, u.n, u.m, u.a = f.reg('d'), f.reg('n'), f.reg('m'), f.reg('a')
		if u.a == regPC {
			if op == opMla || op == opMls || op == opDSP && sub == dspSmmls {
				return false
			}
			u.a = regZero
		}
		return plainRegister(u.d, u.n, u.m) && u.a != regSP
	}
}

// longForm is d:a = n*m, with the low half in a.
func longForm(op opcode, sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.x = op, sub, uint8(f.v['x']<<1|f.v['y'])
		u.d, u.n, u.m, u.a = f.reg('d'), f.reg('n'), f.reg('m'), f.reg('a')
		return plainRegister(u.d, u.n, u.m, u.a) && u.a != u.d
	}
}

// dspPatterns are saturation, extension with addition, packing and parallel
// arithmetic, ARM ARM A5.3.13-15.
var dspPatterns = []pattern{
	{"1111 0011 0010 nnnn 0000 dddd 0000 wwww", dsp, saturate(dspSsat16), "ssat16", says("ssat16{c} {Rd}, #{w+1}, {Rn}")},
	{"1111 0011 1010 nnnn 0000 dddd 0000 wwww", dsp, saturate(dspUsat16), "usat16", says("usat16{c} {Rd}, #{w}, {Rn}")},
	{"1111 0011 00t0 nnnn 0iii dddd ii0 wwwww", v7, saturate(dspSsat), "ssat", says("ssat{c} {Rd}, #{w+1}, {Rn}{saturated}")},
	{"1111 0011 10t0 nnnn 0iii dddd ii0 wwwww", v7, saturate(dspUsat), "usat", says("usat{c} {Rd}, #{w}, {Rn}{saturated}")},
	{"11111010 0000 nnnn 1111 dddd 10rr mmmm", dsp, extendAdd(dspSxtah), "sxtah", says("sxtah{c} {Rd}, {Rn}, {Rm}{rotate}")},
	{"11111010 0001 nnnn 1111 dddd 10rr mmmm", dsp, extendAdd(dspUxtah), "uxtah", says("uxtah{c} {Rd}, {Rn}, {Rm}{rotate}")},
	{"11111010 0010 nnnn 1111 dddd 10rr mmmm", dsp, extendAdd(dspSxtab16), "sxtab16", says("sxtab16{c} {Rd}, {Rn}, {Rm}{rotate}",
		special{"11111010 0010 1111 1111 dddd 10rr mmmm", "sxtb16{c} {Rd}, {Rm}{rotate}"})},
	{"11111010 0011 nnnn 1111 dddd 10rr mmmm", dsp, extendAdd(dspUxtab16), "uxtab16", says("uxtab16{c} {Rd}, {Rn}, {Rm}{rotate}",
		special{"11111010 0011 1111 1111 dddd 10rr mmmm", "uxtb16{c} {Rd}, {Rm}{rotate}"})},
	{"11111010 0100 nnnn 1111 dddd 10rr mmmm", dsp, extendAdd(dspSxtab), "sxtab", says("sxtab{c} {Rd}, {Rn}, {Rm}{rotate}")},
	{"11111010 0101 nnnn 1111 dddd 10rr mmmm", dsp, extendAdd(dspUxtab), "uxtab", says("uxtab{c} {Rd}, {Rn}, {Rm}{rotate}")},
	{"1110101 0110 0nnnn 0iii dddd ii t 0 mmmm", dsp, pack, "pkh", says("",
		special{"1110101 0110 0nnnn 0iii dddd ii00 mmmm", "pkhbt{c} {Rd}, {Rn}, {Rm}{lsl}"},
		special{"1110101 0110 0nnnn 0iii dddd ii10 mmmm", "pkhtb{c} {Rd}, {Rn}, {Rm}, asr #{i32}"})},
	{"11111010 1000 nnnn 1111 dddd 1000 mmmm", dsp, saturating(dspQadd), "qadd", says("qadd{c} {Rd}, {Rm}, {Rn}")},
	{"11111010 1000 nnnn 1111 dddd 1001 mmmm", dsp, saturating(dspQdadd), "qdadd", says("qdadd{c} {Rd}, {Rm}, {Rn}")},
	{"11111010 1000 nnnn 1111 dddd 1010 mmmm", dsp, saturating(dspQsub), "qsub", says("qsub{c} {Rd}, {Rm}, {Rn}")},
	{"11111010 1000 nnnn 1111 dddd 1011 mmmm", dsp, saturating(dspQdsub), "qdsub", says("qdsub{c} {Rd}, {Rm}, {Rn}")},
	{"11111010 1010 nnnn 1111 dddd 1000 mmmm", dsp, mulForm(opDSP, dspSel), "sel", says("sel{c} {Rd}, {Rn}, {Rm}")},
	{"11111010 1ooo nnnn 1111 dddd 0ppp mmmm", dsp, parallel, "parallel", says("{parallel}{c} {Rd}, {Rn}, {Rm}")},
}

// Members of the class opDSP.
const (
	dspRev = iota
	dspRev16
	dspRevsh
	dspRbit
	dspSmlal
	dspUmlal
	dspSmla
	dspSmlad
	dspSmlaw
	dspSmlsd
	dspSmmla
	dspSmmls
	dspUsada8
	dspSmlalxy
	dspSmlald
	dspSmlsld
	dspUmaal
	dspSsat
	dspUsat
	dspSsat16
	dspUsat16
	dspSxtah
	dspUxtah
	dspSxtab16
	dspUxtab16
	dspSxtab
	dspUxtab
	dspPkh
	dspQadd
	dspQdadd
	dspQsub
	dspQdsub
	dspSel
	dspParallel // imm: operation<<3 | prefix
)

func dspUnary(sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.d, u.m = opDSP, sub, f.reg('d'), f.reg('m')
		return true
	}
}

// saturate keeps the width in a; x is the kind of shift, ASR or LSL, by imm.
func saturate(sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.d, u.n, u.imm = opDSP, sub, f.reg('d'), f.reg('n'), f.v['i']
		u.a, u.x = f.reg('w'), uint8(f.v['t'])
		if sub == dspSsat || sub == dspSsat16 {
			u.a++
		}
		if u.x == 1 && u.imm == 0 { // that encoding is the one of SSAT16 and USAT16
			return false
		}
		return plainRegister(u.d, u.n)
	}
}

func extendAdd(sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.d, u.n, u.m, u.imm = opDSP, sub, f.reg('d'), f.reg('n'), f.reg('m'), f.v['r']*8
		if u.n == regPC {
			u.n = regZero
		}
		return plainRegister(u.d, u.m) && u.n != regSP
	}
}

func pack(f *fields, u *uop) bool {
	u.op, u.sub, u.d, u.n, u.m = opDSP, dspPkh, f.reg('d'), f.reg('n'), f.reg('m')
	u.imm, u.x = f.v['i'], uint8(f.v['t'])
	if u.x == 1 && u.imm == 0 {
		u.imm = 32
	}
	return plainRegister(u.d, u.n, u.m)
}

func saturating(sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.d, u.n, u.m = opDSP, sub, f.reg('d'), f.reg('n'), f.reg('m')
		return plainRegister(u.d, u.n, u.m)
	}
}

func parallel(f *fields, u *uop) bool {
	o, p := f.v['o'], f.v['p']
	u.op, u.sub, u.d, u.n, u.m, u.imm = opDSP, dspParallel, f.reg('d'), f.reg('n'), f.reg('m'), o<<3|p
	return o != 3 && o != 7 && p != 3 && p != 7 && plainRegister(u.d, u.n, u.m)
}
