package armv7m

// sysTick is the 24-bit timer, ARM ARM B3.3. Its value is worked out from the
// cycle count when somebody asks.
type sysTick struct {
	enabledTick, interrupts, flag bool
	reload                        uint32
	zeroAt                        uint64 // cycle at which the counter next reaches zero
	stopped                       uint32 // the value while it does not count
}

const noEvent = 1<<63 - 1

// tick brings the timer up to the present and says at which cycle it has to be
// looked at again.
func (c *Core) tick() uint64 {
	t := &c.sysTick
	if !t.enabledTick {
		return noEvent
	}
	if c.cycles >= t.zeroAt {
		t.flag = true
		if t.interrupts {
			c.setPending(excSysTick, true)
		}
		if t.reload == 0 {
			t.enabledTick, t.stopped = false, 0
			return noEvent
		}
		period := uint64(t.reload) + 1
		t.zeroAt += period * ((c.cycles-t.zeroAt)/period + 1)
	}
	return t.zeroAt
}

func (c *Core) tickValue() uint32 {
	t := &c.sysTick
	if !t.enabledTick {
		return t.stopped
	}
	return uint32(t.zeroAt-c.cycles) % (t.reload + 1) & 0xFFFFFF
}

func (c *Core) readTick(a uint32) uint32 {
	c.tick()
	t := &c.sysTick
	switch a - scsSTCSR {
	case 0:
		v := uint32(4) // the processor's clock
		if t.enabledTick {
			v |= 1
		}
		if t.interrupts {
			v |= 2
		}
		if t.flag {
			v |= 1 << 16
			t.flag = false
		}
		return v
	case 4:
		return t.reload
	case 8:
		return c.tickValue()
	}
	return 0
}

func (c *Core) writeTick(a, v uint32) {
	c.tick()
	t := &c.sysTick
	switch a - scsSTCSR {
	case 0:
		value := c.tickValue()
		t.interrupts = v&2 != 0
		if v&1 != 0 && !t.enabledTick {
			t.start(c.cycles, value)
		} else if v&1 == 0 {
			t.stopped = value
		}
		t.enabledTick = v&1 != 0
	case 4:
		t.reload = v & 0xFFFFFF
	case 8: // any write clears
		t.flag, t.stopped = false, 0
		if t.enabledTick {
			t.start(c.cycles, 0)
		}
	}
}

// start counts from value; from zero the reload value comes first, a cycle
// later.
func (t *sysTick) start(now uint64, value uint32) {
	if value == 0 {
		t.zeroAt = now + uint64(t.reload) + 1
	} else {
		t.zeroAt = now + uint64(value)
	}
}
