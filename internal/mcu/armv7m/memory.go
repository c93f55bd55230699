package armv7m

import "math/bits"

// loadNarrow loads a byte or halfword, extended as op says.
func (c *Core) loadNarrow(op opcode, d uint8, a uint32) bool {
	size := uint32(2)
	if op == opLdrsb || op == opLdrb {
		size = 1
	}
	v, ok := c.load(a, size)
	if !ok {
		return false
	}
	switch op {
	case opLdrsb:
		v = uint32(int8(v))
	case opLdrsh:
		v = uint32(int16(v))
	}
	c.r[d] = v
	return true
}

// indexed is a load or store with write back; sub counts from opLdr.
func (c *Core) indexed(u *uop) bool {
	a := c.r[u.n]
	after := a + u.imm
	if u.n == regSP && !c.pushing(after&^3) {
		return false
	}
	if u.x&indexBefore != 0 {
		a = after
	}
	ok := false
	switch op := opLdr + opcode(u.sub); op {
	case opLdr:
		var v uint32
		if v, ok = c.load(a, 4); ok {
			c.r[u.d] = v
		}
	case opStr:
		ok = c.store(a, 4, c.r[u.d])
	case opStrb:
		ok = c.store(a, 1, c.r[u.d]&0xFF)
	case opStrh:
		ok = c.store(a, 2, c.r[u.d]&0xFFFF)
	default:
		ok = c.loadNarrow(op, u.d, a)
	}
	if ok {
		c.setBase(u.n, after)
	}
	return ok
}

// setBase writes an address back.
func (c *Core) setBase(n uint8, v uint32) {
	if n == regSP {
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
func (c *Core) storeMultiple(u *uop) bool {
	a := c.r[u.n]
	after := a + uint32(4*bits.OnesCount32(u.imm))
	if u.x&multipleBefore != 0 {
		a -= after - a
		after = a
	}
	if a&3 != 0 {
		return c.fail(CauseAligned, a, 0)
	}
	if u.n == regSP && u.x&multipleWriteback != 0 && !c.pushing(after) {
		return false
	}
	if into := c.ramWords(a, bits.OnesCount32(u.imm)); into != nil {
		i := 0
		for list := u.imm; list != 0 && i < len(into); list &= list - 1 {
			into[i] = c.r[uint8(bits.TrailingZeros32(list))]
			i++
		}
	} else if !c.storeList(a, u.imm) {
		return false
	}
	if u.x&multipleWriteback != 0 {
		c.r[u.n] = after
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
func (c *Core) loadMultiple(u *uop) (target uint32, ok bool) {
	a := c.r[u.n]
	after := a + uint32(4*bits.OnesCount32(u.imm))
	if u.x&multipleBefore != 0 {
		a -= after - a
		after = a
	}
	if a&3 != 0 {
		return 0, c.fail(CauseAligned, a, 0)
	}
	if from, wait := c.directWords(a, bits.OnesCount32(u.imm)); from != nil {
		c.stall += wait
		i := 0
		for list := u.imm; list != 0 && i < len(from); list &= list - 1 {
			c.r[uint8(bits.TrailingZeros32(list))] = from[i]
			i++
		}
		if u.x&multipleWriteback != 0 {
			c.r[u.n] = after
		}
		target, c.r[regPC] = c.r[regPC], 0 // which no instruction reads
		return target, true
	}
	var words [16]uint32
	for list := u.imm; list != 0; list &= list - 1 {
		v, ok := c.load(a, 4)
		if !ok {
			return 0, false
		}
		words[bits.TrailingZeros32(list)&15] = v
		a += 4
	}
	for list := u.imm & 0x7FFF; list != 0; list &= list - 1 {
		n := bits.TrailingZeros32(list) & 15
		c.r[n] = words[n]
	}
	if u.x&multipleWriteback != 0 {
		c.r[u.n] = after
	}
	return words[regPC], true
}

// exclusiveMonitor is the local monitor of LDREX and STREX.
type exclusiveMonitor struct {
	set  bool
	a    uint32
	size uint8
}

func (m *exclusiveMonitor) clear() { m.set = false }

// execMem executes the class opMem.
func (c *Core) execMem(u *uop) bool {
	switch u.sub {
	case memLdrex, memStrex:
		return c.exclusive(u)
	case memLdrLit:
		return c.loadNarrow(opLdr+opcode(u.x), u.d, u.imm)
	case memLdrSP:
		v, ok := c.load(c.address(u), 4)
		if ok {
			c.writeBack(u)
			c.r[regSP] = v &^ 3
			c.moveStack(c.r[regSP])
		}
		return ok
	case memPairLit:
		return c.loadPair(u.imm, u.d, u.a)
	}
	a := c.r[u.n]
	after := a + u.imm
	if u.n == regSP && !c.pushing(after&^3) {
		return false
	}
	if u.x&indexBefore != 0 {
		a = after
	}
	ok := false
	if u.x&indexStore != 0 {
		ok = c.storePair(a, u.d, u.a)
	} else {
		ok = c.loadPair(a, u.d, u.a)
	}
	if ok {
		c.setBase(u.n, after)
	}
	return ok
}

func (c *Core) exclusive(u *uop) bool {
	a := c.r[u.n] + u.imm
	if a&uint32(u.x-1) != 0 {
		return c.fail(CauseAligned, a, int(u.x))
	}
	if u.sub == memLdrex {
		v, ok := c.load(a, uint32(u.x))
		if ok {
			c.r[u.a] = v
			c.monitor = exclusiveMonitor{true, a, u.x}
		}
		return ok
	}
	held := c.monitor == exclusiveMonitor{true, a, u.x}
	c.monitor.clear()
	if !held {
		c.r[u.d] = 1
		return true
	}
	v := c.r[u.a]
	if u.x < 4 {
		v &= 1<<(8*u.x) - 1
	}
	if !c.store(a, uint32(u.x), v) {
		return false
	}
	c.r[u.d] = 0
	return true
}

// address is where a load into PC or SP reads.
func (c *Core) address(u *uop) uint32 {
	switch u.a {
	case addressRegister:
		return c.r[u.n] + c.r[u.m]<<u.x
	case addressLiteral:
		return u.imm
	case addressAfter:
		return c.r[u.n]
	}
	return c.r[u.n] + u.imm
}

func (c *Core) writeBack(u *uop) {
	if u.a == addressBefore || u.a == addressAfter {
		c.setBase(u.n, c.r[u.n]+u.imm)
	}
}
