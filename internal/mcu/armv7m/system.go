package armv7m

// execSys executes the class opSys. c.pc is the next instruction's address.
func (c *Core) execSys(u *uop) bool {
	switch u.sub {
	case sysBkpt:
		if u.imm == 0xAB && c.semihosting != nil {
			return c.callDebugger()
		}
		return c.fail(CauseBreakpoint, 0, 0)
	case sysSvc:
		if c.groupPriority(excSVCall) >= c.executionPriority() {
			return c.fail(CauseCall, 0, 0)
		}
		c.enter(excSVCall)
	case sysCps:
		c.changeState(u)
	case sysMsr:
		c.writeSpecial(u.imm, c.r[u.n], u.x)
	case sysMrs:
		c.r[u.d] = c.readSpecial(u.imm)
	case sysClrex:
		c.monitor.clear()
	case sysWfi:
		c.sleeping = true
	case sysWfe:
		if c.eventFlag {
			c.eventFlag = false
		} else {
			c.sleeping = c.pendingCount == 0 && c.tickRuns()
		}
	case sysSev:
		c.eventFlag = true
	}
	return true
}

// tickRuns: WFE may end for any reason, so it waits only when the timer will
// bring one.
func (c *Core) tickRuns() bool { return c.enabledTick && c.interrupts }

// changeState is CPS: x has I and F, imm is 1 to disable.
func (c *Core) changeState(u *uop) {
	if !c.privileged() {
		return
	}
	if u.x&2 != 0 {
		c.primask = u.imm
	}
	if u.x&1 != 0 && (u.imm == 0 || c.executionPriority() > -1) {
		c.faultmask = u.imm
	}
}
