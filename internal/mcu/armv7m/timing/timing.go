package timing

import (
	"math/bits"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/cpu"
)

// Rules holds the rules of one core as parameters; cores.go has their
// values with the sources. Cycles are for memory without wait states.
type Rules struct {
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
	CompareBranch           int  // on top of 1 + P: CBZ and CBNZ, taken
	special                 int  // MRS, MSR, CPS
	barrier                 int  // DSB, DMB, ISB
	divideLeast, divideBits int  // of SDIV, UDIV: the least; quotient bits a cycle
	float                   floatTiming
}

// Prices are what a block takes.
type Prices struct {
	Cycles uint32 // when every instruction of it falls through
	Most   uint32 // no run through it takes more
	Refill uint32 // what a taken branch to it costs on top
}

// Price fills in the cycles of a block's instructions as they are behind a
// branch that was not taken, and what the block at pc takes as the target of one
// that was. Other hazards do not reach from one block into the next: between them
// lies a branch or eighty instructions. Where its code is may wait.
func (t *Rules) Price(ops []decode.Op, pc uint32, wait cpu.Wait) Prices {
	reached := t.walk(ops, pc, wait, true)
	cycles := t.walk(ops, pc, wait, false)
	return Prices{
		Cycles: uint32(cycles), Most: uint32(cycles + DynamicMost*len(ops)),
		Refill: uint32(max(reached-cycles, 0)),
	}
}

// codeEnd is where the code region ends. A core with a bus for code fetches what
// lies behind it over the bus for data (system address map, ARMv7-M ARM B3.1).
const codeEnd = 0x20000000

func (t *Rules) systemWait(pc uint32) int {
	if pc < codeEnd {
		return 0
	}
	return t.systemBus
}

// walk prices every instruction of a block and returns their sum.
func (t *Rules) walk(ops []decode.Op, pc uint32, wait cpu.Wait, taken bool) int {
	p := pricer{Rules: t, at: pc, free: 1}
	p.queue.entries = t.entries
	if longer := wait.Fetch + t.systemWait(pc); longer > 0 {
		p.queue.wait, p.queue.line = longer, uint32(max(wait.Line, 4))
	}
	if taken {
		// The branch has asked for its target in the cycle before it executed.
		p.queue.start(pc, wait.Flight-1)
		p.free += t.refillAlone()
	} else {
		p.queue.ready(pc, 0)
	}
	start := 1
	for i := range ops {
		u := &ops[i]
		var before *decode.Op
		if i > 0 {
			before = &ops[i-1]
		}
		was := p.free
		p.next(before, u)
		u.Cycles = uint8(min(p.free-was, 255))
		u.Sum = uint16(p.free - start)
		if u.Code == decode.Cond && u.Cycles > 1 && (accessOf(u).kind != noAccess || u.Ends()) {
			u.Skip = u.Cycles - 1
		}
	}
	return p.free - start
}

// refillAlone is P where the core has no fetch queue to tell.
func (t *Rules) refillAlone() int {
	if t.entries > 0 {
		return 0
	}
	return t.refill
}

// DynamicMost bounds what an instruction can take beyond its price: a taken
// branch, a division, waits for every word of the longest LDM.
const DynamicMost = 200

// pricer walks through a block. Cycles count from the execution of the branch
// before the block.
type pricer struct {
	*Rules
	queue     fetchQueue
	at        uint32 // address of the instruction
	issued    int    // when the instruction before was executed first
	free      int    // when the execute stage takes the next one
	pipelined int    // when it takes a load that overlaps the load before; 0: none
	now       int    // when this one is executed first
	float     floatHazards
}

// next moves the pricer behind u, whose predecessor in the block is before.
func (p *pricer) next(before, u *decode.Op) {
	size := 2 * uint32(u.Size)
	decoded := p.issued
	if p.entries > 0 {
		decoded = max(decoded, p.queue.available(p.at+size-1))
	}
	if u.Code == decode.IT && p.foldIT && before != nil && before.Size == 1 {
		p.queue.consume(p.at, size, decoded)
		p.at += size
		return
	}
	a := accessOf(u)
	p.now = max(decoded+1, p.free)
	if p.overlaps && p.pipelined != 0 && before != nil && a.kind == loadOne && !a.uses(loadedInto(before)) {
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
		if op := u.Plain(); op == decode.Vldr || op == decode.VldmOne { // which may have waited for the FPU
			p.pipelined = p.free - p.Rules.float.load + 1
		}
	}
}

// between is what an access waits because of the instruction directly before
// it: for an address that it computed, or for a store to leave.
func (p *pricer) between(before, u *decode.Op, a access) int {
	b := accessOf(before)
	switch {
	case b.kind == noAccess:
		if computes(before) && a.uses(before.D) {
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
func (p *pricer) duration(u *decode.Op, a access) int {
	op := u.Plain()
	switch {
	case op >= decode.Vldr && op <= decode.FP:
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
	case op == decode.Mla || op == decode.Mls:
		return p.multiply
	case op == decode.Smull || op == decode.Umull || op == decode.DSP && (u.Sub == decode.DSPSmlal || u.Sub == decode.DSPUmlal):
		return p.multiplyLong
	case op == decode.Sdiv || op == decode.Udiv:
		return p.divideLeast
	case op == decode.Bl:
		return 1 + p.call
	case op == decode.Bx || op == decode.Blx:
		return 1 + p.indirect
	case op == decode.PCWrite:
		return p.writePC(u)
	case op == decode.Sys:
		return p.system(u)
	}
	return 1
}

// many is LDM, STM, LDRD and STRD.
func (p *pricer) many(u *decode.Op, op decode.Code, a access) int {
	switch {
	case op == decode.Mem && a.literal:
		return p.pair + p.literal
	case op != decode.Ldm && op != decode.Stm:
		return p.pair
	}
	words := 0
	for list := u.Imm; list != 0; list &= list - 1 {
		words++
	}
	cost := p.multiple + words
	switch {
	case op == decode.Stm:
		cost += p.storeMultiple
	case u.Imm>>thumb.PC != 0:
		cost += p.popPC
	}
	return cost
}

// writePC is a write to PC beside the refill.
func (p *pricer) writePC(u *decode.Op) int {
	switch u.Sub {
	case decode.PCTBB, decode.PCTBH:
		return p.load + p.table
	case decode.PCLoad:
		return p.load + p.loadPC
	}
	return 1 + p.indirect
}

func (p *pricer) system(u *decode.Op) int {
	switch u.Sub {
	case decode.SysCps, decode.SysMsr, decode.SysMrs:
		return p.special
	case decode.SysDsb, decode.SysIsb:
		return p.barrier
	}
	return 1
}

// DivideCycles is what dividing a by b takes beyond the least: it ends early where
// the quotient has few bits.
func (t *Rules) DivideCycles(a, b uint32, signed bool) uint64 {
	return uint64((quotientBits(a, b, signed) + t.divideBits - 1) / t.divideBits)
}

// quotientBits is about the number of bits of a quotient: the difference in
// the significant bits of the operands, and one.
func quotientBits(a, b uint32, signed bool) int {
	if signed {
		a, b = magnitude(a), magnitude(b)
	}
	if b == 0 || a < b {
		return 0
	}
	return bits.Len32(a) - bits.Len32(b) + 1
}

func magnitude(v uint32) uint32 {
	if int32(v) < 0 {
		return -v
	}
	return v
}

// Unaligned is what an access that is not at a multiple of its size takes
// longer: it is split into aligned ones (TI SWCU185, GUID-A72AB4F3): a word at
// an odd halfword into two, at an odd byte into three.
func (t *Rules) Unaligned(a, size uint32) uint64 {
	switch {
	case size == 4 && a&1 != 0:
		return 2
	case size == 4 || a&3 == 3:
		return 1
	}
	return 0
}
