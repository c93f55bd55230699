package decode

import "tinyol-sim/internal/mcu/armv7m/thumb"

// multiplyPatterns are multiplications and divisions, ARM ARM A5.3.16-17.
// x, y: upper halves; r: rounding.
var multiplyPatterns = []pattern{
	{"111110110000 nnnn 1111 dddd 0000 mmmm", V7, mulForm(Mul, 0), "mul", says("mul{c}.w {Rd}, {Rn}, {Rm}")},
	{"111110110000 nnnn aaaa dddd 0000 mmmm", V7, mulForm(Mla, 0), "mla", says("mla{c} {Rd}, {Rn}, {Rm}, {Ra}")},
	{"111110110000 nnnn aaaa dddd 0001 mmmm", V7, mulForm(Mls, 0), "mls", says("mls{c} {Rd}, {Rn}, {Rm}, {Ra}")},
	{"111110111000 nnnn aaaa dddd 0000 mmmm", V7, longForm(Smull, 0), "smull", says("smull{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111010 nnnn aaaa dddd 0000 mmmm", V7, longForm(Umull, 0), "umull", says("umull{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111100 nnnn aaaa dddd 0000 mmmm", V7, longForm(DSP, DSPSmlal), "smlal", says("smlal{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111110 nnnn aaaa dddd 0000 mmmm", V7, longForm(DSP, DSPUmlal), "umlal", says("umlal{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111001 nnnn 1111 dddd 1111 mmmm", V7, mulForm(Sdiv, 0), "sdiv", says("sdiv{c} {Rd}, {Rn}, {Rm}")},
	{"111110111011 nnnn 1111 dddd 1111 mmmm", V7, mulForm(Udiv, 0), "udiv", says("udiv{c} {Rd}, {Rn}, {Rm}")},

	{"111110110001 nnnn aaaa dddd 00xy mmmm", WithDSP, mulForm(DSP, DSPSmla), "smla", says("smla{xy}{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110001 nnnn 1111 dddd 00xy mmmm", "smul{xy}{c} {Rd}, {Rn}, {Rm}"})},
	{"111110110010 nnnn aaaa dddd 000y mmmm", WithDSP, mulForm(DSP, DSPSmlad), "smlad", says("smlad{x}{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110010 nnnn 1111 dddd 000y mmmm", "smuad{x}{c} {Rd}, {Rn}, {Rm}"})},
	{"111110110011 nnnn aaaa dddd 000y mmmm", WithDSP, mulForm(DSP, DSPSmlaw), "smlaw", says("smlaw{y}{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110011 nnnn 1111 dddd 000y mmmm", "smulw{y}{c} {Rd}, {Rn}, {Rm}"})},
	{"111110110100 nnnn aaaa dddd 000y mmmm", WithDSP, mulForm(DSP, DSPSmlsd), "smlsd", says("smlsd{x}{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110100 nnnn 1111 dddd 000y mmmm", "smusd{x}{c} {Rd}, {Rn}, {Rm}"})},
	{"111110110101 nnnn aaaa dddd 000y mmmm", WithDSP, mulForm(DSP, DSPSmmla), "smmla", says("smmla{r}{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110101 nnnn 1111 dddd 000y mmmm", "smmul{r}{c} {Rd}, {Rn}, {Rm}"})},
	{"111110110110 nnnn aaaa dddd 000y mmmm", WithDSP, mulForm(DSP, DSPSmmls), "smmls", says("smmls{r}{c} {Rd}, {Rn}, {Rm}, {Ra}")},
	{"111110110111 nnnn aaaa dddd 0000 mmmm", WithDSP, mulForm(DSP, DSPUsada8), "usada8", says("usada8{c} {Rd}, {Rn}, {Rm}, {Ra}",
		special{"111110110111 nnnn 1111 dddd 0000 mmmm", "usad8{c} {Rd}, {Rn}, {Rm}"})},
	{"111110111100 nnnn aaaa dddd 10xy mmmm", WithDSP, longForm(DSP, DSPSmlalxy), "smlal", says("smlal{xy}{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111100 nnnn aaaa dddd 110y mmmm", WithDSP, longForm(DSP, DSPSmlald), "smlald", says("smlald{x}{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111101 nnnn aaaa dddd 110y mmmm", WithDSP, longForm(DSP, DSPSmlsld), "smlsld", says("smlsld{x}{c} {Ra}, {Rd}, {Rn}, {Rm}")},
	{"111110111110 nnnn aaaa dddd 0110 mmmm", WithDSP, longForm(DSP, DSPUmaal), "umaal", says("umaal{c} {Ra}, {Rd}, {Rn}, {Rm}")},
}

// mulForm is d = a + n*m; a = PC means none, which reads as zero.
func mulForm(op Code, sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.X = op, sub, uint8(f.v['x']<<1|f.v['y'])
		u.D, u.N, u.M, u.A = f.reg('d'), f.reg('n'), f.reg('m'), f.reg('a')
		if u.A == thumb.PC {
			if op == Mla || op == Mls || op == DSP && sub == DSPSmmls {
				return false
			}
			u.A = regZero
		}
		return plainRegister(u.D, u.N, u.M) && u.A != thumb.SP
	}
}

// longForm is d:a = n*m, with the low half in a.
func longForm(op Code, sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.X = op, sub, uint8(f.v['x']<<1|f.v['y'])
		u.D, u.N, u.M, u.A = f.reg('d'), f.reg('n'), f.reg('m'), f.reg('a')
		return plainRegister(u.D, u.N, u.M, u.A) && u.A != u.D
	}
}

// dspPatterns are saturation, extension with addition, packing and parallel
// arithmetic, ARM ARM A5.3.13-15.
var dspPatterns = []pattern{
	{"1111 0011 0010 nnnn 0000 dddd 0000 wwww", WithDSP, saturate(DSPSsat16), "ssat16", says("ssat16{c} {Rd}, #{w+1}, {Rn}")},
	{"1111 0011 1010 nnnn 0000 dddd 0000 wwww", WithDSP, saturate(DSPUsat16), "usat16", says("usat16{c} {Rd}, #{w}, {Rn}")},
	{"1111 0011 00t0 nnnn 0iii dddd ii0 wwwww", V7, saturate(DSPSsat), "ssat", says("ssat{c} {Rd}, #{w+1}, {Rn}{saturated}")},
	{"1111 0011 10t0 nnnn 0iii dddd ii0 wwwww", V7, saturate(DSPUsat), "usat", says("usat{c} {Rd}, #{w}, {Rn}{saturated}")},
	{"11111010 0000 nnnn 1111 dddd 10rr mmmm", WithDSP, extendAdd(DSPSxtah), "sxtah", says("sxtah{c} {Rd}, {Rn}, {Rm}{rotate}")},
	{"11111010 0001 nnnn 1111 dddd 10rr mmmm", WithDSP, extendAdd(DSPUxtah), "uxtah", says("uxtah{c} {Rd}, {Rn}, {Rm}{rotate}")},
	{"11111010 0010 nnnn 1111 dddd 10rr mmmm", WithDSP, extendAdd(DSPSxtab16), "sxtab16", says("sxtab16{c} {Rd}, {Rn}, {Rm}{rotate}",
		special{"11111010 0010 1111 1111 dddd 10rr mmmm", "sxtb16{c} {Rd}, {Rm}{rotate}"})},
	{"11111010 0011 nnnn 1111 dddd 10rr mmmm", WithDSP, extendAdd(DSPUxtab16), "uxtab16", says("uxtab16{c} {Rd}, {Rn}, {Rm}{rotate}",
		special{"11111010 0011 1111 1111 dddd 10rr mmmm", "uxtb16{c} {Rd}, {Rm}{rotate}"})},
	{"11111010 0100 nnnn 1111 dddd 10rr mmmm", WithDSP, extendAdd(DSPSxtab), "sxtab", says("sxtab{c} {Rd}, {Rn}, {Rm}{rotate}")},
	{"11111010 0101 nnnn 1111 dddd 10rr mmmm", WithDSP, extendAdd(DSPUxtab), "uxtab", says("uxtab{c} {Rd}, {Rn}, {Rm}{rotate}")},
	{"1110101 0110 0nnnn 0iii dddd ii t 0 mmmm", WithDSP, pack, "pkh", says("",
		special{"1110101 0110 0nnnn 0iii dddd ii00 mmmm", "pkhbt{c} {Rd}, {Rn}, {Rm}{lsl}"},
		special{"1110101 0110 0nnnn 0iii dddd ii10 mmmm", "pkhtb{c} {Rd}, {Rn}, {Rm}, asr #{i32}"})},
	{"11111010 1000 nnnn 1111 dddd 1000 mmmm", WithDSP, saturating(DSPQadd), "qadd", says("qadd{c} {Rd}, {Rm}, {Rn}")},
	{"11111010 1000 nnnn 1111 dddd 1001 mmmm", WithDSP, saturating(DSPQdadd), "qdadd", says("qdadd{c} {Rd}, {Rm}, {Rn}")},
	{"11111010 1000 nnnn 1111 dddd 1010 mmmm", WithDSP, saturating(DSPQsub), "qsub", says("qsub{c} {Rd}, {Rm}, {Rn}")},
	{"11111010 1000 nnnn 1111 dddd 1011 mmmm", WithDSP, saturating(DSPQdsub), "qdsub", says("qdsub{c} {Rd}, {Rm}, {Rn}")},
	{"11111010 1010 nnnn 1111 dddd 1000 mmmm", WithDSP, mulForm(DSP, DSPSel), "sel", says("sel{c} {Rd}, {Rn}, {Rm}")},
	{"11111010 1ooo nnnn 1111 dddd 0ppp mmmm", WithDSP, parallel, "parallel", says("{parallel}{c} {Rd}, {Rn}, {Rm}")},
}

// Members of the class DSP.
const (
	DSPRev = iota
	DSPRev16
	DSPRevsh
	DSPRbit
	DSPSmlal
	DSPUmlal
	DSPSmla
	DSPSmlad
	DSPSmlaw
	DSPSmlsd
	DSPSmmla
	DSPSmmls
	DSPUsada8
	DSPSmlalxy
	DSPSmlald
	DSPSmlsld
	DSPUmaal
	DSPSsat
	DSPUsat
	DSPSsat16
	DSPUsat16
	DSPSxtah
	DSPUxtah
	DSPSxtab16
	DSPUxtab16
	DSPSxtab
	DSPUxtab
	DSPPkh
	DSPQadd
	DSPQdadd
	DSPQsub
	DSPQdsub
	DSPSel
	DSPParallel // imm: operation<<3 | prefix
)

func dspUnary(sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.D, u.M = DSP, sub, f.reg('d'), f.reg('m')
		return true
	}
}

// saturate keeps the width in a; x is the kind of shift, ASR or LSL, by imm.
func saturate(sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.D, u.N, u.Imm = DSP, sub, f.reg('d'), f.reg('n'), f.v['i']
		u.A, u.X = f.reg('w'), uint8(f.v['t'])
		if sub == DSPSsat || sub == DSPSsat16 {
			u.A++
		}
		if u.X == 1 && u.Imm == 0 { // that encoding is the one of SSAT16 and USAT16
			return false
		}
		return plainRegister(u.D, u.N)
	}
}

func extendAdd(sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.D, u.N, u.M, u.Imm = DSP, sub, f.reg('d'), f.reg('n'), f.reg('m'), f.v['r']*8
		if u.N == thumb.PC {
			u.N = regZero
		}
		return plainRegister(u.D, u.M) && u.N != thumb.SP
	}
}

func pack(f *fields, u *Op) bool {
	u.Code, u.Sub, u.D, u.N, u.M = DSP, DSPPkh, f.reg('d'), f.reg('n'), f.reg('m')
	u.Imm, u.X = f.v['i'], uint8(f.v['t'])
	if u.X == 1 && u.Imm == 0 {
		u.Imm = 32
	}
	return plainRegister(u.D, u.N, u.M)
}

func saturating(sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.D, u.N, u.M = DSP, sub, f.reg('d'), f.reg('n'), f.reg('m')
		return plainRegister(u.D, u.N, u.M)
	}
}

func parallel(f *fields, u *Op) bool {
	o, p := f.v['o'], f.v['p']
	u.Code, u.Sub, u.D, u.N, u.M, u.Imm = DSP, DSPParallel, f.reg('d'), f.reg('n'), f.reg('m'), o<<3|p
	return o != 3 && o != 7 && p != 3 && p != 7 && plainRegister(u.D, u.N, u.M)
}
