package armv7m

// execPCWrite computes where an instruction of the class opPCWrite goes. Bit 0
// of the target stands for Thumb state.
func (c *Core) execPCWrite(u *uop) (target uint32, ok bool) {
	switch u.sub {
	case pcMov:
		return c.r[u.m] | 1, true
	case pcAdd:
		return u.imm + c.r[u.m] | 1, true
	case pcTBB, pcTBH:
		table := c.r[u.n]
		if u.x != 0 {
			table = u.imm
		}
		size := uint32(u.sub-pcTBB) + 1
		v, ok := c.load(table+c.r[u.m]*size, size)
		return u.imm + v*2 | 1, ok
	}
	return c.loadTarget(u)
}

// loadTarget is LDR into PC.
func (c *Core) loadTarget(u *uop) (uint32, bool) {
	a := c.address(u)
	if a&3 != 0 {
		return 0, c.fail(CauseAligned, a, 4)
	}
	v, ok := c.load(a, 4)
	if ok {
		c.writeBack(u)
	}
	return v, ok
}

// jump goes to a target outside the window, with bit 0 clear, or of an
// exception return.
func (c *Core) jump(target uint32) {
	if c.ipsr != 0 && target>>28 == 0xF {
		c.leave(target)
		return
	}
	if target&1 == 0 {
		c.fail(CauseState, target, 0)
		return
	}
	c.pc = target &^ 1
}
