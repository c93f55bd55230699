package armv7m

import "tinyol-sim/internal/mcu/armv7m/thumb"

// floatPatterns are FPv4-SP, ARM ARM A6. Capital letters are the low bits of
// register numbers. All belong to coprocessor 10 (1010) or 11 (1011).
var floatPatterns = []pattern{
	{"11101110 0D00 nnnn dddd 1010 N0M0 mmmm", fp, float3(opVmla, 0), "vmla", says("vmla{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D00 nnnn dddd 1010 N1M0 mmmm", fp, float3(opFP, fpVmls), "vmls", says("vmls{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D01 nnnn dddd 1010 N0M0 mmmm", fp, float3(opFP, fpVnmls), "vnmls", says("vnmls{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D01 nnnn dddd 1010 N1M0 mmmm", fp, float3(opFP, fpVnmla), "vnmla", says("vnmla{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D10 nnnn dddd 1010 N0M0 mmmm", fp, float3(opVmul, 0), "vmul", says("vmul{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D10 nnnn dddd 1010 N1M0 mmmm", fp, float3(opFP, fpVnmul), "vnmul", says("vnmul{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D11 nnnn dddd 1010 N0M0 mmmm", fp, float3(opVadd, 0), "vadd", says("vadd{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 0D11 nnnn dddd 1010 N1M0 mmmm", fp, float3(opVsub, 0), "vsub", says("vsub{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D00 nnnn dddd 1010 N0M0 mmmm", fp, float3(opFP, fpVdiv), "vdiv", says("vdiv{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D01 nnnn dddd 1010 N0M0 mmmm", fp, float3(opFP, fpVfnms), "vfnms", says("vfnms{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D01 nnnn dddd 1010 N1M0 mmmm", fp, float3(opFP, fpVfnma), "vfnma", says("vfnma{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D10 nnnn dddd 1010 N0M0 mmmm", fp, float3(opFP, fpVfma), "vfma", says("vfma{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D10 nnnn dddd 1010 N1M0 mmmm", fp, float3(opFP, fpVfms), "vfms", says("vfms{c}.f32 {Sd}, {Sn}, {Sm}")},
	{"11101110 1D11 iiii dddd 1010 0000 iiii", fp, floatConstant, "vmov", says("vmov{c}.f32 {Sd}, #{float}")},
	{"11101110 1D11 0000 dddd 1010 01M0 mmmm", fp, float3(opVmovReg, 0), "vmov", says("vmov{c}.f32 {Sd}, {Sm}")},
	{"11101110 1D11 0000 dddd 1010 11M0 mmmm", fp, float3(opFP, fpVabs), "vabs", says("vabs{c}.f32 {Sd}, {Sm}")},
	{"11101110 1D11 0001 dddd 1010 01M0 mmmm", fp, float3(opFP, fpVneg), "vneg", says("vneg{c}.f32 {Sd}, {Sm}")},
	{"11101110 1D11 0001 dddd 1010 11M0 mmmm", fp, float3(opFP, fpVsqrt), "vsqrt", says("vsqrt{c}.f32 {Sd}, {Sm}")},
	{"11101110 1D11 001o dddd 1010 t1M0 mmmm", fp, floatHalf, "vcvt", says("",
		special{"11101110 1D11 0010 dddd 1010 y1M0 mmmm", "vcvt{y}{c}.f32.f16 {Sd}, {Sm}"},
		special{"11101110 1D11 0011 dddd 1010 y1M0 mmmm", "vcvt{y}{c}.f16.f32 {Sd}, {Sm}"})},
	{"11101110 1D11 0100 dddd 1010 e1M0 mmmm", fp, floatCompare(fpVcmp), "vcmp", says("",
		special{"11101110 1D11 0100 dddd 1010 01M0 mmmm", "vcmp{c}.f32 {Sd}, {Sm}"},
		special{"11101110 1D11 0100 dddd 1010 11M0 mmmm", "vcmpe{c}.f32 {Sd}, {Sm}"})},
	{"11101110 1D11 0101 dddd 1010 e100 0000", fp, floatCompare(fpVcmpZero), "vcmp", says("",
		special{"11101110 1D11 0101 dddd 1010 0100 0000", "vcmp{c}.f32 {Sd}, #0.0"},
		special{"11101110 1D11 0101 dddd 1010 1100 0000", "vcmpe{c}.f32 {Sd}, #0.0"})},
	{"11101110 1D11 1000 dddd 1010 s1M0 mmmm", fp, floatConvert(fpFromInt), "vcvt", says("",
		special{"11101110 1D11 1000 dddd 1010 01M0 mmmm", "vcvt{c}.f32.u32 {Sd}, {Sm}"},
		special{"11101110 1D11 1000 dddd 1010 11M0 mmmm", "vcvt{c}.f32.s32 {Sd}, {Sm}"})},
	{"11101110 1D11 110s dddd 1010 r1M0 mmmm", fp, floatConvert(fpToInt), "vcvt", says("",
		special{"11101110 1D11 1100 dddd 1010 01M0 mmmm", "vcvtr{c}.u32.f32 {Sd}, {Sm}"},
		special{"11101110 1D11 1101 dddd 1010 01M0 mmmm", "vcvtr{c}.s32.f32 {Sd}, {Sm}"},
		special{"11101110 1D11 1100 dddd 1010 11M0 mmmm", "vcvt{c}.u32.f32 {Sd}, {Sm}"},
		special{"11101110 1D11 1101 dddd 1010 11M0 mmmm", "vcvt{c}.s32.f32 {Sd}, {Sm}"})},
	{"11101110 1D11 1o1s dddd 1010 x1i0 jjjj", fp, floatFixed, "vcvt", says("",
		special{"11101110 1D11 101g dddd 1010 h1i0 jjjj", "vcvt{c}.f32.{fixed} {Sd}, {Sd}, #{fraction}"},
		special{"11101110 1D11 111g dddd 1010 h1i0 jjjj", "vcvt{c}.{fixed}.f32 {Sd}, {Sd}, #{fraction}"})},

	{"11101110 000o nnnn tttt 1010 N0010000", fp, floatMove(fpMoveCore), "vmov", says("",
		special{"11101110 0000 nnnn tttt 1010 N0010000", "vmov{c} {Sn}, {Rt}"},
		special{"11101110 0001 nnnn tttt 1010 N0010000", "vmov{c} {Rt}, {Sn}"})},
	{"11101110 00h o nnnn tttt 1011 N0010000", fp, floatMove(fpMoveHalf), "vmov", says("",
		special{"11101110 00h0 nnnn tttt 1011 N0010000", "vmov{c}.32 {Dn}[{h}], {Rt}"},
		special{"11101110 00h1 nnnn tttt 1011 N0010000", "vmov{c}.32 {Rt}, {Dn}[{h}]"})},
	{"1110111 01110 0001 tttt 1010 00010000", fp, floatMove(fpVmsr), "vmsr", says("vmsr{c} fpscr, {Rt}")},
	{"1110111 01111 0001 tttt 1010 00010000", fp, floatMove(fpVmrs), "vmrs", says("vmrs{c} {Rt}, fpscr",
		special{"1110111 01111 0001 1111 1010 00010000", "vmrs{c} APSR_nzcv, fpscr"})},
	{"11101100 010o aaaa tttt 1010 00M1 mmmm", fp, floatMoveTwo(false), "vmov", says("",
		special{"11101100 0100 aaaa tttt 1010 00M1 mmmm", "vmov{c} {Sm}, {Sm+1}, {Rt}, {Ra}"},
		special{"11101100 0101 aaaa tttt 1010 00M1 mmmm", "vmov{c} {Rt}, {Ra}, {Sm}, {Sm+1}"})},
	{"11101100 010o aaaa tttt 1011 00M1 mmmm", fp, floatMoveTwo(true), "vmov", says("",
		special{"11101100 0100 aaaa tttt 1011 00M1 mmmm", "vmov{c} {Dm}, {Rt}, {Ra}"},
		special{"11101100 0101 aaaa tttt 1011 00M1 mmmm", "vmov{c} {Rt}, {Ra}, {Dm}"})},

	{"11101101 uD01 nnnn dddd 1010 iiiiiiii", fp, floatSingle(opVldr, 0), "vldr", says("vldr{c} {Sd}, {float4}")},
	{"11101101 uD00 nnnn dddd 1010 iiiiiiii", fp, floatSingle(opVstr, 0), "vstr", says("vstr{c} {Sd}, {float4}")},
	{"11101101 uD01 nnnn dddd 1011 iiiiiiii", fp, floatSingle(opFP, fpVldrDouble), "vldr", says("vldr{c} {Dd}, {float4}")},
	{"11101101 uD00 nnnn dddd 1011 iiiiiiii", fp, floatSingle(opFP, fpVstrDouble), "vstr", says("vstr{c} {Dd}, {float4}")},
	{"1110110 p uDw l nnnn dddd 101z iiiiiiii", fp, floatMultiple, "vldm", says("",
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
	{"111x1110 xxxxxxxx xxxx 101x xxxxxxxx", fp, undefined, "float", unspelled},
	{"111x110x xxxxxxxx xxxx 101x xxxxxxxx", fp, undefined, "float", unspelled},
	{"111x11xx xxxxxxxx xxxx xxxx xxxxxxxx", v7, noCoprocessor, "coprocessor", unspelled},
}

// Members of the class opFP.
const (
	fpVmls = iota
	fpVnmls
	fpVnmla
	fpVnmul
	fpVdiv
	fpVfma
	fpVfms
	fpVfnma
	fpVfnms
	fpVabs
	fpVneg
	fpVsqrt
	fpConstant
	fpHalf // imm: to half; x: top
	fpVcmp
	fpVcmpZero
	fpFromInt
	fpToInt
	fpToFixed
	fpFromFixed
	fpMoveCore
	fpMoveHalf
	fpVmsr
	fpVmrs
	fpMoveTwo
	fpVldrDouble
	fpVstrDouble
	fpLoadMultiple
	fpStoreMultiple
)

func float3(op opcode, sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub = op, sub
		u.d, u.n, u.m = f.single('d', 'D'), f.single('n', 'N'), f.single('m', 'M')
		return true
	}
}

func (f *fields) single(high, low byte) uint8 { return uint8(f.v[high]<<1 | f.v[low]) }

func floatConstant(f *fields, u *uop) bool {
	u.op, u.sub, u.d = opFP, fpConstant, f.single('d', 'D')
	u.imm = thumb.ExpandFloat(f.v['i'])
	return true
}

func floatHalf(f *fields, u *uop) bool {
	u.op, u.sub, u.imm, u.x = opFP, fpHalf, f.v['o'], uint8(f.v['t'])
	u.d, u.m = f.single('d', 'D'), f.single('m', 'M')
	return true
}

func floatCompare(sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.x = opFP, sub, uint8(f.v['e'])
		u.d, u.m = f.single('d', 'D'), f.single('m', 'M')
		return true
	}
}

func floatConvert(sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.x = opFP, sub, uint8(f.v['s'])
		u.imm = f.v['r']
		u.d, u.m = f.single('d', 'D'), f.single('m', 'M')
		return true
	}
}

// floatFixed converts in place; imm holds the fraction's bits, a the size, x
// the sign.
func floatFixed(f *fields, u *uop) bool {
	u.op, u.sub, u.d = opFP, fpFromFixed, f.single('d', 'D')
	if f.v['o'] != 0 {
		u.sub = fpToFixed
	}
	u.a, u.x = 16+16*uint8(f.v['x']), 1-uint8(f.v['s'])
	u.imm = uint32(u.a) - (f.v['j']<<1 | f.v['i'])
	return u.imm <= 32
}

func floatMove(sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.x, u.d = opFP, sub, uint8(f.v['o']), f.reg('t')
		u.n = f.single('n', 'N')
		if sub == fpMoveHalf { // D register N:n, half h
			u.sub = fpMoveCore
			if f.v['N'] != 0 {
				return false
			}
			u.n = uint8(f.v['n']<<1 | f.v['h'])
		}
		if sub == fpVmrs && u.d == regPC {
			return true // APSR_nzcv
		}
		return plainRegister(u.d)
	}
}

func floatMoveTwo(double bool) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.x = opFP, fpMoveTwo, uint8(f.v['o'])
		u.d, u.a, u.m = f.reg('t'), f.reg('a'), f.single('m', 'M')
		if double {
			u.m = uint8(f.v['m'] << 1)
			if f.v['M'] != 0 {
				return false
			}
		}
		return plainRegister(u.d, u.a) && u.m < 31 && (u.x == 0 || u.d != u.a)
	}
}

func floatSingle(op opcode, sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.n, u.imm = op, sub, f.reg('n'), f.v['i']*4
		u.d = f.single('d', 'D')
		if op == opFP {
			if f.v['D'] != 0 {
				return false
			}
			u.d = uint8(f.v['d'] << 1)
		}
		if f.v['u'] == 0 {
			u.imm = -u.imm
		}
		if u.n == regPC {
			u.n, u.imm = regZero, (f.pc+4)&^3+u.imm
			return op == opVldr || sub == fpVldrDouble
		}
		return true
	}
}

// floatMultiple is VLDM and VSTM, with VPUSH and VPOP; a holds the count of
// words, m is one where the odd word of FLDMX is skipped, imm the address when
// the base is PC.
func floatMultiple(f *fields, u *uop) bool {
	p, up, w := f.v['p'], f.v['u'], f.v['w']
	u.op, u.sub, u.n = opFP, fpStoreMultiple, f.reg('n')
	if f.v['l'] != 0 {
		u.sub = fpLoadMultiple
	}
	count := f.v['i']
	u.d = f.single('d', 'D')
	if f.v['z'] != 0 {
		if f.v['D'] != 0 {
			return false
		}
		u.d, u.imm, count = uint8(f.v['d']<<1), count&1, count&^1
	}
	u.a, u.x = uint8(count), uint8(p<<1|w)
	increment, decrement := p == 0 && up == 1, p == 1 && up == 0 && w == 1
	if !increment && !decrement || count == 0 || count > 32 || uint32(u.d)+count > 32 {
		return false
	}
	u.m, u.imm = uint8(u.imm), 0
	if u.n == regPC {
		u.n, u.imm = regZero, (f.pc+4)&^3
		return w == 0 && u.sub == fpLoadMultiple
	}
	if u.sub == fpLoadMultiple && u.x == 1 && count == 1 && u.m == 0 && u.n != regSP {
		u.op = opVldmOne
	}
	return true
}

func noCoprocessor(_ *fields, u *uop) bool {
	u.op = opNoCoprocessor
	return true
}
