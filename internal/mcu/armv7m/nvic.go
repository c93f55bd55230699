package armv7m

import "tinyol-sim/internal/mcu/armv7m/decode"

// readNVIC reads ISER, ICER, ISPR, ICPR, IABR and IPR, ARM ARM B3.4.
func (c *Core) readNVIC(a uint32) uint32 {
	if a >= nvicIPR {
		return c.priorityWord(excExternal + int(a-nvicIPR))
	}
	set, first := c.nvicBank(a)
	var v uint32
	for i := range 32 {
		if e := first + i; e < excExternal+c.profile.interrupts() && set[e] {
			v |= 1 << i
		}
	}
	return v
}

// nvicBank finds the state behind a bank of 32 interrupts.
func (c *Core) nvicBank(a uint32) (set *[excCount]bool, first int) {
	first = excExternal + int(a&0x7F)*8
	switch (a - nvicISER) >> 7 {
	case 0, 1:
		return &c.enabled, first
	case 2, 3:
		return &c.pending, first
	}
	return &c.active, first
}

func (c *Core) writeNVIC(a, v, mask uint32) {
	if a >= nvicIPR {
		c.setPriorityWord(excExternal+int(a-nvicIPR), v, mask)
		return
	}
	set, first := c.nvicBank(a)
	kind := (a - nvicISER) >> 7
	for i := range 32 {
		e := first + i
		if v>>i&1 == 0 || e >= excExternal+c.profile.interrupts() {
			continue
		}
		switch kind {
		case 0, 1:
			set[e] = kind == 0
		case 2, 3:
			c.setPending(e, kind == 2)
		}
	}
}

// priorityWord reads four priorities, from exception e on.
func (c *Core) priorityWord(e int) (v uint32) {
	for i := range 4 {
		if e+i < excCount {
			v |= uint32(c.priority[e+i]) << (8 * i)
		}
	}
	return v
}

func (c *Core) setPriorityWord(e int, v, mask uint32) {
	for i := range 4 {
		if mask>>(8*i)&0xFF != 0 && e+i < excExternal+c.profile.interrupts() && c.priorityExists(e+i) {
			c.priority[e+i] = uint8(v>>(8*i)) & c.implemented
		}
	}
}

// priorityExists: the fault handlers and DebugMonitor have one from ARMv7-M
// on; 7 to 10 and 13 are reserved.
func (c *Core) priorityExists(e int) bool {
	switch {
	case e == excSVCall || e == excPendSV || e == excSysTick || e >= excExternal:
		return true
	case e == 12 || e >= excMemManage && e <= excUsageFault:
		return c.features&decode.V7 != 0
	}
	return false
}

// icsr is the Interrupt Control and State Register.
func (c *Core) icsr() uint32 {
	v := c.ipsr
	if c.activeCount <= 1 {
		v |= 1 << 11 // RETTOBASE
	}
	if c.pendingCount > 0 {
		v |= uint32(c.mostUrgent()) << 12
	}
	for e := excExternal; e < excCount; e++ {
		if c.pending[e] {
			v |= 1 << 22
			break
		}
	}
	for _, p := range [...]struct{ exception, bit int }{{excSysTick, 26}, {excPendSV, 28}, {excNMI, 31}} {
		if c.pending[p.exception] {
			v |= 1 << p.bit
		}
	}
	return v
}

func (c *Core) writeICSR(v uint32) {
	for _, p := range [...]struct{ exception, clear, set int }{{excSysTick, 25, 26}, {excPendSV, 27, 28}} {
		if v>>p.clear&1 != 0 {
			c.setPending(p.exception, false)
		}
		if v>>p.set&1 != 0 {
			c.setPending(p.exception, true)
		}
	}
	if v>>31&1 != 0 {
		c.setPending(excNMI, true)
	}
}

// handlerBits are the fields of SHCSR: active, pending, enabled.
var handlerBits = [...]struct {
	exception               int
	active, pending, enable int // bit numbers; -1: none
}{
	{excMemManage, 0, 13, 16},
	{excBusFault, 1, 14, 17},
	{excUsageFault, 3, 12, 18},
	{excSVCall, 7, 15, -1},
	{excPendSV, 10, -1, -1},
	{excSysTick, 11, -1, -1},
}

func (c *Core) shcsr() (v uint32) {
	for _, h := range handlerBits {
		for _, bit := range [...]struct {
			at int
			on bool
		}{{h.active, c.active[h.exception]}, {h.pending, c.pending[h.exception]}, {h.enable, c.enabled[h.exception]}} {
			if bit.at >= 0 && bit.on {
				v |= 1 << bit.at
			}
		}
	}
	return v
}

func (c *Core) writeSHCSR(v uint32) {
	for _, h := range handlerBits {
		c.setActive(h.exception, v>>h.active&1 != 0)
		if h.pending >= 0 {
			c.setPending(h.exception, v>>h.pending&1 != 0)
		}
		if h.enable >= 0 {
			c.enabled[h.exception] = v>>h.enable&1 != 0
		}
	}
}

// Interrupt makes external interrupt n pending, as a peripheral would.
func (c *Core) Interrupt(n int) {
	if n >= 0 && n < c.profile.interrupts() {
		c.setPending(excExternal+n, true)
	}
}
