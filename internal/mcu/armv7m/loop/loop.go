//go:build ignore

// The loop, without its cases: those are in the files beside it, and go generate
// puts all together into loop_stitched.go (docs/RATIONALE.md, "one long function").

package armv7m

import (
	"math"
	"math/bits"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// loop executes blocks from c.pc on until the given cycle or count of
// instructions, or until something outside the loop has to be looked at. It is
// one dense switch over what compilers emit most and what Fuse makes of it; the
// classes behind decode.DSP, decode.Mem, decode.FP and so on are functions in
// files of their own. Cycles and instructions are counted a block at a time:
// whoever leaves a block early takes back what is left of it.
func (c *Core) loop(until, insnEnd uint64) {
	c.until, c.insnEnd = until, insnEnd // not in registers that the loop needs
	var (
		u      *decode.Op
		b      *block
		target uint32
		refill uint32 // what reaching b costs
		cycles uint64
		insns  uint64
		ok     bool
	)
	ram, words, ramBase := c.ram, c.words, c.ramBase
	s := c.floats()
	if it := c.itNow; it != 0 || c.step.continues && c.step.pc == c.pc {
		c.itNow = 0
		b = c.single(c.pc, it)
	} else {
		b = c.blockAt(c.pc)
	}
	if b == nil {
		c.noFetch(c.pc)
		return
	}
block:
	// One read and one write of each counter: through memory they are slow.
	cycles = c.cycles + uint64(refill)
	insns = c.insns
	if cycles+uint64(b.Most) > c.until || insns+uint64(b.count) > c.insnEnd {
		if cycles >= c.until || insns >= c.insnEnd {
			c.cycles = cycles
			c.pc, c.itNow = b.pc, b.it
			if b == &c.one {
				c.step.putBack(b.pc)
			}
			return
		}
		if b != &c.one {
			b = c.single(b.pc, 0)
		}
	}
	c.step.continues = false
	c.cycles = cycles + uint64(b.Cycles)
	c.insns = insns + uint64(b.count)
	for u = b.ops; ; u = u.Next() {
		switch u.Code {
		//stitch conditions.go
		//stitch alu.go
		//stitch shift.go
		//stitch multiply.go
		//stitch load.go
		//stitch store.go
		//stitch multiple.go
		//stitch branch.go
		//stitch float.go
		//stitch shifted.go
		//stitch compare.go
		//stitch rows.go
		case decode.NoCoprocessor:
			c.fail(CauseNoCoprocessor, 0, 0)
			goto failed
		case decode.Undefined:
			c.fail(CauseUndefined, 0, 0)
			goto failed
		default:
			c.execData(u, u.Code)
		}
		continue
	skipped: // its condition failed
		c.cycles -= uint64(u.Skip)
		u = u.Ahead(u.Sub)
		continue
	slow:
		c.cycles += b.rest(u) + c.stall
		c.stall = 0
		if c.attention {
			c.cycles -= b.rest(u)
			c.insns -= uint64(b.count - uint32(u.Nth))
			c.pc, c.itNow = b.pc+2*uint32(u.After), u.NextIT(u.IT)
			return
		}
	}
end:
	refill = 0
	if b.next != nil {
		b = b.next
		goto block
	}
	target = b.end
	if b = c.behind(b); b == nil {
		c.pc = target
		return
	}
	goto block
taken:
	target = u.Imm
	if b.taken != nil {
		b = b.taken
	} else if b = c.branch(b, target); b == nil {
		c.pc = target
		return
	}
	refill = b.Refill
	goto block
far:
	c.cycles += c.stall
	c.stall = 0
	if target&1 != 0 && !c.attention && (c.ipsr == 0 || target>>28 != 0xF) {
		// Most return to where they returned the time before.
		next := b.taken
		if next == nil || next.pc != target&^1 {
			next = c.branch(b, target&^1)
		}
		if next != nil {
			b = next
			refill = b.Refill
			goto block
		}
	}
	c.at = b.end - 2*uint32(u.Size)
	c.pc = c.at
	c.jump(target)
	return
failed:
	c.stall = 0
	c.insns -= uint64(b.count - uint32(u.Nth))
	c.at = b.pc + 2*uint32(u.After-u.Size)
	c.pc, c.itNow = c.at, u.IT
}
