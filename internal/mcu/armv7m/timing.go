package armv7m

// timing holds the rules of one core as parameters; timings.go has their
// values with the sources. Cycles are for memory without wait states.
type timing struct {
	entries                 int  // of the fetch queue; 0: fetching never holds anything up
	systemBus               int  // cycles that fetching a word waits behind the bus for data
	overlaps                bool // a load directly behind a load takes a cycle less
	load                    int  // a single load
	store, storeIndexed     int  // with immediate and register offset
	storeThenLoad           int  // on top of a load directly behind a store
	storeThenStore          int  // and of a store
	storeThenMany           int  // and of LDM, STM, LDRD and STRD
	manyThenAny             int  // on top of any access directly behind STM or STRD
	literal                 int  // on top of a load relative to PC
	address                 int  // on top where the instruction before computed the address
	pair, multiple          int  // LDRD and STRD; LDM, STM, PUSH and POP beside a cycle a word
	storeMultiple           int  // on top of STM and PUSH
	multiply, multiplyLong  int  // MLA and MLS; 64-bit results
	foldIT                  bool // IT behind a 16-bit instruction takes no cycle
	refill                  int  // P of a taken branch where the queue does not say it
	call, indirect          int  // on top of 1 + P: BL; BX, BLX and writes to PC
	loadPC, table           int  // on top of a load and P: LDR PC; TBB and TBH
	popPC                   int  // on top of 1 + N + P
	compareBranch           int  // on top of 1 + P: CBZ and CBNZ, taken
	special                 int  // MRS, MSR, CPS
	barrier                 int  // DSB, DMB, ISB
	divideLeast, divideBits int  // of SDIV, UDIV: the least; quotient bits a cycle
	float                   floatTiming
}

// price fills in the cycles of a block as it is behind a branch that was not
// taken, and what it takes longer as the target of one that was. Other hazards
// do not reach from one block into the next: between them lies a branch or
// eighty instructions.
func (t *timing) price(b *block, ops []uop, w *window) {
	reached := t.walk(b, ops, w, true)
	b.cycles = uint32(t.walk(b, ops, w, false))
	b.refill = uint32(max(reached-int(b.cycles), 0))
	b.most = b.cycles + dynamicMost*b.count
}

// codeEnd is where the code region ends. A core with a bus for code fetches what
// lies behind it over the bus for data (system address map, ARMv7-M ARM B3.1).
const codeEnd = 0x20000000

func (t *timing) systemWait(pc uint32) int {
	if pc < codeEnd {
		return 0
	}
	return t.systemBus
}

// walk prices every instruction of a block and returns their sum.
func (t *timing) walk(b *block, ops []uop, w *window, taken bool) int {
	p := pricer{timing: t, at: b.pc, free: 1}
	p.queue.entries = t.entries
	if wait := w.wait.Fetch + t.systemWait(b.pc); wait > 0 {
		p.queue.wait, p.queue.line = wait, uint32(max(w.wait.Line, 4))
	}
	if taken {
		// The branch has asked for its target in the cycle before it executed.
		p.queue.start(b.pc, w.wait.Flight-1)
		p.free += t.refillAlone()
	} else {
		p.queue.ready(b.pc, 0)
	}
	start := 1
	for i := range ops {
		u := &ops[i]
		var before *uop
		if i > 0 {
			before = &ops[i-1]
		}
		was := p.free
		p.next(before, u)
		u.cycles = uint8(min(p.free-was, 255))
		u.sum = uint16(p.free - start)
		if u.op == opCond && u.cycles > 1 && (u.access().kind != noAccess || u.ends()) {
			u.skip = u.cycles - 1
		}
	}
	return p.free - start
}

// refillAlone is P where the core has no fetch queue to tell.
func (t *timing) refillAlone() int {
	if t.entries > 0 {
		return 0
	}
	return t.refill
}

// dynamicMost bounds what an instruction can take beyond its price: a taken
// branch, a division, waits for every word of the longest LDM.
const dynamicMost = 200

// pricer walks through a block. Cycles count from the execution of the branch
// before the block.
type pricer struct {
	*timing
	queue     fetchQueue
	at        uint32 // address of the instruction
	issued    int    // when the instruction before was executed first
	free      int    // when the execute stage takes the next one
	pipelined int    // when it takes a load that overlaps the load before; 0: none
	now       int    // when this one is executed first
	float     floatHazards
}

// next moves the pricer behind u, whose predecessor in the block is before.
func (p *pricer) next(before, u *uop) {
	size := 2 * uint32(u.size)
	decoded := p.issued
	if p.entries > 0 {
		decoded = max(decoded, p.queue.available(p.at+size-1))
	}
	if u.op == opIT && p.foldIT && before != nil && before.size == 1 {
		p.queue.consume(p.at, size, decoded)
		p.at += size
		return
	}
	a := u.access()
	p.now = max(decoded+1, p.free)
	if p.overlaps && p.pipelined != 0 && before != nil && a.kind == loadOne && !a.uses(before.loaded()) {
		p.now = max(decoded+1, p.pipelined)
	}
	if before != nil && a.kind != noAccess {
		p.now += p.between(before, u, a)
	}
	p.queue.consume(p.at, size, p.now-1)
	p.at += size
	p.issued, p.pipelined = p.now, 0
	p.free = p.now + p.duration(u, a)
	if a.kind == loadOne {
		p.pipelined = p.now + 1
		if op := u.plainOp(); op == opVldr || op == opVldmOne { // which may have waited for the FPU
			p.pipelined = p.free - p.timing.float.load + 1
		}
	}
}

// between is what an access waits because of the instruction directly before
// it: for an address that it computed, or for a store to leave.
func (p *pricer) between(before, u *uop, a access) int {
	b := before.access()
	switch {
	case b.kind == noAccess:
		if before.computes() && a.uses(before.d) {
			return p.address
		}
	case b.kind == storeMany:
		return p.manyThenAny
	case b.kind != storeOne:
	case a.kind == loadOne:
		return p.storeThenLoad
	case a.kind == storeOne:
		return p.storeThenStore
	default:
		return p.storeThenMany
	}
	return 0
}

// duration is how long an instruction keeps the execute stage.
func (p *pricer) duration(u *uop, a access) int {
	op := u.plainOp()
	switch {
	case op >= opVldr && op <= opFP:
		return p.floating(u, op)
	case a.kind == loadOne:
		if a.literal {
			return p.load + p.literal
		}
		return p.load
	case a.kind == storeOne && a.indexed:
		return p.storeIndexed
	case a.kind == storeOne:
		return p.store
	case a.kind != noAccess:
		return p.many(u, op, a)
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
	}
	return 1
}

// many is LDM, STM, LDRD and STRD.
func (p *pricer) many(u *uop, op opcode, a access) int {
	switch {
	case op == opMem && a.literal:
		return p.pair + p.literal
	case op != opLdm && op != opStm:
		return p.pair
	}
	words := 0
	for list := u.imm; list != 0; list &= list - 1 {
		words++
	}
	cost := p.multiple + words
	switch {
	case op == opStm:
		cost += p.storeMultiple
	case u.imm>>regPC != 0:
		cost += p.popPC
	}
	return cost
}

// writePC is a write to PC beside the refill.
func (p *pricer) writePC(u *uop) int {
	switch u.sub {
	case pcTBB, pcTBH:
		return p.load + p.table
	case pcLoad:
		return p.load + p.loadPC
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
