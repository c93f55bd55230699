package armv7m

import "tinyol-sim/internal/mcu/armv7m/decode"

// execSys executes the class decode.Sys. c.pc is the next instruction's address.
func (c *Core) execSys(u *decode.Op) bool {
	switch u.Sub {
	case decode.SysBkpt:
		if u.Imm == 0xAB && c.semihosting != nil {
			return c.callDebugger()
		}
		return c.fail(CauseBreakpoint, 0, 0)
	case decode.SysSvc:
		if c.groupPriority(excSVCall) >= c.executionPriority() {
			return c.fail(CauseCall, 0, 0)
		}
		c.enter(excSVCall)
	case decode.SysCps:
		c.changeState(u)
	case decode.SysMsr:
		c.writeSpecial(u.Imm, c.r[u.N], u.X)
	case decode.SysMrs:
		c.r[u.D] = c.readSpecial(u.Imm)
	case decode.SysClrex:
		c.monitor.clear()
	case decode.SysWfi:
		c.sleeping = true
	case decode.SysWfe:
		if c.eventFlag {
			c.eventFlag = false
		} else {
			c.sleeping = c.pendingCount == 0 && c.tickRuns()
		}
	case decode.SysSev:
		c.eventFlag = true
	}
	return true
}

// tickRuns: WFE may end for any reason, so it waits only when the timer will
// bring one.
func (c *Core) tickRuns() bool { return c.enabledTick && c.interrupts }

// changeState is CPS: x has I and F, imm is 1 to disable.
func (c *Core) changeState(u *decode.Op) {
	if !c.privileged() {
		return
	}
	if u.X&2 != 0 {
		c.primask = u.Imm
	}
	if u.X&1 != 0 && (u.Imm == 0 || c.executionPriority() > -1) {
		c.faultmask = u.Imm
	}
}
