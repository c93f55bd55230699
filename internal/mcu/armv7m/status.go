package armv7m

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
	if c.features&dsp != 0 {
		c.ge = v >> 16 & 15
	}
}

// Special registers of MSR and MRS, ARM ARM B5.1.1.
const (
	specialMSP     = 8
	specialPSP     = 9
	specialPRIMASK = 16
	specialBASEPRI = 17
	specialBASEMAX = 18
	specialFAULT   = 19
	specialCONTROL = 20
)

func (c *Core) hasSpecial(n uint32) bool {
	switch {
	case n <= 3 || n >= 5 && n <= 9 || n == specialPRIMASK || n == specialCONTROL:
		return true
	}
	return c.features&v7 != 0 && n >= specialBASEPRI && n <= specialFAULT
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
	case n == specialCONTROL:
		return c.control
	case !c.privileged():
		return 0
	}
	switch n {
	case specialMSP:
		if c.onProcessStack() {
			return c.otherSP
		}
		return c.r[regSP]
	case specialPSP:
		if c.onProcessStack() {
			return c.r[regSP]
		}
		return c.otherSP
	case specialPRIMASK:
		return c.primask
	case specialFAULT:
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
			if mask&1 != 0 && c.features&dsp != 0 {
				c.ge = v >> 16 & 15
			}
		}
		return
	}
	if !c.privileged() {
		return
	}
	switch n {
	case specialMSP, specialPSP:
		if (n == specialPSP) == c.onProcessStack() {
			c.r[regSP] = v &^ 3
			c.moveStack(v &^ 3)
		} else {
			c.otherSP = v &^ 3
		}
	case specialPRIMASK:
		c.primask = v & 1
	case specialBASEPRI:
		c.basepri = uint8(v) & c.implemented
	case specialBASEMAX:
		if p := uint8(v) & c.implemented; p != 0 && (c.basepri == 0 || p < c.basepri) {
			c.basepri = p
		}
	case specialFAULT:
		if c.executionPriority() > -1 || v&1 == 0 {
			c.faultmask = v & 1
		}
	case specialCONTROL:
		c.writeControl(v)
	}
}

func (c *Core) writeControl(v uint32) {
	keep := c.control
	mask := uint32(controlNPRIV)
	if c.ipsr == 0 {
		mask |= controlSPSEL
	}
	if c.features&fp != 0 {
		mask |= controlFPCA
	}
	if v&mask&controlSPSEL != keep&mask&controlSPSEL {
		c.r[regSP], c.otherSP = c.otherSP, c.r[regSP]
	}
	c.control = keep&^mask | v&mask
	c.moveStack(c.r[regSP])
	c.noteFloat()
}
