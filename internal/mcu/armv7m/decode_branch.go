package armv7m

import "tinyol-sim/internal/mcu/armv7m/thumb"

// branchPatterns are branches and control, ARM ARM A5.3.4, and the table
// branches of A5.3.6.
var branchPatterns = []pattern{
	{"11110 s 1110 iiiiii 10 j 0 k iiiiiiiiiii", v7, undefined, "system", unspelled},
	{"11110 s 1111 iiiiii 10 j 0 k iiiiiiiiiii", v7, undefined, "system", unspelled},
	{"11110 s cccc iiiiii 10 j 0 k iiiiiiiiiii", v7, branchIf32, "b", says("b{cc}.w {far20}")},
	{"11110 s iiiiiiiiii 10 j 1 k iiiiiiiiiii", v7, branch32(opB), "b", says("b{c}.w {far24}")},
	{"11110 s iiiiiiiiii 11 j 1 k iiiiiiiiiii", v6, branch32(opBl), "bl", says("bl{c} {far24}")},
	{"111010001101 nnnn 11110000 000h mmmm", v7, tableBranch, "tb", says("",
		special{"111010001101 nnnn 11110000 0000 mmmm", "tbb{c} [{Rn}, {Rm}]"},
		special{"111010001101 nnnn 11110000 0001 mmmm", "tbh{c} [{Rn}, {Rm}, lsl #1]"})},
}

// systemPatterns sit inside the space of conditional branches, so they come
// first.
var systemPatterns = []pattern{
	{"111100111000 nnnn 1000 kk00 ssssssss", v6, msr, "msr", says("msr{c} {writes}, {Rn}")},
	{"111100111110 1111 1000 dddd ssssssss", v6, mrs, "mrs", says("mrs{c} {Rd}, {special}")},
	{"111100111010 1111 10000000 hhhhhhhh", v7, hint, "hint", says("nop{c}.w {hint}",
		special{"111100111010 1111 1000 0000 00000000", "nop{c}.w"},
		special{"111100111010 1111 1000 0000 00000001", "yield{c}.w"},
		special{"111100111010 1111 1000 0000 00000010", "wfe{c}.w"},
		special{"111100111010 1111 1000 0000 00000011", "wfi{c}.w"},
		special{"111100111010 1111 1000 0000 00000100", "sev{c}.w"},
		special{"111100111010 1111 1000 0000 1111iiii", "dbg{c} #{i}"})},
	{"111100111011 1111 1000 1111 0010 1111", v7, barrier(sysClrex), "clrex", says("clrex{c}")},
	{"111100111011 1111 1000 1111 0100 oooo", v6, barrier(sysDsb), "dsb", says("dsb{c} {barrier}")},
	{"111100111011 1111 1000 1111 0101 oooo", v6, barrier(sysDsb), "dmb", says("dmb{c} {barrier}")},
	{"111100111011 1111 1000 1111 0110 oooo", v6, barrier(sysIsb), "isb", says("isb{c} {barrier}")},
	{"111101111111 jjjj 1010 iiiiiiiiiiii", v6, undefined, "udf", says("udf{c}.w #{half}")},
}

// Members of the class opPCWrite.
const (
	pcMov = iota // PC = m
	pcAdd        // PC = imm + m
	pcTBB        // table branch: n, m, imm is the address after it
	pcTBH
	pcLoad // LDR PC: n, imm or m<<x, a: addressing
)

// Members of the class opSys.
const (
	sysBkpt = iota
	sysSvc
	sysCps
	sysMsr
	sysMrs
	sysClrex
	sysDsb
	sysIsb
	sysWfi
	sysWfe
	sysSev
)

// insideIT reports an instruction that may not be where it is: in an IT block
// and not its last.
func (f *fields) insideIT() bool { return f.it&7 != 0 }

func bx(f *fields, u *uop) bool {
	u.op, u.m = opBx, f.reg('m')
	return u.m != regPC && !f.insideIT()
}

func blx(f *fields, u *uop) bool {
	u.op, u.m, u.imm = opBlx, f.reg('m'), (f.pc+2)|1
	return u.m != regPC && !f.insideIT()
}

func compareBranch(op opcode) form {
	return func(f *fields, u *uop) bool {
		u.op, u.n, u.imm = op, f.reg('n'), f.pc+4+f.v['i']*2
		return f.it == 0
	}
}

func branchIf16(f *fields, u *uop) bool {
	u.op = opBeq + opcode(f.v['c'])
	u.imm = f.pc + 4 + thumb.SignExtend(f.v['i'], 8)<<1
	return f.it == 0
}

func branch16(f *fields, u *uop) bool {
	u.op, u.imm = opB, f.pc+4+thumb.SignExtend(f.v['i'], 11)<<1
	return !f.insideIT()
}

func branchIf32(f *fields, u *uop) bool {
	u.op, u.imm = opBeq+opcode(f.v['c']), f.pc+4+f.v.Near()
	return f.it == 0
}

func branch32(op opcode) form {
	return func(f *fields, u *uop) bool {
		u.op, u.imm = op, f.pc+4+f.v.Far()
		return !f.insideIT()
	}
}

func tableBranch(f *fields, u *uop) bool {
	u.op, u.n, u.m, u.imm = opPCWrite, f.reg('n'), f.reg('m'), f.pc+4
	u.sub = pcTBB + uint8(f.v['h'])
	if u.n == regPC {
		u.n = regShifted
		u.x = 1 // the table follows the instruction
	} else {
		u.x = 0
	}
	return u.n != regSP && plainRegister(u.m) && !f.insideIT()
}

func cps(f *fields, u *uop) bool {
	u.op, u.sub = opSys, sysCps
	u.imm, u.x = f.v['i'], uint8(f.v['k']<<1|f.v['f'])
	if f.core.features&v7 == 0 && f.v['f'] != 0 {
		return false
	}
	return f.it == 0 && u.x != 0
}

func bkpt(f *fields, u *uop) bool {
	u.op, u.sub, u.imm = opSys, sysBkpt, f.v['i']
	return true
}

func svc(f *fields, u *uop) bool {
	u.op, u.sub, u.imm = opSys, sysSvc, f.v['i']
	return true
}

func hint(f *fields, u *uop) bool {
	u.op = opNop
	switch f.v['h'] {
	case 2:
		u.op, u.sub = opSys, sysWfe
	case 3:
		u.op, u.sub = opSys, sysWfi
	case 4:
		u.op, u.sub = opSys, sysSev
	}
	return true
}

// it decodes IF-THEN. The state of each instruction of the block is put into
// its slot by Core.decodeBlock.
func it(f *fields, u *uop) bool {
	first, mask := f.v['c'], f.v['j']
	u.op, u.imm = opIT, first<<4|mask
	if first == 15 || first == 14 && mask&(mask-1) != 0 {
		return false
	}
	return f.it == 0
}

func msr(f *fields, u *uop) bool {
	u.op, u.sub, u.n, u.imm, u.x = opSys, sysMsr, f.reg('n'), f.v['s'], uint8(f.v['k'])
	return plainRegister(u.n) && f.core.hasSpecial(u.imm)
}

func mrs(f *fields, u *uop) bool {
	u.op, u.sub, u.d, u.imm = opSys, sysMrs, f.reg('d'), f.v['s']
	return plainRegister(u.d) && f.core.hasSpecial(u.imm)
}

func barrier(sub uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub = opSys, sub
		return true
	}
}
