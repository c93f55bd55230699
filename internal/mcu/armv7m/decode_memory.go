package armv7m

// memoryPatterns are the 32-bit loads and stores, ARM ARM A5.3.5-10. p, u, w:
// before, up, write back; z: size.
var memoryPatterns = []pattern{
	{"1110100010w 0 nnnn llllllllllllllll", v7, multiple(opStm, 0), "stm", says("stmia{c}.w {Rn}{!}, {list}")},
	{"1110100010w 1 nnnn llllllllllllllll", v7, multiple(opLdm, 0), "ldm", says("ldmia{c}.w {Rn}{!}, {list}")},
	{"1110100100w 0 nnnn llllllllllllllll", v7, multiple(opStm, multipleBefore), "stmdb", says("stmdb{c} {Rn}{!}, {list}")},
	{"1110100100w 1 nnnn llllllllllllllll", v7, multiple(opLdm, multipleBefore), "ldmdb", says("ldmdb{c} {Rn}{!}, {list}")},
	{"111010000100 nnnn tttt dddd iiiiiiii", v7, exclusive(memStrex, 4), "strex", says("strex{c} {Rd}, {Rt}, [{Rn}{plus4}]")},
	{"111010000101 nnnn tttt 1111 iiiiiiii", v7, exclusive(memLdrex, 4), "ldrex", says("ldrex{c} {Rt}, [{Rn}{plus4}]")},
	{"111010001100 nnnn tttt 1111 0100 dddd", v7, exclusive(memStrex, 1), "strexb", says("strexb{c} {Rd}, {Rt}, [{Rn}]")},
	{"111010001100 nnnn tttt 1111 0101 dddd", v7, exclusive(memStrex, 2), "strexh", says("strexh{c} {Rd}, {Rt}, [{Rn}]")},
	{"111010001101 nnnn tttt 1111 0100 1111", v7, exclusive(memLdrex, 1), "ldrexb", says("ldrexb{c} {Rt}, [{Rn}]")},
	{"111010001101 nnnn tttt 1111 0101 1111", v7, exclusive(memLdrex, 2), "ldrexh", says("ldrexh{c} {Rt}, [{Rn}]")},
	{"1110100 p u1 w 0 nnnn tttt dddd iiiiiiii", v7, pair(opStrd), "strd", says("strd{c} {Rt}, {Rd}, {offset4}")},
	{"1110100 p u1 w 1 nnnn tttt dddd iiiiiiii", v7, pair(opLdrd), "ldrd", says("ldrd{c} {Rt}, {Rd}, {offset4}")},

	{"11111000 1 zz 0 nnnn tttt iiiiiiiiiiii", v7, single(storeOp, false, wideOffset), "str", says("str{z}{c}.w {Rt}, [{Rn}{plus}]")},
	{"11111000 0 zz 0 nnnn tttt 1 puw iiiiiiii", v7, single(storeOp, false, smallOffset), "str", says("str{z}{c}.w {Rt}, {offset}",
		special{"11111000 0 zz 0 nnnn tttt 1110 iiiiiiii", "str{z}t{c} {Rt}, [{Rn}{plus}]"})},
	{"11111000 0 zz 0 nnnn tttt 000000 ii mmmm", v7, single(storeOp, false, registerOffset), "str", says("str{z}{c}.w {Rt}, [{Rn}, {Rm}{lsl}]")},
	{"11111000 u zz 1 1111 tttt iiiiiiiiiiii", v7, single(loadOp, false, literalOffset), "ldr", says("ldr{z}{c}.w {Rt}, [pc, #{sign}{i}]{literals}",
		special{"11111000 u 00 1 1111 1111 iiiiiiiiiiii", "pld{c} [pc, #{sign}{i}]{literals}"},
		special{"11111000 u 01 1 1111 1111 iiiiiiiiiiii", "pldw{c} [pc, #{sign}{i}]{literals}"})},
	{"11111001 u zz 1 1111 tttt iiiiiiiiiiii", v7, single(loadOp, true, literalOffset), "ldrs", says("ldrs{z}{c}.w {Rt}, [pc, #{sign}{i}]{literals}",
		special{"11111001 u 00 1 1111 1111 iiiiiiiiiiii", "pli{c} [pc, #{sign}{i}]{literals}"})},
	{"11111000 1 zz 1 nnnn tttt iiiiiiiiiiii", v7, single(loadOp, false, wideOffset), "ldr", says("ldr{z}{c}.w {Rt}, [{Rn}{plus}]",
		special{"11111000 1 00 1 nnnn 1111 iiiiiiiiiiii", "pld{c} [{Rn}{plus}]"},
		special{"11111000 1 01 1 nnnn 1111 iiiiiiiiiiii", "pldw{c} [{Rn}{plus}]"})},
	{"11111000 0 zz 1 nnnn tttt 1 puw iiiiiiii", v7, single(loadOp, false, smallOffset), "ldr", says("ldr{z}{c}.w {Rt}, {offset}",
		special{"11111000 0 00 1 nnnn 1111 1100 iiiiiiii", "pld{c} [{Rn}, #-{i}]"},
		special{"11111000 0 01 1 nnnn 1111 1100 iiiiiiii", "pldw{c} [{Rn}, #-{i}]"},
		special{"11111000 0 zz 1 nnnn tttt 1110 iiiiiiii", "ldr{z}t{c} {Rt}, [{Rn}{plus}]"})},
	{"11111000 0 zz 1 nnnn tttt 000000 ii mmmm", v7, single(loadOp, false, registerOffset), "ldr", says("ldr{z}{c}.w {Rt}, [{Rn}, {Rm}{lsl}]",
		special{"11111000 0 00 1 nnnn 1111 000000 ii mmmm", "pld{c} [{Rn}, {Rm}{lsl}]"},
		special{"11111000 0 01 1 nnnn 1111 000000 ii mmmm", "pldw{c} [{Rn}, {Rm}{lsl}]"})},
	{"11111001 1 zz 1 nnnn tttt iiiiiiiiiiii", v7, single(loadOp, true, wideOffset), "ldrs", says("ldrs{z}{c}.w {Rt}, [{Rn}{plus}]",
		special{"11111001 1 00 1 nnnn 1111 iiiiiiiiiiii", "pli{c} [{Rn}{plus}]"})},
	{"11111001 0 zz 1 nnnn tttt 1 puw iiiiiiii", v7, single(loadOp, true, smallOffset), "ldrs", says("ldrs{z}{c}.w {Rt}, {offset}",
		special{"11111001 0 00 1 nnnn 1111 1100 iiiiiiii", "pli{c} [{Rn}, #-{i}]"},
		special{"11111001 0 zz 1 nnnn tttt 1110 iiiiiiii", "ldrs{z}t{c} {Rt}, [{Rn}{plus}]"})},
	{"11111001 0 zz 1 nnnn tttt 000000 ii mmmm", v7, single(loadOp, true, registerOffset), "ldrs", says("ldrs{z}{c}.w {Rt}, [{Rn}, {Rm}{lsl}]",
		special{"11111001 0 00 1 nnnn 1111 000000 ii mmmm", "pli{c} [{Rn}, {Rm}{lsl}]"})},
}

// Flags of LDM and STM in x.
const (
	multipleWriteback = 1 << iota
	multipleBefore    // decrement before; else increment after
)

// Members of the class opMem.
const (
	memLdrex = iota // size in x
	memStrex
	memLdrLit // narrow or signed load from an absolute address: kind in x
	memLdrSP  // a word into SP, imm or index as a says
	memPair   // LDRD, STRD with write back: flags in x, a; second register m
	memPairLit
)

// Flags of opIndexed and of pairs in x.
const (
	indexBefore = 1 << iota
	indexStore
)

func multiple(op opcode, flags uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.n, u.imm, u.x = op, f.reg('n'), f.v['l'], flags
		if f.v['w'] != 0 {
			u.x |= multipleWriteback
		}
		list := u.imm
		switch {
		case u.n == regPC || list&(list-1) == 0 || list>>regSP&1 != 0:
			return false
		case f.v['w'] != 0 && list>>u.n&1 != 0:
			return false
		case op == opStm:
			return list>>regPC&1 == 0
		}
		return list>>14 != 3 && (list>>regPC&1 == 0 || !f.insideIT())
	}
}

func exclusive(sub, size uint8) form {
	return func(f *fields, u *uop) bool {
		u.op, u.sub, u.x = opMem, sub, size
		u.n, u.a, u.d, u.imm = f.reg('n'), f.reg('t'), f.reg('d'), f.v['i']*4
		if u.n == regPC || !plainRegister(u.a) {
			return false
		}
		return sub == memLdrex || plainRegister(u.d) && u.d != u.n && u.d != u.a
	}
}

func pair(op opcode) form {
	return func(f *fields, u *uop) bool {
		u.op, u.n, u.d, u.a, u.imm = op, f.reg('n'), f.reg('t'), f.reg('d'), f.v['i']*4
		p, w := f.v['p'], f.v['w']
		if p == 0 && w == 0 || !plainRegister(u.d, u.a) || op == opLdrd && u.d == u.a {
			return false
		}
		if f.v['u'] == 0 {
			u.imm = -u.imm
		}
		if u.n == regPC {
			u.op, u.sub, u.imm = opMem, memPairLit, (f.pc+4)&^3+u.imm
			return w == 0 && op == opLdrd
		}
		if w == 0 {
			return true
		}
		u.sub, u.x = memPair, uint8(p)
		if op == opStrd {
			u.x |= indexStore
		}
		u.op = opMem
		return u.n != u.d && u.n != u.a
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
func storeOp(size uint32, _ bool) opcode { return [...]opcode{opStrb, opStrh, opStr}[size] }

func loadOp(size uint32, signed bool) opcode {
	if signed {
		return [...]opcode{opLdrsb, opLdrsh, opUndefined}[size]
	}
	return [...]opcode{opLdrb, opLdrh, opLdr}[size]
}

func single(pick func(uint32, bool) opcode, signed bool, kind offsetKind) form {
	return func(f *fields, u *uop) bool {
		size := f.v['z']
		if size == 3 {
			return false
		}
		u.op = pick(size, signed)
		u.d, u.n, u.m, u.imm = f.reg('t'), f.reg('n'), f.reg('m'), f.v['i']
		store := u.op >= opStr && u.op <= opStrh
		if u.op == opUndefined || store && (u.n == regPC || u.d == regPC) {
			return false
		}
		up := f.v['u'] != 0 || kind == wideOffset || kind == registerOffset
		if kind == smallOffset && f.v['p'] == 0 && f.v['w'] == 0 {
			return false
		}
		translate := kind == smallOffset && f.v['p'] == 1 && f.v['u'] == 1 && f.v['w'] == 0 // LDRT
		if !up {
			u.imm = -u.imm
		}
		if u.d == regPC && size < 2 {
			return u.preload(kind, f.v['p'] == 1 && f.v['u'] == 0 && f.v['w'] == 0)
		}
		if u.d == regSP && size < 2 || translate && !plainRegister(u.d) {
			return false
		}
		switch kind {
		case registerOffset:
			u.x, u.imm = uint8(u.imm), 0
			u.op += opLdrReg - opLdr
			if !plainRegister(u.m) {
				return false
			}
		case literalOffset:
			u.sub, u.x, u.op, u.imm = memLdrLit, uint8(u.op-opLdr), opMem, (f.pc+4)&^3+u.imm
			if u.x == 0 {
				u.op = opLdrLit
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
func (u *uop) preload(kind offsetKind, down bool) bool {
	if kind == smallOffset && !down {
		return false
	}
	u.op = opNop
	return kind != registerOffset || plainRegister(u.m)
}

// index makes a load or store with write back; sub is the kind in the order of
// opLdr to opStrh.
func (u *uop) index(f *fields) bool {
	u.sub, u.x = uint8(u.op-opLdr), uint8(f.v['p'])
	u.op = opIndexed
	if u.n == u.d {
		return false
	}
	if u.sub == 0 && u.x == 0 && plainRegister(u.d) {
		u.op = opLdrAfter
	}
	return u.specialTarget(f, smallOffset)
}

// specialTarget turns loads into PC and SP into members of classes.
func (u *uop) specialTarget(f *fields, kind offsetKind) bool {
	if u.d != regPC && u.d != regSP {
		return true
	}
	if u.op == opStr || u.op == opStrReg || u.op == opIndexed && u.sub == uint8(opStr-opLdr) {
		return true // storing SP
	}
	u.a = addressOffset
	switch {
	case kind == registerOffset:
		u.a = addressRegister
	case kind == literalOffset:
		u.a = addressLiteral
	case u.op == opIndexed && u.x == indexBefore:
		u.a = addressBefore
	case u.op == opIndexed:
		u.a = addressAfter
	}
	if u.d == regPC {
		u.op, u.sub = opPCWrite, pcLoad
		return !f.insideIT()
	}
	u.op, u.sub = opMem, memLdrSP
	return true
}

// Addressing of loads into PC and SP.
const (
	addressOffset = iota
	addressRegister
	addressLiteral
	addressBefore
	addressAfter
)
