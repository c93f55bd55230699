package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// Exception numbers, ARM ARM B1.5.2.
const (
	excNMI        = 2
	excHardFault  = 3
	excMemManage  = 4
	excBusFault   = 5
	excUsageFault = 6
	excSVCall     = 11
	excPendSV     = 14
	excSysTick    = 15
	excExternal   = 16

	maxInterrupts = 240
	excCount      = excExternal + maxInterrupts
)

// Bits of CONTROL and FPCCR.
const (
	controlNPRIV = 1 << iota
	controlSPSEL
	controlFPCA

	fpccrLSPACT = 1 << 0
	fpccrLSPEN  = 1 << 30
	fpccrASPEN  = 1 << 31
)

// Cycles of exception entry and return without wait states (Cortex-M4 TRM,
// exception handling; Cortex-M0+ 15).
const (
	entryCycles   = 12
	entryCyclesV6 = 15
	returnCycles  = 10
)

// exceptions is the state of the exception model.
type exceptions struct {
	ipsr                      uint32
	primask, faultmask        uint32
	basepri                   uint8
	control                   uint32
	otherSP                   uint32 // the stack pointer that is not r13
	pending, active, enabled  [excCount]bool
	priority                  [excCount]uint8
	implemented               uint8 // bits of a priority
	pendingCount, activeCount int
	fpccr, fpcar, fpdscr      uint32
}

func (c *Core) resetExceptions() {
	c.exceptions = exceptions{implemented: c.implemented}
	for e := range excExternal {
		c.enabled[e] = true
	}
	c.enabled[excMemManage], c.enabled[excBusFault], c.enabled[excUsageFault] = false, false, false
}

func (c *Core) faultEnabled(e int) bool { return c.features&decode.V7 != 0 && c.enabled[e] }

func (c *Core) setPending(e int, on bool) {
	if c.pending[e] == on {
		return
	}
	c.pending[e] = on
	if on {
		c.pendingCount++
		c.attention = true
	} else {
		c.pendingCount--
	}
}

func (c *Core) setActive(e int, on bool) {
	if c.active[e] == on {
		return
	}
	c.active[e] = on
	if on {
		c.activeCount++
	} else {
		c.activeCount--
	}
}

// service takes a pending exception or wakes the core; it reports whether it
// changed what runs next.
func (c *Core) service() bool {
	if c.pendingCount == 0 {
		return false
	}
	e := c.mostUrgent()
	if e == 0 {
		return false
	}
	if c.sleeping {
		// PRIMASK holds exceptions back but does not keep the core asleep.
		masked := c.primask
		c.primask = 0
		wakes := c.groupPriority(e) < c.executionPriority()
		c.primask = masked
		if !wakes {
			return false
		}
		c.sleeping = false
	}
	if c.groupPriority(e) >= c.executionPriority() {
		return false
	}
	c.setPending(e, false)
	c.at = c.pc
	c.enter(e)
	return true
}

// Bits of EXC_RETURN.
const (
	returnBase      = 0xFFFFFFE1
	returnBasic     = 1 << 4 // no floating-point frame
	returnThread    = 1 << 3
	returnProcess   = 1 << 2 // the process stack
	frameAligned    = 1 << 9 // of the stacked xPSR
	basicFrame      = 32
	floatFrame      = 104
	statusFlagsMask = 0xF8000000
)

// enter pushes the frame of exception e and starts its handler.
func (c *Core) enter(e int) {
	size := uint32(basicFrame)
	withFloat := c.control&controlFPCA != 0
	if withFloat {
		size = floatFrame
	}
	sp := c.r[thumb.SP]
	frame := (sp - size) &^ 7
	if c.ccr>>9&1 == 0 && !withFloat && c.features&decode.V7 != 0 {
		frame = sp - size
	}
	status := c.xpsr() &^ frameAligned
	if frame+size != sp {
		status |= frameAligned
	}
	if !c.pushing(frame) {
		return
	}
	words := [8]uint32{c.r[0], c.r[1], c.r[2], c.r[3], c.r[12], c.r[thumb.LR], c.pc, status}
	for i, v := range words {
		if !c.store(frame+uint32(4*i), 4, v) {
			c.cause = CauseNone
			c.fail(CauseStacking, c.faultAddress, 4)
			return
		}
	}
	if withFloat && !c.stackFloat(frame) {
		return
	}
	lr := uint32(returnBase)
	if !withFloat {
		lr |= returnBasic
	}
	c.r[thumb.SP] = frame
	if c.ipsr == 0 {
		lr |= returnThread
		if c.control&controlSPSEL != 0 {
			lr |= returnProcess
			c.r[thumb.SP], c.otherSP = c.otherSP, frame
		}
	}
	c.r[thumb.LR] = lr
	c.control &^= controlSPSEL | controlFPCA
	c.noteFloat()
	c.ipsr = uint32(e)
	c.itNow = 0
	c.setActive(e, true)
	if e == excNMI || e == excHardFault {
		c.setPending(e, false)
	}
	c.monitor.clear()
	if c.observer != nil {
		c.observeEntry(e, sp)
	}
	c.cycles += entryCycles
	if c.features&decode.V7 == 0 {
		c.cycles += entryCyclesV6 - entryCycles
	}
	c.vector(e)
}

func (c *Core) vector(e int) {
	target, ok := c.peek32(c.vtor + uint32(4*e))
	c.pc, c.at = target&^1, target&^1
	switch {
	case !ok:
		c.fail(CauseVector, c.vtor+uint32(4*e), 4)
	case target&1 == 0:
		c.fail(CauseState, target, 0)
	}
}

// stackFloat reserves the floating-point part of a frame, and fills it now or
// when the handler first uses the FPU (lazy stacking, ARM ARM B1.5.7).
func (c *Core) stackFloat(frame uint32) bool {
	if c.fpccr&fpccrLSPEN != 0 {
		c.fpcar = frame + basicFrame
		c.fpccr |= fpccrLSPACT
		return true
	}
	return c.saveFloat(frame + basicFrame)
}

func (c *Core) saveFloat(at uint32) bool {
	for i := range uint32(16) {
		if !c.store(at+4*i, 4, c.s[i]) {
			return c.stackFailed()
		}
	}
	if !c.store(at+64, 4, c.fpscr) {
		return c.stackFailed()
	}
	c.setFPSCR(c.fpdscr)
	return true
}

func (c *Core) stackFailed() bool {
	c.cause = CauseNone
	return c.fail(CauseStacking, c.faultAddress, 4)
}

// useFloat is what every floating-point instruction begins with: the FPU has
// to be enabled, a lazily stacked frame is saved, a context begins.
func (c *Core) useFloat() bool {
	if c.cpacr>>20&3 == 0 || c.cpacr>>20&3 == 1 && c.control&controlNPRIV != 0 && c.ipsr == 0 {
		return c.fail(CauseNoCoprocessor, 0, 0)
	}
	if c.fpccr&fpccrLSPACT != 0 {
		c.fpccr &^= fpccrLSPACT
		if !c.saveFloat(c.fpcar) {
			return false
		}
	}
	if c.fpccr&fpccrASPEN != 0 && c.control&controlFPCA == 0 {
		c.control |= controlFPCA
		c.setFPSCR(c.fpdscr)
	}
	c.noteFloat()
	return true
}

// leave returns from an exception with the EXC_RETURN value that was written
// to PC.
func (c *Core) leave(value uint32) bool {
	basic := value&returnBasic != 0
	kind := value | returnBasic
	if c.features&decode.WithFP == 0 && !basic || !c.active[c.ipsr] ||
		kind != returnBase|returnBasic && kind != returnBase|returnBasic|returnThread && kind != returnBase|returnBasic|returnThread|returnProcess {
		return c.fail(CauseReturn, value, 0)
	}
	toThread := value&returnThread != 0
	nested := c.activeCount > 1
	if toThread && nested && c.ccr&1 == 0 || !toThread && !nested {
		return c.fail(CauseReturn, value, 0)
	}
	if c.ipsr != excNMI {
		c.faultmask = 0
	}
	onProcess := value&returnProcess != 0
	frame := c.r[thumb.SP]
	if onProcess {
		frame = c.otherSP
	}
	var words [8]uint32
	for i := range words {
		v, ok := c.load(frame+uint32(4*i), 4)
		if !ok {
			c.cause = CauseNone
			return c.fail(CauseUnstacking, c.faultAddress, 4)
		}
		words[i] = v
	}
	if !basic && !c.unstackFloat(frame+basicFrame) {
		return false
	}
	c.setActive(int(c.ipsr), false)
	c.r[0], c.r[1], c.r[2], c.r[3], c.r[12], c.r[thumb.LR] = words[0], words[1], words[2], words[3], words[4], words[5]
	sp := frame + basicFrame
	if !basic {
		sp = frame + floatFrame
	}
	if words[7]&frameAligned != 0 {
		sp |= 4
	}
	if onProcess {
		c.r[thumb.SP], c.otherSP = sp, c.r[thumb.SP]
		c.control |= controlSPSEL
	} else {
		c.r[thumb.SP] = sp
		c.control &^= controlSPSEL
	}
	c.control &^= controlFPCA
	if !basic {
		c.control |= controlFPCA
	}
	c.noteFloat()
	c.setStatus(words[7])
	c.ipsr = words[7] & 0x1FF
	if toThread != (c.ipsr == 0) {
		return c.fail(CauseReturn, value, 0)
	}
	c.moveStack(c.r[thumb.SP])
	c.itNow = uint8(words[7]>>25&3 | words[7]>>8&0xFC)
	c.pc = words[6] &^ 1
	c.monitor.clear()
	c.cycles += returnCycles
	c.attention = true
	if toThread && c.sleepOnExit() {
		c.sleeping = true
	}
	if c.observer != nil {
		c.observer.Left(c.moment(), c.ipsr != 0)
	}
	return true
}

func (c *Core) unstackFloat(at uint32) bool {
	if c.fpccr&fpccrLSPACT != 0 { // nothing was saved, so nothing changed
		c.fpccr &^= fpccrLSPACT
		return true
	}
	for i := range uint32(16) {
		v, ok := c.load(at+4*i, 4)
		if !ok {
			c.cause = CauseNone
			return c.fail(CauseUnstacking, c.faultAddress, 4)
		}
		c.s[i] = v
	}
	v, ok := c.load(at+64, 4)
	if !ok {
		c.cause = CauseNone
		return c.fail(CauseUnstacking, c.faultAddress, 4)
	}
	c.setFPSCR(v)
	return true
}
