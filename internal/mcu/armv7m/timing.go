package armv7m

// Wait is what a memory costs on top of an access a cycle.
type Wait struct {
	Read  int // cycles that a read of data waits
	Fetch int // cycles that fetching a line of code waits; 0 behind a cache that hits
	Line  int // bytes of code that one fetch brings; 0: 4
}

// timing holds the rules of one core as parameters; timings.go has their
// values with the sources. Cycles are for memory without wait states.
type timing struct {
	load, loadNext           int // a single load; one that the load before it overlaps
	loadAfterStore           int // a single load behind a store with an immediate offset
	store, storeIndexed      int // with immediate and register offset
	storeNext                int // any, behind a load that overlaps it
	literal                  int // on top of a load relative to PC
	address                  int // on top, where the instruction before computed the address
	pair, multiple           int // LDRD and STRD; LDM, STM, PUSH and POP beside a cycle a word
	overlaps                 bool
	multiply, multiplyLong   int // MLA and MLS; 64-bit results
	foldIT                   bool
	refill, refillWide       int // P of a taken branch; on top to an unaligned 32-bit instruction
	call, indirect, tableAdd int // on top of 1 + P: BL; BX and writes to PC; TBB and TBH
	popPC                    int // on top of 1 + N + P
	wideRun                  int // unaligned 32-bit instructions in a row that cost a cycle
	special                  int // MRS, MSR, CPS
	barrier                  int // DSB, DMB, ISB
	divideLeast, divideBits  int // of SDIV, UDIV: the least; quotient bits a cycle
	float                    floatTiming
}

// price fills in the cycles of a block. Hazards do not reach from one block
// into the next: between them lies a branch or a hundred instructions.
func (t *timing) price(b *block, ops []uop, w *window) {
	p := pricer{timing: t, wait: w.wait, at: b.pc}
	sum, most := 0, 0
	for i := range ops {
		u := &ops[i]
		var before *uop
		if i > 0 {
			before = &ops[i-1]
		}
		cost := p.next(before, u)
		u.cycles = uint8(cost)
		sum += cost
		u.sum = uint16(sum)
		most += cost + dynamicMost
	}
	b.cycles, b.most = uint32(sum), uint32(most)
	refill := t.refill + w.wait.Fetch
	if first := &ops[0]; first.size == 2 && b.pc&2 != 0 {
		refill += t.refillWide
	}
	b.refill = uint32(refill)
}

// dynamicMost bounds what an instruction can take beyond its price: a taken
// branch, a division, waits for every word of the longest LDM.
const dynamicMost = 200

// pricer walks through a block.
type pricer struct {
	*timing
	wait    Wait
	at      uint32 // address of the instruction
	now     int    // cycles since the block's start
	wideRun int
	float   floatHazards
}

// next is the cost of u behind before, which is nil at the start of a block.
func (p *pricer) next(before, u *uop) int {
	cost := p.issue(before, u) + p.fetch(u)
	if u.op == opIT && p.foldIT && before != nil && before.size == 1 {
		cost--
	}
	p.now += cost
	p.at += 2 * uint32(u.size)
	return cost
}

// fetch is what the instruction's bytes cost beyond the rate of execution.
func (p *pricer) fetch(u *uop) int {
	cost := 0
	if p.wait.Fetch > 0 {
		line := uint32(max(p.wait.Line, 4))
		last := p.at + 2*uint32(u.size) - 1
		cost += int(last/line-(p.at-1)/line) * p.wait.Fetch
	}
	if u.size == 2 && p.at&2 != 0 {
		p.wideRun++
	} else {
		p.wideRun = 0
	}
	if p.timing.wideRun > 0 && p.wideRun == p.timing.wideRun {
		cost++
	}
	return cost
}

func (p *pricer) issue(before, u *uop) int {
	op := u.plainOp()
	switch {
	case op >= opLdr && op <= opLdrAfter:
		return p.single(before, u, op)
	case op == opLdrd || op == opStrd:
		return p.pair
	case op == opLdm || op == opStm:
		return p.multipleWords(u, op)
	case op == opMem:
		return p.memory(before, u)
	case op == opMla || op == opMls:
		return p.multiply
	case op == opSmull || op == opUmull || op == opDSP && (u.sub == dspSmlal || u.sub == dspUmlal):
		return p.multiplyLong
	case op == opSdiv || op == opUdiv:
		return p.divideLeast
	case op == opBl:
		return 1 + p.call
	case op == opBx || op == opBlx:
		return 1 + p.indirect
	case op == opPCWrite:
		return p.writePC(u)
	case op == opSys:
		return p.system(u)
	case op >= opVldr && op <= opFP:
		return p.floating(before, u, op)
	}
	return 1
}

// plainOp is the operation behind a condition.
func (u *uop) plainOp() opcode {
	if u.op == opCond {
		return u.alt
	}
	return u.op
}

// single is a load or store of one register.
func (p *pricer) single(before, u *uop, op opcode) int {
	isStore := op >= opStr && op <= opStrh || op >= opStrReg && op <= opStrhReg
	indexed := op >= opLdrReg && op <= opStrhReg
	if op == opIndexed {
		kind := opLdr + opcode(u.sub)
		isStore = kind >= opStr && kind <= opStrh
	}
	return p.access(before, u, isStore, indexed, op == opLdrLit)
}

func (p *pricer) access(before, u *uop, isStore, indexed, literal bool) int {
	cost := p.load
	overlapped := p.overlaps && before != nil && before.isSingleLoad() && !u.addressUses(before.d, indexed) && !before.writesBackInto(u, indexed)
	switch {
	case isStore && overlapped:
		cost = p.storeNext
	case isStore && indexed:
		cost = p.storeIndexed
	case isStore:
		cost = p.store
	case overlapped:
		cost = p.loadNext
	case before != nil && before.isPlainStore():
		cost = p.loadAfterStore
	}
	if literal {
		cost += p.literal
	}
	if p.address > 0 && before != nil && before.computes() && u.addressUses(before.d, indexed) {
		cost += p.address
	}
	return cost
}

// addressUses says that an address needs register r.
func (u *uop) addressUses(r uint8, indexed bool) bool {
	return u.n == r || indexed && u.m == r
}

// isSingleLoad says that a following load or store may overlap u.
func (u *uop) isSingleLoad() bool {
	switch op := u.plainOp(); {
	case op >= opLdr && op <= opLdrsh, op >= opLdrReg && op <= opLdrshReg, op == opLdrLit, op == opLdrAfter:
		return true
	case op == opIndexed:
		return opLdr+opcode(u.sub) <= opLdrsh
	}
	return false
}

// writesBackInto says that u, a load with write back, changes the address of
// the next access.
func (u *uop) writesBackInto(next *uop, indexed bool) bool {
	op := u.plainOp()
	return (op == opIndexed || op == opLdrAfter) && next.addressUses(u.n, indexed)
}

func (u *uop) isPlainStore() bool {
	op := u.plainOp()
	return op >= opStr && op <= opStrh || op == opIndexed && opLdr+opcode(u.sub) > opLdrsh
}

// computes says that u is a data operation with the result in d.
func (u *uop) computes() bool {
	op := u.plainOp()
	return op >= opAndImm && op <= opDSP && op != opSmull && op != opUmull
}

func (p *pricer) multipleWords(u *uop, op opcode) int {
	words := 0
	for list := u.imm; list != 0; list &= list - 1 {
		words++
	}
	cost := p.multiple + words
	if op == opLdm && u.imm>>regPC != 0 {
		cost += p.popPC
	}
	return cost
}

func (p *pricer) memory(before, u *uop) int {
	switch u.sub {
	case memPair:
		return p.pair
	case memPairLit:
		return p.pair + p.literal
	}
	return p.access(before, u, u.sub == memStrex, false, u.sub == memLdrLit)
}

// writePC is a write to PC beside the refill.
func (p *pricer) writePC(u *uop) int {
	switch u.sub {
	case pcTBB, pcTBH:
		return p.load + p.tableAdd
	case pcLoad:
		return p.load + p.indirect
	}
	return 1 + p.indirect
}

func (p *pricer) system(u *uop) int {
	switch u.sub {
	case sysCps, sysMsr, sysMrs:
		return p.special
	case sysDsb, sysIsb:
		return p.barrier
	}
	return 1
}

// divideCycles is what a division takes beyond the least: it ends early where
// the quotient has few bits.
func (t *timing) divideCycles(quotientBits int) uint64 {
	return uint64((max(quotientBits, 0) + t.divideBits - 1) / t.divideBits)
}

// unaligned is what an access that is not at a multiple of its size takes
// longer: it is split into aligned ones (TI SWCU185, GUID-A72AB4F3): a word at
// an odd halfword into two, at an odd byte into three.
func (t *timing) unaligned(a, size uint32) uint64 {
	switch {
	case size == 4 && a&1 != 0:
		return 2
	case size == 4 || a&3 == 3:
		return 1
	}
	return 0
}
