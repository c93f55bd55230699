package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/cpu"
)

// Cause says what went wrong in the guest.
type Cause uint8

// The causes of faults.
const (
	CauseNone Cause = iota
	CauseUndefined
	CauseNoCoprocessor
	CauseState   // a branch to an address with bit 0 clear
	CauseReturn  // exception return to nowhere
	CauseAligned // an unaligned access by an instruction that allows none
	CauseDivide  // division by zero with CCR.DIV_0_TRP
	CauseRead
	CauseWrite
	CauseFetch
	CauseNoExecute
	CauseStacking
	CauseUnstacking
	CauseVector // the vector table cannot be read
	CauseBreakpoint
	CauseCall   // SVC where its priority cannot be taken
	CauseLockup // a fault while a fault was handled
	CauseStack  // no fault of the processor: GuardStack
)

// causes tells what a fault is to the guest: its exception and its bit in CFSR
// (ARM ARM B3.2.15), and in words.
var causes = [...]struct {
	text      string
	exception int
	cfsr      uint32
}{
	CauseUndefined:     {"undefined instruction", excUsageFault, 1 << 16},
	CauseState:         {"branch to Arm state: bit 0 of the target is clear", excUsageFault, 1 << 17},
	CauseReturn:        {"invalid exception return", excUsageFault, 1 << 18},
	CauseNoCoprocessor: {"coprocessor missing or not enabled in CPACR", excUsageFault, 1 << 19},
	CauseAligned:       {"unaligned access", excUsageFault, 1 << 24},
	CauseDivide:        {"division by zero", excUsageFault, 1 << 25},
	CauseRead:          {"read from where nothing is", excBusFault, 1<<9 | 1<<15},
	CauseWrite:         {"write to where nothing can be written", excBusFault, 1<<9 | 1<<15},
	CauseFetch:         {"instruction fetch from where nothing is", excBusFault, 1 << 8},
	CauseNoExecute:     {"instruction fetch from memory that is not executable", excMemManage, 1 << 0},
	CauseStacking:      {"exception entry cannot write its stack frame", excBusFault, 1 << 12},
	CauseUnstacking:    {"exception return cannot read its stack frame", excBusFault, 1 << 11},
	CauseVector:        {"the vector table cannot be read", excHardFault, 0},
	CauseBreakpoint:    {"breakpoint without a debugger", excHardFault, 0},
	CauseCall:          {"supervisor call from a priority that excludes it", excHardFault, 0},
	CauseLockup:        {"lockup", excHardFault, 0},
	CauseStack:         {"stack overflow", excHardFault, 0},
}

func (c Cause) String() string {
	if int(c) < len(causes) && causes[c].text != "" {
		return causes[c].text
	}
	return "no fault"
}

// About says what address a cause concerns.
func (c Cause) About() cpu.About {
	switch c {
	case CauseRead, CauseWrite, CauseStacking, CauseUnstacking:
		return cpu.AboutAccess
	case CauseAligned, CauseVector:
		return cpu.AboutAddress
	case CauseFetch:
		return cpu.AboutFetch
	case CauseStack:
		return cpu.AboutStack
	}
	return cpu.AboutPC
}

// fail notes a fault of the instruction that is being executed. It returns
// false for its callers to pass on.
func (c *Core) fail(cause Cause, address uint32, size int) bool {
	if c.cause == CauseNone {
		c.cause, c.faultAddress, c.faultSize = cause, address, size
	}
	return false
}

// takeFault makes the noted fault the guest's, where the guest has asked for
// it by enabling the handler in SHCSR (or Config.HardFaults lets it have them
// all), and else stops the machine.
func (c *Core) takeFault() {
	cause := c.cause
	c.cause = CauseNone
	if c.handsOver(cause) {
		exception := causes[cause].exception
		c.cfsr |= causes[cause].cfsr
		if exception == excBusFault && causes[cause].cfsr>>15&1 != 0 {
			c.bfar = c.faultAddress
		}
		if cause == CauseVector {
			c.hfsr |= 1 << 1
		}
		if exception != excHardFault && (!c.faultEnabled(exception) || c.groupPriority(exception) >= c.executionPriority()) {
			exception = excHardFault
			c.hfsr |= 1 << 30
		}
		c.pc = c.at
		c.enter(exception)
		return
	}
	f := &cpu.Fault{Cause: cause, PC: c.at, Address: c.faultAddress, Size: c.faultSize, Cycle: c.cycles}
	if c.executionPriority() < 0 {
		f.Cause, f.First = CauseLockup, cause
	}
	f.Encoding, _ = c.encodingAt(c.at)
	f.Symbol, f.Backtrace = c.Symbol(c.at), c.Backtrace()
	if c.image != nil {
		f.Locations = c.image.Locations(c.at)
	}
	c.locate(f)
	c.stop = &cpu.Stop{Reason: cpu.StopFault, Fault: f}
}

func (c *Core) handsOver(cause Cause) bool {
	if c.executionPriority() < 0 || cause == CauseStacking || cause == CauseVector || cause == CauseStack {
		return false
	}
	exception := causes[cause].exception
	if c.hardFaults {
		return true
	}
	return exception != excHardFault && c.faultEnabled(exception) && c.groupPriority(exception) < c.executionPriority()
}

// encodingAt reads an instruction without side effects.
func (c *Core) encodingAt(pc uint32) (encoding uint32, width int) {
	w := c.windowAt(pc)
	if w == nil {
		return 0, 0
	}
	one, ok := w.halfword(pc)
	if !ok || !thumb.IsWide(one) {
		return uint32(one), 2
	}
	two, ok := w.halfword(pc + 2)
	if !ok {
		return uint32(one), 2
	}
	return uint32(one)<<16 | uint32(two), 4
}
