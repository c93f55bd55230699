package armv7m

import "tinyol-sim/internal/mcu/armv7m/decode"

// execPCWrite computes where an instruction of the class decode.PCWrite goes. Bit 0
// of the target stands for Thumb state.
func (c *Core) execPCWrite(u *decode.Op) (target uint32, ok bool) {
	switch u.Sub {
	case decode.PCMov:
		return c.r[u.M] | 1, true
	case decode.PCAdd:
		return u.Imm + c.r[u.M] | 1, true
	case decode.PCTBB, decode.PCTBH:
		table := c.r[u.N]
		if u.X != 0 {
			table = u.Imm
		}
		size := uint32(u.Sub-decode.PCTBB) + 1
		v, ok := c.load(table+c.r[u.M]*size, size)
		return u.Imm + v*2 | 1, ok
	}
	return c.loadTarget(u)
}

// loadTarget is LDR into PC.
func (c *Core) loadTarget(u *decode.Op) (uint32, bool) {
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
