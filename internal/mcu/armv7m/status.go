package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// APSR as bits: N Z C V Q and GE.
func (c *Core) apsr() uint32 {
	v := c.nf>>31<<31 | c.cf<<29 | c.vf>>31<<28 | c.qf<<27 | c.ge<<16
	if c.zf == 0 {
		v |= 1 << 30
	}
	return v
}

func (c *Core) setFlags(v uint32) {
	c.nf, c.zf = v, ^v>>30&1
	c.cf, c.vf = v>>29&1, v<<3
}

// xpsr is the status with exception number, Thumb bit and ITSTATE at pc.
func (c *Core) xpsr() uint32 {
	v := c.apsr() | 1<<24 | c.ipsr
	it := uint32(c.itNow)
	return v | it&3<<25 | it>>2<<10
}

func (c *Core) setStatus(v uint32) {
	c.setFlags(v)
	c.qf = v >> 27 & 1
	if c.features&decode.WithDSP != 0 {
		c.ge = v >> 16 & 15
	}
}

func (c *Core) privileged() bool { return c.ipsr != 0 || c.control&controlNPRIV == 0 }

// onProcessStack says that r13 is PSP.
func (c *Core) onProcessStack() bool { return c.control&controlSPSEL != 0 && c.ipsr == 0 }

func (c *Core) readSpecial(n uint32) uint32 {
	switch {
	case n < 8:
		var v uint32
		if n&1 != 0 && c.privileged() {
			v = c.ipsr
		}
		if n&4 == 0 {
			v |= c.apsr()
		}
		return v
	case n == decode.SpecialCONTROL:
		return c.control
	case !c.privileged():
		return 0
	}
	switch n {
	case decode.SpecialMSP:
		if c.onProcessStack() {
			return c.otherSP
		}
		return c.r[thumb.SP]
	case decode.SpecialPSP:
		if c.onProcessStack() {
			return c.r[thumb.SP]
		}
		return c.otherSP
	case decode.SpecialPRIMASK:
		return c.primask
	case decode.SpecialFAULT:
		return c.faultmask
	}
	return uint32(c.basepri)
}

func (c *Core) writeSpecial(n, v uint32, mask uint8) {
	if n < 8 {
		if n&4 == 0 {
			if mask&2 != 0 {
				c.setFlags(v)
				c.qf = v >> 27 & 1
			}
			if mask&1 != 0 && c.features&decode.WithDSP != 0 {
				c.ge = v >> 16 & 15
			}
		}
		return
	}
	if !c.privileged() {
		return
	}
	switch n {
	case decode.SpecialMSP, decode.SpecialPSP:
		if (n == decode.SpecialPSP) == c.onProcessStack() {
			c.r[thumb.SP] = v &^ 3
			c.moveStack(v &^ 3)
		} else {
			c.otherSP = v &^ 3
		}
	case decode.SpecialPRIMASK:
		c.primask = v & 1
	case decode.SpecialBASEPRI:
		c.basepri = uint8(v) & c.implemented
	case decode.SpecialBASEMAX:
		if p := uint8(v) & c.implemented; p != 0 && (c.basepri == 0 || p < c.basepri) {
			c.basepri = p
		}
	case decode.SpecialFAULT:
		if c.executionPriority() > -1 || v&1 == 0 {
			c.faultmask = v & 1
		}
	case decode.SpecialCONTROL:
		c.writeControl(v)
	}
}

func (c *Core) writeControl(v uint32) {
	keep := c.control
	mask := uint32(controlNPRIV)
	if c.ipsr == 0 {
		mask |= controlSPSEL
	}
	if c.features&decode.WithFP != 0 {
		mask |= controlFPCA
	}
	if v&mask&controlSPSEL != keep&mask&controlSPSEL {
		c.r[thumb.SP], c.otherSP = c.otherSP, c.r[thumb.SP]
	}
	c.control = keep&^mask | v&mask
	c.moveStack(c.r[thumb.SP])
	c.noteFloat()
}
