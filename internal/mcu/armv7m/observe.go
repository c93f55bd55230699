package armv7m

// observer watches a run instruction by instruction. It may read the core and
// must not change it.
type observer interface {
	before(c *Core)           // the instruction at c.pc comes next
	after(c *Core, done bool) // it was executed; done is false where it failed
}

// observe executes one instruction under the observer's eyes. It goes through
// the same loop as every other, so that an observed run takes the same cycles.
func (c *Core) observe(until uint64) {
	count := c.insns
	c.observer.before(c)
	c.execute(until, count+1)
	c.observer.after(c, c.insns > count)
}
