package armv7m

// behind finds the block that follows b in memory, and links them.
func (c *Core) behind(b *block) *block {
	c.step.continues = b == &c.one
	if b.itEnd != 0 || c.step.continues && c.step.at < len(c.step.ops) {
		return c.single(b.end, b.itEnd)
	}
	next := c.blockAt(b.end)
	if b != &c.one {
		b.next = next
	}
	return next
}

// branch finds the block at the target of b's last instruction, and links them.
func (c *Core) branch(b *block, target uint32) *block {
	next := c.blockAt(target)
	if b != &c.one {
		b.taken = next
	}
	return next
}

// noFetch notes why nothing can be executed at pc.
func (c *Core) noFetch(pc uint32) {
	c.at = pc
	cause := CauseFetch
	if w := c.windowAt(pc); w == nil || pc&1 != 0 {
		if region := pc >> 29; region == 2 || region >= 5 {
			cause = CauseNoExecute
		}
	}
	c.fail(cause, pc, 2)
}
