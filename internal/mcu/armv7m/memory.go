package armv7m

import (
	"math/bits"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// loadNarrow loads a byte or halfword, extended as op says.
func (c *Core) loadNarrow(op decode.Code, d uint8, a uint32) bool {
	size := uint32(2)
	if op == decode.Ldrsb || op == decode.Ldrb {
		size = 1
	}
	v, ok := c.load(a, size)
	if !ok {
		return false
	}
	switch op {
	case decode.Ldrsb:
		v = uint32(int8(v))
	case decode.Ldrsh:
		v = uint32(int16(v))
	}
	c.r[d] = v
	return true
}

// indexed is a load or store with write back; sub counts from decode.Ldr.
func (c *Core) indexed(u *decode.Op) bool {
	a, after, ok := c.moving(u)
	if !ok {
		return false
	}
	switch op := decode.Ldr + decode.Code(u.Sub); op {
	case decode.Ldr:
		var v uint32
		if v, ok = c.load(a, 4); ok {
			c.r[u.D] = v
		}
	case decode.Str:
		ok = c.store(a, 4, c.r[u.D])
	case decode.Strb:
		ok = c.store(a, 1, c.r[u.D]&0xFF)
	case decode.Strh:
		ok = c.store(a, 2, c.r[u.D]&0xFFFF)
	default:
		ok = c.loadNarrow(op, u.D, a)
	}
	if ok {
		c.setBase(u.N, after)
	}
	return ok
}

// moving is where an access with write back is, and what its base is then. It
// reports false, with the fault noted, where a stack would overflow.
func (c *Core) moving(u *decode.Op) (a, after uint32, ok bool) {
	a = c.r[u.N]
	after = a + u.Imm
	if u.N == thumb.SP && !c.pushing(after&^3) {
		return 0, 0, false
	}
	if u.X&decode.IndexBefore != 0 {
		a = after
	}
	return a, after, true
}

// setBase writes an address back.
func (c *Core) setBase(n uint8, v uint32) {
	if n == thumb.SP {
		v &^= 3
	}
	c.r[n] = v
}

func (c *Core) loadPair(a uint32, d, e uint8) bool {
	if a&3 != 0 {
		return c.fail(CauseAligned, a, 8)
	}
	v, ok := c.load(a, 4)
	if !ok {
		return false
	}
	w, ok := c.load(a+4, 4)
	if !ok {
		return false
	}
	c.r[d], c.r[e] = v, w
	return true
}

func (c *Core) storePair(a uint32, d, e uint8) bool {
	if a&3 != 0 {
		return c.fail(CauseAligned, a, 8)
	}
	return c.store(a, 4, c.r[d]) && c.store(a+4, 4, c.r[e])
}

// storeMultiple is STM, STMDB and PUSH.
func (c *Core) storeMultiple(u *decode.Op) bool {
	a := c.r[u.N]
	after := a + uint32(4*bits.OnesCount32(u.Imm))
	if u.X&decode.MultipleBefore != 0 {
		a -= after - a
		after = a
	}
	if a&3 != 0 {
		return c.fail(CauseAligned, a, 0)
	}
	if u.N == thumb.SP && u.X&decode.MultipleWriteback != 0 && !c.pushing(after) {
		return false
	}
	if into := c.ramWords(a, bits.OnesCount32(u.Imm)); into != nil {
		i := 0
		for list := u.Imm; list != 0 && i < len(into); list &= list - 1 {
			into[i] = c.r[uint8(bits.TrailingZeros32(list))]
			i++
		}
	} else if !c.storeList(a, u.Imm) {
		return false
	}
	if u.X&decode.MultipleWriteback != 0 {
		c.r[u.N] = after
	}
	return true
}

// storeList stores the registers of a list one by one, until one fails.
func (c *Core) storeList(a, list uint32) bool {
	for ; list != 0; list &= list - 1 {
		if !c.store(a, 4, c.r[bits.TrailingZeros32(list)]) {
			return false
		}
		a += 4
	}
	return true
}

// loadMultiple is LDM, LDMDB and POP; target is what was loaded for PC. The
// registers change when every word could be read.
func (c *Core) loadMultiple(u *decode.Op) (target uint32, ok bool) {
	a := c.r[u.N]
	after := a + uint32(4*bits.OnesCount32(u.Imm))
	if u.X&decode.MultipleBefore != 0 {
		a -= after - a
		after = a
	}
	if a&3 != 0 {
		return 0, c.fail(CauseAligned, a, 0)
	}
	if from, wait := c.directWords(a, bits.OnesCount32(u.Imm)); from != nil {
		c.stall += wait
		i := 0
		for list := u.Imm; list != 0 && i < len(from); list &= list - 1 {
			c.r[uint8(bits.TrailingZeros32(list))] = from[i]
			i++
		}
		if u.X&decode.MultipleWriteback != 0 {
			c.r[u.N] = after
		}
		target, c.r[thumb.PC] = c.r[thumb.PC], 0 // which no instruction reads
		return target, true
	}
	var words [16]uint32
	for list := u.Imm; list != 0; list &= list - 1 {
		v, ok := c.load(a, 4)
		if !ok {
			return 0, false
		}
		words[bits.TrailingZeros32(list)&15] = v
		a += 4
	}
	for list := u.Imm & 0x7FFF; list != 0; list &= list - 1 {
		n := bits.TrailingZeros32(list) & 15
		c.r[n] = words[n]
	}
	if u.X&decode.MultipleWriteback != 0 {
		c.r[u.N] = after
	}
	return words[thumb.PC], true
}

// exclusiveMonitor is the local monitor of LDREX and STREX.
type exclusiveMonitor struct {
	set  bool
	a    uint32
	size uint8
}

func (m *exclusiveMonitor) clear() { m.set = false }

// execMem executes the class decode.Mem.
func (c *Core) execMem(u *decode.Op) bool {
	switch u.Sub {
	case decode.MemLdrex, decode.MemStrex:
		return c.exclusive(u)
	case decode.MemLdrLit:
		return c.loadNarrow(decode.Ldr+decode.Code(u.X), u.D, u.Imm)
	case decode.MemLdrSP:
		v, ok := c.load(c.address(u), 4)
		if ok {
			c.writeBack(u)
			c.r[thumb.SP] = v &^ 3
			c.moveStack(c.r[thumb.SP])
		}
		return ok
	case decode.MemPairLit:
		return c.loadPair(u.Imm, u.D, u.A)
	}
	a, after, ok := c.moving(u)
	if !ok {
		return false
	}
	if u.X&decode.IndexStore != 0 {
		ok = c.storePair(a, u.D, u.A)
	} else {
		ok = c.loadPair(a, u.D, u.A)
	}
	if ok {
		c.setBase(u.N, after)
	}
	return ok
}

func (c *Core) exclusive(u *decode.Op) bool {
	a := c.r[u.N] + u.Imm
	if a&uint32(u.X-1) != 0 {
		return c.fail(CauseAligned, a, int(u.X))
	}
	if u.Sub == decode.MemLdrex {
		v, ok := c.load(a, uint32(u.X))
		if ok {
			c.r[u.A] = v
			c.monitor = exclusiveMonitor{true, a, u.X}
		}
		return ok
	}
	held := c.monitor == exclusiveMonitor{true, a, u.X}
	c.monitor.clear()
	if !held {
		c.r[u.D] = 1
		return true
	}
	v := c.r[u.A]
	if u.X < 4 {
		v &= 1<<(8*u.X) - 1
	}
	if !c.store(a, uint32(u.X), v) {
		return false
	}
	c.r[u.D] = 0
	return true
}

// address is where a load into PC or SP reads.
func (c *Core) address(u *decode.Op) uint32 {
	switch u.A {
	case decode.AddressRegister:
		return c.r[u.N] + c.r[u.M]<<u.X
	case decode.AddressLiteral:
		return u.Imm
	case decode.AddressAfter:
		return c.r[u.N]
	}
	return c.r[u.N] + u.Imm
}

func (c *Core) writeBack(u *decode.Op) {
	if u.A == decode.AddressBefore || u.A == decode.AddressAfter {
		c.setBase(u.N, c.r[u.N]+u.Imm)
	}
}
