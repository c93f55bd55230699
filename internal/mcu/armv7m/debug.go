package armv7m

import "tinyol-sim/internal/mcu/armv7m/decode"

// debugBlock holds DWT's cycle counter and DEMCR.
type debugBlock struct {
	demcr    uint32
	dwtCtrl  uint32
	offset   uint32 // CYCCNT is the cycle count plus this, while it counts
	stoppedC uint32 // CYCCNT while it does not
}

const (
	dwtCTRL   = 0xE0001000
	dwtCYCCNT = 0xE0001004
	scsDHCSR  = 0xE000EDF0
	scsDEMCR  = 0xE000EDFC

	demcrTRCENA = 1 << 24
)

func (c *Core) counting() bool { return c.dwtCtrl&1 != 0 && c.demcr&demcrTRCENA != 0 }

func (c *Core) cycleCounter() uint32 {
	if c.counting() {
		return uint32(c.cycles) + c.offset
	}
	return c.stoppedC
}

func (c *Core) readDebug(a uint32) uint32 {
	switch {
	case c.features&decode.V7 == 0:
		return 0
	case a == scsDEMCR:
		return c.demcr
	case a == dwtCTRL:
		return 4<<28 | c.dwtCtrl
	case a == dwtCYCCNT:
		return c.cycleCounter()
	}
	return 0
}

func (c *Core) writeDebug(a, v uint32) {
	if c.features&decode.V7 == 0 {
		return
	}
	value := c.cycleCounter()
	switch a {
	case scsDEMCR:
		c.demcr = v & 0x010F07F1
	case dwtCTRL:
		c.dwtCtrl = v & 0x0FFFFFFF
	case dwtCYCCNT:
		value = v
	}
	c.stoppedC, c.offset = value, value-uint32(c.cycles)
}
