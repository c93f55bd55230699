package decode

import "tinyol-sim/internal/mcu/armv7m/thumb"

// memoryPatterns are the 32-bit loads and stores, ARM ARM A5.3.5-10. p, u, w:
// before, up, write back; z: size.
var memoryPatterns = []pattern{
	{"1110100010w 0 nnnn llllllllllllllll", V7, multiple(Stm, 0), "stm", says("stmia{c}.w {Rn}{!}, {list}")},
	{"1110100010w 1 nnnn llllllllllllllll", V7, multiple(Ldm, 0), "ldm", says("ldmia{c}.w {Rn}{!}, {list}")},
	{"1110100100w 0 nnnn llllllllllllllll", V7, multiple(Stm, MultipleBefore), "stmdb", says("stmdb{c} {Rn}{!}, {list}")},
	{"1110100100w 1 nnnn llllllllllllllll", V7, multiple(Ldm, MultipleBefore), "ldmdb", says("ldmdb{c} {Rn}{!}, {list}")},
	{"111010000100 nnnn tttt dddd iiiiiiii", V7, exclusive(MemStrex, 4), "strex", says("strex{c} {Rd}, {Rt}, [{Rn}{plus4}]")},
	{"111010000101 nnnn tttt 1111 iiiiiiii", V7, exclusive(MemLdrex, 4), "ldrex", says("ldrex{c} {Rt}, [{Rn}{plus4}]")},
	{"111010001100 nnnn tttt 1111 0100 dddd", V7, exclusive(MemStrex, 1), "strexb", says("strexb{c} {Rd}, {Rt}, [{Rn}]")},
	{"111010001100 nnnn tttt 1111 0101 dddd", V7, exclusive(MemStrex, 2), "strexh", says("strexh{c} {Rd}, {Rt}, [{Rn}]")},
	{"111010001101 nnnn tttt 1111 0100 1111", V7, exclusive(MemLdrex, 1), "ldrexb", says("ldrexb{c} {Rt}, [{Rn}]")},
	{"111010001101 nnnn tttt 1111 0101 1111", V7, exclusive(MemLdrex, 2), "ldrexh", says("ldrexh{c} {Rt}, [{Rn}]")},
	{"1110100 p u1 w 0 nnnn tttt dddd iiiiiiii", V7, pair(Strd), "strd", says("strd{c} {Rt}, {Rd}, {offset4}")},
	{"1110100 p u1 w 1 nnnn tttt dddd iiiiiiii", V7, pair(Ldrd), "ldrd", says("ldrd{c} {Rt}, {Rd}, {offset4}")},

	{"11111000 1 zz 0 nnnn tttt iiiiiiiiiiii", V7, single(storeOp, false, wideOffset), "str", says("str{z}{c}.w {Rt}, [{Rn}{plus}]")},
	{"11111000 0 zz 0 nnnn tttt 1 puw iiiiiiii", V7, single(storeOp, false, smallOffset), "str", says("str{z}{c}.w {Rt}, {offset}",
		special{"11111000 0 zz 0 nnnn tttt 1110 iiiiiiii", "str{z}t{c} {Rt}, [{Rn}{plus}]"})},
	{"11111000 0 zz 0 nnnn tttt 000000 ii mmmm", V7, single(storeOp, false, registerOffset), "str", says("str{z}{c}.w {Rt}, [{Rn}, {Rm}{lsl}]")},
	{"11111000 u zz 1 1111 tttt iiiiiiiiiiii", V7, single(loadOp, false, literalOffset), "ldr", says("ldr{z}{c}.w {Rt}, [pc, #{sign}{i}]{literals}",
		special{"11111000 u 00 1 1111 1111 iiiiiiiiiiii", "pld{c} [pc, #{sign}{i}]{literals}"},
		special{"11111000 u 01 1 1111 1111 iiiiiiiiiiii", "pldw{c} [pc, #{sign}{i}]{literals}"})},
	{"11111001 u zz 1 1111 tttt iiiiiiiiiiii", V7, single(loadOp, true, literalOffset), "ldrs", says("ldrs{z}{c}.w {Rt}, [pc, #{sign}{i}]{literals}",
		special{"11111001 u 00 1 1111 1111 iiiiiiiiiiii", "pli{c} [pc, #{sign}{i}]{literals}"})},
	{"11111000 1 zz 1 nnnn tttt iiiiiiiiiiii", V7, single(loadOp, false, wideOffset), "ldr", says("ldr{z}{c}.w {Rt}, [{Rn}{plus}]",
		special{"11111000 1 00 1 nnnn 1111 iiiiiiiiiiii", "pld{c} [{Rn}{plus}]"},
		special{"11111000 1 01 1 nnnn 1111 iiiiiiiiiiii", "pldw{c} [{Rn}{plus}]"})},
	{"11111000 0 zz 1 nnnn tttt 1 puw iiiiiiii", V7, single(loadOp, false, smallOffset), "ldr", says("ldr{z}{c}.w {Rt}, {offset}",
		special{"11111000 0 00 1 nnnn 1111 1100 iiiiiiii", "pld{c} [{Rn}, #-{i}]"},
		special{"11111000 0 01 1 nnnn 1111 1100 iiiiiiii", "pldw{c} [{Rn}, #-{i}]"},
		special{"11111000 0 zz 1 nnnn tttt 1110 iiiiiiii", "ldr{z}t{c} {Rt}, [{Rn}{plus}]"})},
	{"11111000 0 zz 1 nnnn tttt 000000 ii mmmm", V7, single(loadOp, false, registerOffset), "ldr", says("ldr{z}{c}.w {Rt}, [{Rn}, {Rm}{lsl}]",
		special{"11111000 0 00 1 nnnn 1111 000000 ii mmmm", "pld{c} [{Rn}, {Rm}{lsl}]"},
		special{"11111000 0 01 1 nnnn 1111 000000 ii mmmm", "pldw{c} [{Rn}, {Rm}{lsl}]"})},
	{"11111001 1 zz 1 nnnn tttt iiiiiiiiiiii", V7, single(loadOp, true, wideOffset), "ldrs", says("ldrs{z}{c}.w {Rt}, [{Rn}{plus}]",
		special{"11111001 1 00 1 nnnn 1111 iiiiiiiiiiii", "pli{c} [{Rn}{plus}]"})},
	{"11111001 0 zz 1 nnnn tttt 1 puw iiiiiiii", V7, single(loadOp, true, smallOffset), "ldrs", says("ldrs{z}{c}.w {Rt}, {offset}",
		special{"11111001 0 00 1 nnnn 1111 1100 iiiiiiii", "pli{c} [{Rn}, #-{i}]"},
		special{"11111001 0 zz 1 nnnn tttt 1110 iiiiiiii", "ldrs{z}t{c} {Rt}, [{Rn}{plus}]"})},
	{"11111001 0 zz 1 nnnn tttt 000000 ii mmmm", V7, single(loadOp, true, registerOffset), "ldrs", says("ldrs{z}{c}.w {Rt}, [{Rn}, {Rm}{lsl}]",
		special{"11111001 0 00 1 nnnn 1111 000000 ii mmmm", "pli{c} [{Rn}, {Rm}{lsl}]"})},
}

// Flags of LDM and STM in x.
const (
	MultipleWriteback = 1 << iota
	MultipleBefore    // decrement before; else increment after
)

// Members of the class Mem.
const (
	MemLdrex = iota // size in x
	MemStrex
	MemLdrLit // narrow or signed load from an absolute address: kind in x
	MemLdrSP  // a word into SP, imm or index as a says
	MemPair   // LDRD, STRD with write back: flags in x, a; second register m
	MemPairLit
)

// Flags of Indexed and of pairs in x.
const (
	IndexBefore = 1 << iota
	IndexStore
)

func multiple(op Code, flags uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.N, u.Imm, u.X = op, f.reg('n'), f.v['l'], flags
		if f.v['w'] != 0 {
			u.X |= MultipleWriteback
		}
		list := u.Imm
		switch {
		case u.N == thumb.PC || list&(list-1) == 0 || list>>thumb.SP&1 != 0:
			return false
		case f.v['w'] != 0 && list>>u.N&1 != 0:
			return false
		case op == Stm:
			return list>>thumb.PC&1 == 0
		}
		return list>>14 != 3 && (list>>thumb.PC&1 == 0 || !f.insideIT())
	}
}

func exclusive(sub, size uint8) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.Sub, u.X = Mem, sub, size
		u.N, u.A, u.D, u.Imm = f.reg('n'), f.reg('t'), f.reg('d'), f.v['i']*4
		if u.N == thumb.PC || !plainRegister(u.A) {
			return false
		}
		return sub == MemLdrex || plainRegister(u.D) && u.D != u.N && u.D != u.A
	}
}

func pair(op Code) form {
	return func(f *fields, u *Op) bool {
		u.Code, u.N, u.D, u.A, u.Imm = op, f.reg('n'), f.reg('t'), f.reg('d'), f.v['i']*4
		p, w := f.v['p'], f.v['w']
		if p == 0 && w == 0 || !plainRegister(u.D, u.A) || op == Ldrd && u.D == u.A {
			return false
		}
		if f.v['u'] == 0 {
			u.Imm = -u.Imm
		}
		if u.N == thumb.PC {
			u.Code, u.Sub, u.Imm = Mem, MemPairLit, (f.pc+4)&^3+u.Imm
			return w == 0 && op == Ldrd
		}
		if w == 0 {
			return true
		}
		u.Sub, u.X = MemPair, uint8(p)
		if op == Strd {
			u.X |= IndexStore
		}
		u.Code = Mem
		return u.N != u.D && u.N != u.A
	}
}

type offsetKind uint8

const (
	wideOffset offsetKind = iota
	smallOffset
	registerOffset
	literalOffset
)

// storeOp and loadOp give the operation with an offset for a size, 0 to 2.
func storeOp(size uint32, _ bool) Code { return [...]Code{Strb, Strh, Str}[size] }

func loadOp(size uint32, signed bool) Code {
	if signed {
		return [...]Code{Ldrsb, Ldrsh, Undefined}[size]
	}
	return [...]Code{Ldrb, Ldrh, Ldr}[size]
}

func single(pick func(uint32, bool) Code, signed bool, kind offsetKind) form {
	return func(f *fields, u *Op) bool {
		size := f.v['z']
		if size == 3 {
			return false
		}
		u.Code = pick(size, signed)
		u.D, u.N, u.M, u.Imm = f.reg('t'), f.reg('n'), f.reg('m'), f.v['i']
		store := u.Code >= Str && u.Code <= Strh
		if u.Code == Undefined || store && (u.N == thumb.PC || u.D == thumb.PC) {
			return false
		}
		up := f.v['u'] != 0 || kind == wideOffset || kind == registerOffset
		if kind == smallOffset && f.v['p'] == 0 && f.v['w'] == 0 {
			return false
		}
		translate := kind == smallOffset && f.v['p'] == 1 && f.v['u'] == 1 && f.v['w'] == 0 // LDRT
		if !up {
			u.Imm = -u.Imm
		}
		if u.D == thumb.PC && size < 2 {
			return u.preload(kind, f.v['p'] == 1 && f.v['u'] == 0 && f.v['w'] == 0)
		}
		if u.D == thumb.SP && size < 2 || translate && !plainRegister(u.D) {
			return false
		}
		switch kind {
		case registerOffset:
			u.X, u.Imm = uint8(u.Imm), 0
			u.Code += LdrReg - Ldr
			if !plainRegister(u.M) {
				return false
			}
		case literalOffset:
			u.Sub, u.X, u.Code, u.Imm = MemLdrLit, uint8(u.Code-Ldr), Mem, (f.pc+4)&^3+u.Imm
			if u.X == 0 {
				u.Code = LdrLit
			}
		case smallOffset:
			if f.v['w'] != 0 {
				return u.index(f)
			}
		}
		return u.specialTarget(f, kind)
	}
}

// preload decodes PLD and PLI, which do nothing on these cores.
func (u *Op) preload(kind offsetKind, down bool) bool {
	if kind == smallOffset && !down {
		return false
	}
	u.Code = Nop
	return kind != registerOffset || plainRegister(u.M)
}

// index makes a load or store with write back; sub is the kind in the order of
// Ldr to Strh.
func (u *Op) index(f *fields) bool {
	u.Sub, u.X = uint8(u.Code-Ldr), uint8(f.v['p'])
	u.Code = Indexed
	if u.N == u.D {
		return false
	}
	if u.Sub == 0 && u.X == 0 && plainRegister(u.D) {
		u.Code = LdrAfter
	}
	return u.specialTarget(f, smallOffset)
}

// specialTarget turns loads into PC and SP into members of classes.
func (u *Op) specialTarget(f *fields, kind offsetKind) bool {
	if u.D != thumb.PC && u.D != thumb.SP {
		return true
	}
	if u.Code == Str || u.Code == StrReg || u.Code == Indexed && u.Sub == uint8(Str-Ldr) {
		return true // storing SP
	}
	u.A = AddressOffset
	switch {
	case kind == registerOffset:
		u.A = AddressRegister
	case kind == literalOffset:
		u.A = AddressLiteral
	case u.Code == Indexed && u.X == IndexBefore:
		u.A = AddressBefore
	case u.Code == Indexed:
		u.A = AddressAfter
	}
	if u.D == thumb.PC {
		u.Code, u.Sub = PCWrite, PCLoad
		return !f.insideIT()
	}
	u.Code, u.Sub = Mem, MemLdrSP
	return true
}

// Addressing of loads into PC and SP.
const (
	AddressOffset = iota
	AddressRegister
	AddressLiteral
	AddressBefore
	AddressAfter
)
