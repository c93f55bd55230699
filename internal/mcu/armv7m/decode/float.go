package decode

import "tinyol-sim/internal/mcu/armv7m/thumb"

// floatPatterns are FPv4-SP, ARM ARM A6. Capital letters are the low bits of
// register numbers. All belong to coprocessor 10 (1010) or 11 (1011).
var floatPatterns = []pattern{
	{"11101110 0D00 nnnn dddd 1010 N0M0 mmmm", WithFP, float3(Vmla, 0), "vmla", says("vmla{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D00 nnnn dddd 1010 N1M0 mmmm", WithFP, float3(FP, FPVmls), "vmls", says("vmls{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D01 nnnn dddd 1010 N0M0 mmmm", WithFP, float3(FP, FPVnmls), "vnmls", says("vnmls{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D01 nnnn dddd 1010 N1M0 mmmm", WithFP, float3(FP, FPVnmla), "vnmla", says("vnmla{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D10 nnnn dddd 1010 N0M0 mmmm", WithFP, float3(Vmul, 0), "vmul", says("vmul{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D10 nnnn dddd 1010 N1M0 mmmm", WithFP, float3(FP, FPVnmul), "vnmul", says("vnmul{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D11 nnnn dddd 1010 N0M0 mmmm", WithFP, float3(Vadd, 0), "vadd", says("vadd{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D11 nnnn dddd 1010 N1M0 mmmm", WithFP, float3(Vsub, 0), "vsub", says("vsub{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D00 nnnn dddd 1010 N0M0 mmmm", WithFP, float3(FP, FPVdiv), "vdiv", says("vdiv{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D01 nnnn dddd 1010 N0M0 mmmm", WithFP, float3(FP, FPVfnms), "vfnms", says("vfnms{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D01 nnnn dddd 1010 N1M0 mmmm", WithFP, float3(FP, FPVfnma), "vfnma", says("vfnma{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D10 nnnn dddd 1010 N0M0 mmmm", WithFP, float3(FP, FPVfma), "vfma", says("vfma{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D10 nnnn dddd 1010 N1M0 mmmm", WithFP, float3(FP, FPVfms), "vfms", says("vfms{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D11 iiii dddd 1010 0000 iiii", WithFP, floatConstant, "vmov", says("vmov{c}.f32 {Sd}, #{float}")},
	{"11101110 1D11 0000 dddd 1010 01M0 mmmm", WithFP, float3(VmovReg, 0), "vmov", says("vmov{c}.f32 {Sd}, {Sm}")},
	{"11101110 1D11 0000 dddd 1010 11M0 mmmm", WithFP, float3(FP, FPVabs), "vabs", says("vabs{c}.f32 {Sd}, {Sm}")},
	{"11101110 1D11 0001 dddd 1010 01M0 mmmm", WithFP, float3(FP, FPVneg), "vneg", says("vneg{c}.f32 {Sd}, {Sm}")},
	{"11101110 1D11 0001 dddd 1010 11M0 mmmm", WithFP, float3(FP, FPVsqrt), "vsqrt", says("vsqrt{c}.f32 {Sd}, {Sm}")},
	{"11101110 1D11 001o dddd 1010 t1M0 mmmm", WithFP, floatHalf, "vcvt", says("",
		special{"11101110 1D11 0010 dddd 1010 y1M0 mmmm", "vcvt{y}{c}.f32.f16 {Sd}, {Sm}"},
		special{"11101110 1D11 0011 dddd 1010 y1M0 mmmm", "vcvt{y}{c}.f16.f32 {Sd}, {Sm}"})},
	{"11101110 1D11 0100 dddd 1010 e1M0 mmmm", WithFP, floatCompare(FPVcmp), "vcmp", says("",
		special{"11101110 1D11 0100 dddd 1010 01M0 mmmm", "vcmp{c}.f32 {Sd}, {Sm}"},
		special{"11101110 1D11 0100 dddd 1010 11M0 mmmm", "vcmpe{c}.f32 {Sd}, {Sm}"})},
	{"11101110 1D11 0101 dddd 1010 e100 0000", WithFP, floatCompare(FPVcmpZero), "vcmp", says("",
		special{"11101110 1D11 0101 dddd 1010 0100 0000", "vcmp{c}.f32 {Sd}, #0.0"},
		special{"11101110 1D11 0101 dddd 1010 1100 0000", "vcmpe{c}.f32 {Sd}, #0.0"})},
	{"11101110 1D11 1000 dddd 1010 s1M0 mmmm", WithFP, floatConvert(FPFromInt), "vcvt", says("",
		special{"11101110 1D11 1000 dddd 1010 01M0 mmmm", "vcvt{c}.f32.u32 {Sd}, {Sm}"},
		special{"11101110 1D11 1000 dddd 1010 11M0 mmmm", "vcvt{c}.f32.s32 {Sd}, {Sm}"})},
	{"11101110 1D11 110s dddd 1010 r1M0 mmmm", WithFP, floatConvert(FPToInt), "vcvt", says("",
		special{"11101110 1D11 1100 dddd 1010 01M0 mmmm", "vcvtr{c}.u32.f32 {Sd}, {Sm}"},
		special{"11101110 1D11 1101 dddd 1010 01M0 mmmm", "vcvtr{c}.s32.f32 {Sd}, {Sm}"},
		special{"11101110 1D11 1100 dddd 1010 11M0 mmmm", "vcvt{c}.u32.f32 {Sd}, {Sm}"},
		special{"11101110 1D11 1101 dddd 1010 11M0 mmmm", "vcvt{c}.s32.f32 {Sd}, {Sm}"})},
	{"11101110 1D11 1o1s dddd 1010 x1i0 jjjj", WithFP, floatFixed, "vcvt", says("",
		special{"11101110 1D11 101g dddd 1010 h1i0 jjjj", "vcvt{c}.f32.{fixed} {Sd}, {Sd}, #{fraction}"},
		special{"11101110 1D11 111g dddd 1010 h1i0 jjjj", "vcvt{c}.{fixed}.f32 {Sd}, {Sd}, #{fraction}"})},

	{"11101110 000o nnnn tttt 1010 N0010000", WithFP, floatMove(FPMoveCore), "vmov", says("",
		special{"11101110 0000 nnnn tttt 1010 N0010000", "vmov{c} {Sn}, {Rt}"},
		special{"11101110 0001 nnnn tttt 1010 N0010000", "vmov{c} {Rt}, {Sn}"})},
	{"11101110 00h o nnnn tttt 1011 N0010000", WithFP, floatMove(FPMoveHalf), "vmov", says("",
		special{"11101110 00h0 nnnn tttt 1011 N0010000", "vmov{c}.32 {Dn}[{h}], {Rt}"},
		special{"11101110 00h1 nnnn tttt 1011 N0010000", "vmov{c}.32 {Rt}, {Dn}[{h}]"})},
	{"1110111 01110 0001 tttt 1010 00010000", WithFP, floatMove(FPVmsr), "vmsr", says("vmsr{c} fpscr, {Rt}")},
	{"1110111 01111 0001 tttt 1010 00010000", WithFP, floatMove(FPVmrs), "vmrs", says("vmrs{c} {Rt}, fpscr",
		special{"1110111 01111 0001 1111 1010 00010000", "vmrs{c} APSR_nzcv, fpscr"})},
	{"11101100 010o aaaa tttt 1010 00M1 mmmm", WithFP, floatMoveTwo(false), "vmov", says("",
		special{"11101100 0100 aaaa tttt 1010 00M1 mmmm", "vmov{c} {Sm}, {Sm+1}, {Rt}, {Ra}"},
		special{"11101100 0101 aaaa tttt 1010 00M1 mmmm", "vmov{c} {Rt}, {Ra}, {Sm}, {Sm+1}"})},
	{"11101100 010o aaaa tttt 1011 00M1 mmmm", WithFP, floatMoveTwo(true), "vmov", says("",
		special{"11101100 0100 aaaa tttt 1011 00M1 mmmm", "vmov{c} {Dm}, {Rt}, {Ra}"},
		special{"11101100 0101 aaaa tttt 1011 00M1 mmmm", "vmov{c} {Rt}, {Ra}, {Dm}"})},

	{"11101101 uD01 nnnn dddd 1010 iiiiiiii", WithFP, floatSingle(Vldr, 0), "vldr", says("vldr{c} {Sd}, {float4}")},
	{"11101101 uD00 nnnn dddd 1010 iiiiiiii", WithFP, floatSingle(Vstr, 0), "vstr", says("vstr{c} {Sd}, {float4}")},
	{"11101101 uD01 nnnn dddd 1011 iiiiiiii", WithFP, floatSingle(FP, FPVldrDouble), "vldr", says("vldr{c} {Dd}, {float4}")},
	{"11101101 uD00 nnnn dddd 1011 iiiiiiii", WithFP, floatSingle(FP, FPVstrDouble), "vstr", says("vstr{c} {Dd}, {float4}")},
	{"1110110 p uDw l nnnn dddd 101z iiiiiiii", WithFP, floatMultiple, "vldm", says("",
		special{"11101101 0D10 1101 dddd 1010 iiiiiiii", "vpush{c} {singles}"},
		special{"11101101 0D10 1101 dddd 1011 iiiiiii0", "vpush{c} {doubles}"},
		special{"11101100 1D11 1101 dddd 1010 iiiiiiii", "vpop{c} {singles}"},
		special{"11101100 1D11 1101 dddd 1011 iiiiiii0", "vpop{c} {doubles}"},
		special{"11101100 1Dw0 nnnn dddd 1010 iiiiiiii", "vstmia{c} {Rn}{!}, {singles}"},
		special{"11101100 1Dw0 nnnn dddd 1011 iiiiiii0", "vstmia{c} {Rn}{!}, {doubles}"},
		special{"11101100 1Dw0 nnnn dddd 1011 iiiiiii1", "fstmiax{c} {Rn}{!}, {doubles}"},
		special{"11101100 1Dw1 nnnn dddd 1010 iiiiiiii", "vldmia{c} {Rn}{!}, {singles}"},
		special{"11101100 1Dw1 nnnn dddd 1011 iiiiiii0", "vldmia{c} {Rn}{!}, {doubles}"},
		special{"11101100 1Dw1 nnnn dddd 1011 iiiiiii1", "fldmiax{c} {Rn}{!}, {doubles}"},
		special{"11101101 0D10 nnnn dddd 1010 iiiiiiii", "vstmdb{c} {Rn}!, {singles}"},
		special{"11101101 0D10 nnnn dddd 1011 iiiiiii0", "vstmdb{c} {Rn}!, {doubles}"},
		special{"11101101 0D10 nnnn dddd 1011 iiiiiii1", "fstmdbx{c} {Rn}!, {doubles}"},
		special{"11101101 0D11 nnnn dddd 1010 iiiiiiii", "vldmdb{c} {Rn}!, {singles}"},
		special{"11101101 0D11 nnnn dddd 1011 iiiiiii0", "vldmdb{c} {Rn}!, {doubles}"},
		special{"11101101 0D11 nnnn dddd 1011 iiiiiii1", "fldmdbx{c} {Rn}!, {doubles}"})},
}

// coprocessorPatterns catch the rest of the coprocessor space: there is none
// but the FPU, so touching one is NOCP.
var coprocessorPatterns = []pattern{
	{"111x1110 xxxxxxxx xxxx 101x xxxxxxxx", WithFP, undefined, "float", unspelled},
	{"111x110x xxxxxxxx xxxx 101x xxxxxxxx", WithFP, undefined, "float", unspelled},
	{"111x11xx xxxxxxxx xxxx xxxx xxxxxxxx", V7, noCoprocessor, "coprocessor", unspelled},
}

// Members of the class FP.
const (
	FPVmls = iota
	FPVnmls
	FPVnmla
	FPVnmul
	FPVdiv
	FPVfma
	FPVfms
	FPVfnma
	FPVfnms
	FPVabs
	FPVneg
	FPVsqrt
	FPConstant
	FPHalf // imm: to half; x: top
	FPVcmp
	FPVcmpZero
	FPFromInt
	FPToInt
	FPToFixed
	FPFromFixed
	FPMoveCore
	FPMoveHalf
	FPVmsr
	FPVmrs
	FPMoveTwo
	FPVldrDouble
	FPVstrDouble
	FPLoadMultiple
	FPStoreMultiple
)

func float3(op Code, sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub = op, sub
		u.D, u.N, u.M = f.single('d', 'D'), f.single('n', 'N'), f.single('m', 'M')
		return true
	}
}

func (f *fields) single(high, low byte) uint8 { return uint8(f.v[high]<<1 | f.v[low]) }

func floatConstant(f *fields, u *Op) bool {
	u.Code, u.Sub, u.D = FP, FPConstant, f.single('d', 'D')
	u.Imm = thumb.ExpandFloat(f.v['i'])
	return true
}

func floatHalf(f *fields, u *Op) bool {
	u.Code, u.Sub, u.Imm, u.X = FP, FPHalf, f.v['o'], uint8(f.v['t'])
	u.D, u.M = f.single('d', 'D'), f.single('m', 'M')
	return true
}

func floatCompare(sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.X = FP, sub, uint8(f.v['e'])
		u.D, u.M = f.single('d', 'D'), f.single('m', 'M')
		return true
	}
}

func floatConvert(sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.X = FP, sub, uint8(f.v['s'])
		u.Imm = f.v['r']
		u.D, u.M = f.single('d', 'D'), f.single('m', 'M')
		return true
	}
}

// floatFixed converts in place; imm holds the fraction's bits, a the size, x
// the sign.
func floatFixed(f *fields, u *Op) bool {
	u.Code, u.Sub, u.D = FP, FPFromFixed, f.single('d', 'D')
	if f.v['o'] != 0 {
		u.Sub = FPToFixed
	}
	u.A, u.X = 16+16*uint8(f.v['x']), 1-uint8(f.v['s'])
	u.Imm = uint32(u.A) - (f.v['j']<<1 | f.v['i'])
	return u.Imm <= 32
}

func floatMove(sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.X, u.D = FP, sub, uint8(f.v['o']), f.reg('t')
		u.N = f.single('n', 'N')
		if sub == FPMoveHalf { // D register N:n, half h
			u.Sub = FPMoveCore
			if f.v['N'] != 0 {
				return false
			}
			u.N = uint8(f.v['n']<<1 | f.v['h'])
		}
		if sub == FPVmrs && u.D == thumb.PC {
			return true // APSR_nzcv
		}
		return plainRegister(u.D)
	}
}

func floatMoveTwo(double bool) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.X = FP, FPMoveTwo, uint8(f.v['o'])
		u.D, u.A, u.M = f.reg('t'), f.reg('a'), f.single('m', 'M')
		if double {
			u.M = uint8(f.v['m'] << 1)
			if f.v['M'] != 0 {
				return false
			}
		}
		return plainRegister(u.D, u.A) && u.M < 31 && (u.X == 0 || u.D != u.A)
	}
}

func floatSingle(op Code, sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.N, u.Imm = op, sub, f.reg('n'), f.v['i']*4
		u.D = f.single('d', 'D')
		if op == FP {
			if f.v['D'] != 0 {
				return false
			}
			u.D = uint8(f.v['d'] << 1)
		}
		if f.v['u'] == 0 {
			u.Imm = -u.Imm
		}
		if u.N == thumb.PC {
			u.N, u.Imm = regZero, (f.pc+4)&^3+u.Imm
			return op == Vldr || sub == FPVldrDouble
		}
		return true
	}
}

// floatMultiple is VLDM and VSTM, with VPUSH and VPOP; a holds the count of
// words, m is one where the odd word of FLDMX is skipped, imm the address when
// the base is PC.
func floatMultiple(f *fields, u *Op) bool {
	p, up, w := f.v['p'], f.v['u'], f.v['w']
	u.Code, u.Sub, u.N = FP, FPStoreMultiple, f.reg('n')
	if f.v['l'] != 0 {
		u.Sub = FPLoadMultiple
	}
	count := f.v['i']
	u.D = f.single('d', 'D')
	if f.v['z'] != 0 {
		if f.v['D'] != 0 {
			return false
		}
		u.D, u.Imm, count = uint8(f.v['d']<<1), count&1, count&^1
	}
	u.A, u.X = uint8(count), uint8(p<<1|w)
	increment, decrement := p == 0 && up == 1, p == 1 && up == 0 && w == 1
	if !increment && !decrement || count == 0 || count > 32 || uint32(u.D)+count > 32 {
		return false
	}
	u.M, u.Imm = uint8(u.Imm), 0
	if u.N == thumb.PC {
		u.N, u.Imm = regZero, (f.pc+4)&^3
		return w == 0 && u.Sub == FPLoadMultiple
	}
	if u.Sub == FPLoadMultiple && u.X == 1 && count == 1 && u.M == 0 && u.N != thumb.SP {
		u.Code = VldmOne
	}
	return true
}

func noCoprocessor(_ *fields, u *Op) bool {
	u.Code = NoCoprocessor
	return true
}
