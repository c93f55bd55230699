package armv7m

// fullPriority is an exception's priority: the lower, the more urgent.
func (c *Core) fullPriority(e int) int {
	switch e {
	case excNMI:
		return -2
	case excHardFault:
		return -1
	}
	return int(c.priority[e])
}

// groupPriority leaves the subpriority of AIRCR.PRIGROUP out.
func (c *Core) groupPriority(e int) int {
	if p := c.fullPriority(e); p < 0 {
		return p
	}
	return c.group(c.priority[e])
}

func (c *Core) group(priority uint8) int {
	return int(priority) &^ (1<<(c.prigroup+1) - 1)
}

const thread = 256 // priority of nothing active

// executionPriority is what an exception has to beat (ARM ARM B1.5.4).
func (c *Core) executionPriority() int {
	p := thread
	if c.activeCount > 0 {
		for e := 1; e < excCount; e++ {
			if c.active[e] {
				p = min(p, c.groupPriority(e))
			}
		}
	}
	if c.basepri != 0 {
		p = min(p, c.group(c.basepri))
	}
	if c.primask != 0 {
		p = min(p, 0)
	}
	if c.faultmask != 0 {
		p = min(p, -1)
	}
	return p
}

// mostUrgent is the pending and enabled exception to take next, or 0.
func (c *Core) mostUrgent() int {
	best, bestPriority := 0, thread
	for e := 1; e < excCount; e++ {
		if c.pending[e] && c.enabled[e] && c.fullPriority(e) < bestPriority {
			best, bestPriority = e, c.fullPriority(e)
		}
	}
	return best
}
