package armv7m

import (
	"slices"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/timing"
)

// block is a straight run of instructions, decoded once and executed without
// looking up anything between them. It ends behind a branch, an instruction of
// the system, or MaxBlock instructions.
type block struct {
	ops   *decode.Op // the first of the block's; the last is a decode.End
	pc    uint32     // of its first instruction
	end   uint32     // behind its last one
	count uint32     // of its instructions
	timing.Prices
	it    uint8 // ITSTATE before its first instruction
	itEnd uint8 // and behind its last one

	next  *block // at end, once it was reached
	taken *block // at the target of its last branch, once it was taken
}

// rest is what of the block's cycles lies behind an instruction of it.
func (b *block) rest(u *decode.Op) uint64 { return uint64(b.Cycles - uint32(u.Sum)) }

// translate decodes what is at pc into b, the first instruction with ITSTATE
// it. It returns nothing, with the fault noted, when not even one can be fetched.
func (c *Core) translate(b *block, w *window, pc uint32, it uint8) []decode.Op {
	ops, itEnd := c.decoder.Straight(w.data[pc-w.base:], pc, it)
	if len(ops) == 0 {
		c.fail(CauseFetch, pc, 2)
		return nil
	}
	*b = block{
		pc: pc, end: pc + 2*uint32(ops[len(ops)-1].After), count: uint32(len(ops)),
		Prices: c.timing.Price(ops, pc, w.wait), it: it, itEnd: itEnd,
	}
	return ops
}

// blockAt finds or makes the block at pc, or returns nil: nothing can be
// executed there, which Run turns into a fault.
func (c *Core) blockAt(pc uint32) *block {
	w := c.window
	if w == nil || pc-w.base >= w.size {
		if w = c.windowAt(pc); w == nil || pc&1 != 0 {
			return nil
		}
		c.window = w
		w.prepare()
	}
	slot := &w.blocks[(pc-w.base)/2]
	if *slot != nil {
		return *slot
	}
	b := &block{}
	cause := c.cause
	ops := c.translate(b, w, pc, 0)
	if ops == nil {
		c.cause = cause // it fails when it is executed
		return nil
	}
	c.foldLiterals(ops)
	b.ops = c.decoder.Fuse(ops, pc)
	*slot = b
	c.noteCode(w, pc-w.base, b.end-w.base)
	return b
}

// foldLiterals turns loads relative to PC from memory that the guest cannot
// write into moves of a constant.
func (c *Core) foldLiterals(ops []decode.Op) {
	for i := range ops {
		u := &ops[i]
		if u.Code != decode.LdrLit || u.Imm&3 != 0 {
			continue
		}
		if w := c.holding(u.Imm, 4); w != nil && !w.writable && w.wait.Read == 0 {
			v, _ := c.peek32(u.Imm)
			u.Code, u.Imm, w.folded = decode.MovImm, v, true
		}
	}
}

// step is the block that single takes instructions from, one after the other,
// so that each has the price that it has in the block.
type step struct {
	ops       []decode.Op
	at        int    // index of the next one
	pc        uint32 // and its address
	continues bool   // the one before it was executed last, and fell through
	refill    uint32 // of the block
	known     map[uint32]stepBlock
}

// stepBlock is a block that single has met before, kept by its address. What
// forget drops goes from here too.
type stepBlock struct {
	ops    []decode.Op
	refill uint32
}

const maxStepBlocks = 1 << 14

// enter takes up the block at pc. It reports false, with the fault noted, when
// nothing can be fetched there.
func (s *step) enter(c *Core, pc uint32, it uint8) bool {
	if k, ok := s.known[pc]; ok && it == 0 {
		s.ops, s.at, s.refill = k.ops, 0, k.refill
		return true
	}
	w := c.window
	if w == nil || pc-w.base >= w.size {
		if w = c.windowAt(pc); w == nil {
			return false
		}
	}
	ops := c.translate(&c.one, w, pc, it)
	if ops == nil {
		return false
	}
	s.ops, s.at, s.refill = slices.Clone(ops), 0, c.one.Refill
	if it != 0 || w.blocks == nil || w.blocks[(pc-w.base)/2] == nil {
		return true // nobody watches whether its code changes
	}
	if s.known == nil || len(s.known) == maxStepBlocks {
		s.known = map[uint32]stepBlock{}
	}
	s.known[pc] = stepBlock{s.ops, s.refill}
	return true
}

// putBack has single return the instruction at pc, which it returned last,
// once more.
func (s *step) putBack(pc uint32) {
	s.at--
	s.pc, s.continues = pc, true
}

// single makes a block of the one instruction at pc, which the next call
// overwrites: near a limit, inside an IT block, and for whoever observes.
func (c *Core) single(pc uint32, it uint8) *block {
	s := &c.step
	if !s.continues || s.pc != pc || s.at == len(s.ops) {
		if !s.enter(c, pc, it) {
			return nil
		}
	}
	u := &s.ops[s.at]
	s.at++
	s.pc, s.continues = pc+2*uint32(u.Size), false
	b := &c.one
	*b = block{
		ops: c.decoder.Single(u), pc: pc, end: s.pc, count: 1,
		Prices: timing.Prices{Cycles: uint32(u.Cycles), Most: uint32(u.Cycles) + timing.DynamicMost, Refill: s.refill}, it: it, itEnd: u.NextIT(it),
	}
	return b
}

// itAt is ITSTATE at pc as it was decoded on the way there.
func (c *Core) itAt(pc uint32) uint8 {
	if pc == c.pc {
		return c.itNow
	}
	w := c.windowAt(pc)
	if w == nil || w.blocks == nil {
		return 0
	}
	at := (pc - w.base) / 2
	for slot := at; at-slot < 2*(decode.MaxBlock+4); slot-- {
		if b := w.blocks[slot]; b != nil && pc < b.end {
			return c.itFrom(w, b.pc, pc)
		}
		if slot == 0 {
			break
		}
	}
	return 0
}

func (c *Core) itFrom(w *window, at, pc uint32) (it uint8) {
	for at < pc {
		one, _ := w.halfword(at)
		two, _ := w.halfword(at + 2)
		u := c.decoder.Instruction(at, one, two, it)
		it = u.NextIT(it)
		at += 2 * uint32(u.Size)
	}
	return it
}

// noteCode marks the halfwords between two offsets as decoded, and widens the
// range that stores to the main RAM have to watch.
func (c *Core) noteCode(w *window, low, high uint32) {
	w.live = append(w.live, low/2)
	marks := w.marks[low/2 : high/2]
	for i := range marks {
		marks[i] = true
	}
	if !w.main {
		return
	}
	if c.ramCodeSpan != 0 {
		low, high = min(low, c.ramCodeLow), max(high, c.ramCodeLow+c.ramCodeSpan)
	}
	c.ramCodeLow, c.ramCodeSpan = low, high-low
}

// forget drops every block when one was decoded from the bytes at off of the
// memory that data is, whichever window it was run through: others may be
// linked to it. The loop is made to look at once.
func (c *Core) forget(data []byte, off, size uint32) {
	for i := range c.windows {
		w := &c.windows[i]
		if w.blocks == nil || &w.data[0] != &data[0] {
			continue
		}
		for _, decoded := range w.marks[off/2 : (off+size+1)/2] {
			if decoded {
				c.forgetAll()
				return
			}
		}
	}
}

func (c *Core) forgetAll() {
	for i := range c.windows {
		w := &c.windows[i]
		for _, slot := range w.live {
			b := w.blocks[slot]
			clear(w.marks[slot : slot+(b.end-b.pc)/2])
			w.blocks[slot] = nil
		}
		w.live = w.live[:0]
	}
	c.ramCodeLow, c.ramCodeSpan = 0, 0
	c.step.at = len(c.step.ops)
	clear(c.step.known)
	c.attention = true
}
