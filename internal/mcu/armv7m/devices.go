package armv7m

// Bit-band regions and their aliases, ARM ARM B3.1 and the Cortex-M3 TRM 2.5.
const (
	bitBandSRAM       = 0x20000000
	bitBandPeripheral = 0x40000000
	bitBandAlias      = 0x02000000 // from a region to its alias
	bitBandSize       = 0x02000000 // of an alias
)

// bitBandTarget finds the word and the bit behind an alias address.
func bitBandTarget(a uint32) (word uint32, bit uint32, ok bool) {
	for _, region := range [...]uint32{bitBandSRAM, bitBandPeripheral} {
		if off := a - region - bitBandAlias; off < bitBandSize {
			byteAddress := region + off>>5
			return byteAddress &^ 3, off>>2&7 + byteAddress&3*8, true
		}
	}
	return 0, 0, false
}

// loadDevice reads what is no memory: bit-band aliases, the core's own
// registers, peripherals.
func (c *Core) loadDevice(a, size uint32) (uint32, bool) {
	if c.bitBand {
		if word, bit, ok := bitBandTarget(a); ok {
			v, ok := c.load(word, 4)
			return v >> bit & 1, ok
		}
	}
	if a>>20 == 0xE00 {
		c.attention = true
		return c.readSystem(a, size)
	}
	for i := range c.mappings {
		if m := &c.mappings[i]; a-m.Base < m.Size {
			c.attention = true
			v, ok := m.Peripheral.Read(a-m.Base, int(size))
			return v & (1<<(8*size) - 1), ok
		}
	}
	return 0, false
}

func (c *Core) storeDevice(a, size, v uint32) bool {
	if c.bitBand {
		if word, bit, ok := bitBandTarget(a); ok {
			old, ok := c.load(word, 4)
			return ok && c.store(word, 4, old&^(1<<bit)|v&1<<bit)
		}
	}
	if a>>20 == 0xE00 {
		c.attention = true
		return c.writeSystem(a, size, v)
	}
	for i := range c.mappings {
		if m := &c.mappings[i]; a-m.Base < m.Size {
			c.attention = true
			return m.Peripheral.Write(a-m.Base, int(size), v)
		}
	}
	return false
}
