package decode

import "tinyol-sim/internal/mcu/armv7m/thumb"

// branchPatterns are branches and control, ARM ARM A5.3.4, and the table
// branches of A5.3.6.
var branchPatterns = []pattern{
	{"11110 s 1110 iiiiii 10 j 0 k iiiiiiiiiii", V7, undefined, "system", unspelled},
	{"11110 s 1111 iiiiii 10 j 0 k iiiiiiiiiii", V7, undefined, "system", unspelled},
	{"11110 s cccc iiiiii 10 j 0 k iiiiiiiiiii", V7, branchIf32, "b", says("b{cc}.w {far20}")},
	{"11110 s iiiiiiiiii 10 j 1 k iiiiiiiiiii", V7, branch32(B), "b", says("b{c}.w {far24}")},
	{"11110 s iiiiiiiiii 11 j 1 k iiiiiiiiiii", V6, branch32(Bl), "bl", says("bl{c} {far24}")},
	{"111010001101 nnnn 11110000 000h mmmm", V7, tableBranch, "tb", says("",
		special{"111010001101 nnnn 11110000 0000 mmmm", "tbb{c} [{Rn}, {Rm}]"},
		special{"111010001101 nnnn 11110000 0001 mmmm", "tbh{c} [{Rn}, {Rm}, lsl #1]"})},
}

// systemPatterns sit inside the space of conditional branches, so they come
// first.
var systemPatterns = []pattern{
	{"111100111000 nnnn 1000 kk00 ssssssss", V6, msr, "msr", says("msr{c} {writes}, {Rn}")},
	{"111100111110 1111 1000 dddd ssssssss", V6, mrs, "mrs", says("mrs{c} {Rd}, {special}")},
	{"111100111010 1111 10000000 hhhhhhhh", V7, hint, "hint", says("nop{c}.w {hint}",
		special{"111100111010 1111 1000 0000 00000000", "nop{c}.w"},
		special{"111100111010 1111 1000 0000 00000001", "yield{c}.w"},
		special{"111100111010 1111 1000 0000 00000010", "wfe{c}.w"},
		special{"111100111010 1111 1000 0000 00000011", "wfi{c}.w"},
		special{"111100111010 1111 1000 0000 00000100", "sev{c}.w"},
		special{"111100111010 1111 1000 0000 1111iiii", "dbg{c} #{i}"})},
	{"111100111011 1111 1000 1111 0010 1111", V7, barrier(SysClrex), "clrex", says("clrex{c}")},
	{"111100111011 1111 1000 1111 0100 oooo", V6, barrier(SysDsb), "dsb", says("dsb{c} {barrier}")},
	{"111100111011 1111 1000 1111 0101 oooo", V6, barrier(SysDsb), "dmb", says("dmb{c} {barrier}")},
	{"111100111011 1111 1000 1111 0110 oooo", V6, barrier(SysIsb), "isb", says("isb{c} {barrier}")},
	{"111101111111 jjjj 1010 iiiiiiiiiiii", V6, undefined, "udf", says("udf{c}.w #{half}")},
}

// Members of the class PCWrite.
const (
	PCMov = iota // PC = m
	PCAdd        // PC = imm + m
	PCTBB        // table branch: n, m, imm is the address after it
	PCTBH
	PCLoad // LDR PC: n, imm or m<<x, a: addressing
)

// Members of the class Sys.
const (
	SysBkpt = iota
	SysSvc
	SysCps
	SysMsr
	SysMrs
	SysClrex
	SysDsb
	SysIsb
	SysWfi
	SysWfe
	SysSev
)

// Special registers of MSR and MRS, ARM ARM B5.1.1.
const (
	SpecialMSP     = 8
	SpecialPSP     = 9
	SpecialPRIMASK = 16
	SpecialBASEPRI = 17
	SpecialBASEMAX = 18
	SpecialFAULT   = 19
	SpecialCONTROL = 20
)

func (f *fields) hasSpecial(n uint32) bool {
	switch {
	case n <= 3 || n >= 5 && n <= 9 || n == SpecialPRIMASK || n == SpecialCONTROL:
		return true
	}
	return f.has&V7 != 0 && n >= SpecialBASEPRI && n <= SpecialFAULT
}

// insideIT reports an instruction that may not be where it is: in an IT block
// and not its last.
func (f *fields) insideIT() bool { return f.it&7 != 0 }

func bx(f *fields, u *Op) bool {
	u.Code, u.M = Bx, f.reg('m')
	return u.M != thumb.PC && !f.insideIT()
}

func blx(f *fields, u *Op) bool {
	u.Code, u.M, u.Imm = Blx, f.reg('m'), (f.pc+2)|1
	return u.M != thumb.PC && !f.insideIT()
}

func compareBranch(op Code) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.N, u.Imm = op, f.reg('n'), f.pc+4+f.v['i']*2
		return f.it == 0
	}
}

func branchIf16(f *fields, u *Op) bool {
	u.Code = Beq + Code(f.v['c'])
	u.Imm = f.pc + 4 + thumb.SignExtend(f.v['i'], 8)<<1
	return f.it == 0
}

func branch16(f *fields, u *Op) bool {
	u.Code, u.Imm = B, f.pc+4+thumb.SignExtend(f.v['i'], 11)<<1
	return !f.insideIT()
}

func branchIf32(f *fields, u *Op) bool {
	u.Code, u.Imm = Beq+Code(f.v['c']), f.pc+4+f.v.Near()
	return f.it == 0
}

func branch32(op Code) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Imm = op, f.pc+4+f.v.Far()
		return !f.insideIT()
	}
}

func tableBranch(f *fields, u *Op) bool {
	u.Code, u.N, u.M, u.Imm = PCWrite, f.reg('n'), f.reg('m'), f.pc+4
	u.Sub = PCTBB + uint8(f.v['h'])
	if u.N == thumb.PC {
		u.N = RegShifted
		u.X = 1 // the table follows the instruction
	} else {
		u.X = 0
	}
	return u.N != thumb.SP && plainRegister(u.M) && !f.insideIT()
}

func cps(f *fields, u *Op) bool {
	u.Code, u.Sub = Sys, SysCps
	u.Imm, u.X = f.v['i'], uint8(f.v['k']<<1|f.v['f'])
	if f.has&V7 == 0 && f.v['f'] != 0 {
		return false
	}
	return f.it == 0 && u.X != 0
}

func bkpt(f *fields, u *Op) bool {
	u.Code, u.Sub, u.Imm = Sys, SysBkpt, f.v['i']
	return true
}

func svc(f *fields, u *Op) bool {
	u.Code, u.Sub, u.Imm = Sys, SysSvc, f.v['i']
	return true
}

func hint(f *fields, u *Op) bool {
	u.Code = Nop
	switch f.v['h'] {
	case 2:
		u.Code, u.Sub = Sys, SysWfe
	case 3:
		u.Code, u.Sub = Sys, SysWfi
	case 4:
		u.Code, u.Sub = Sys, SysSev
	}
	return true
}

// it decodes IF-THEN. Whoever decodes what follows gives each instruction its
// ITSTATE.
func it(f *fields, u *Op) bool {
	first, mask := f.v['c'], f.v['j']
	u.Code, u.Imm = IT, first<<4|mask
	if first == 15 || first == 14 && mask&(mask-1) != 0 {
		return false
	}
	return f.it == 0
}

func msr(f *fields, u *Op) bool {
	u.Code, u.Sub, u.N, u.Imm, u.X = Sys, SysMsr, f.reg('n'), f.v['s'], uint8(f.v['k'])
	return plainRegister(u.N) && f.hasSpecial(u.Imm)
}

func mrs(f *fields, u *Op) bool {
	u.Code, u.Sub, u.D, u.Imm = Sys, SysMrs, f.reg('d'), f.v['s']
	return plainRegister(u.D) && f.hasSpecial(u.Imm)
}

func barrier(sub uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub = Sys, sub
		return true
	}
}
