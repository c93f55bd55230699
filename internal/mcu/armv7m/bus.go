package armv7m

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"unsafe"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/cpu"
)

// window is a range of addresses through which a memory is seen, with the
// code decoded there (block.go).
type window struct {
	base, size uint32
	data       []byte
	writable   bool
	main       bool // the main RAM
	wait       cpu.Wait

	blocks []*block // by halfword
	marks  []bool   // halfwords that blocks were decoded from
	live   []uint32 // where blocks is not nil
	folded bool     // constants were taken out of it into blocks
}

// maxMemory bounds what a configuration may ask for.
const maxMemory = 256 << 20

// littleEndianHost lets the loop see the main RAM's bytes as words. On another
// host it sees none and every access goes byte by byte.
var littleEndianHost = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

func (c *Core) mapMemories(memories []cpu.Memory) error {
	for _, m := range memories {
		if m.Size == 0 || m.Size%4 != 0 || m.Size > maxMemory {
			return fmt.Errorf("armv7m: memory %s has %d bytes; a multiple of four up to %d is needed", m.Name, m.Size, maxMemory)
		}
		words := make([]uint32, m.Size/4)
		data := unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), m.Size)
		isRAM := m.Writable && c.ram == nil
		if isRAM {
			c.ram, c.ramBase, c.ramWaits = data, m.Base, m.Wait.Read != 0
			if littleEndianHost {
				c.words = words
			}
		}
		if !m.Writable && c.flash == nil && littleEndianHost {
			c.flash, c.flashBase, c.flashWait = words, m.Base, uint64(m.Wait.Read)
		}
		for _, base := range append([]uint32{m.Base}, m.Aliases...) {
			if base%4 != 0 || uint64(base)+uint64(m.Size) > 1<<32 {
				return fmt.Errorf("armv7m: memory %s does not fit at 0x%08x", m.Name, base)
			}
			for _, w := range c.windows {
				if uint64(base) < uint64(w.base)+uint64(w.size) && uint64(w.base) < uint64(base)+uint64(m.Size) {
					return fmt.Errorf("armv7m: memory %s at 0x%08x overlaps another", m.Name, base)
				}
			}
			c.windows = append(c.windows, window{base: base, size: m.Size, data: data, writable: m.Writable, main: isRAM, wait: m.Wait})
		}
	}
	return nil
}

func (c *Core) mapPeripherals(mappings []cpu.Mapping) error {
	for _, m := range mappings {
		if m.Peripheral == nil || m.Size == 0 || uint64(m.Base)+uint64(m.Size) > 1<<32 {
			return fmt.Errorf("armv7m: no peripheral can be mapped at 0x%08x with %d bytes", m.Base, m.Size)
		}
	}
	c.mappings = mappings
	return nil
}

func (c *Core) windowAt(a uint32) *window {
	for i := range c.windows {
		if w := &c.windows[i]; a-w.base < w.size {
			return w
		}
	}
	return nil
}

// holding finds the window that holds size bytes from a on.
func (c *Core) holding(a, size uint32) *window {
	if w := c.windowAt(a); w != nil && w.size-(a-w.base) >= size {
		return w
	}
	return nil
}

func (w *window) halfword(a uint32) (uint16, bool) {
	if off := a - w.base; off < w.size-1 && w.size > 1 {
		return binary.LittleEndian.Uint16(w.data[off:]), true
	}
	return 0, false
}

// prepare makes room for decoded code when code is first run here.
func (w *window) prepare() {
	if w.blocks == nil {
		w.blocks, w.marks = make([]*block, w.size/2), make([]bool, w.size/2)
	}
}

// load reads 1, 2 or 4 bytes at any address, with the guest's rights. On
// failure the fault is noted.
func (c *Core) load(a uint32, size uint32) (uint32, bool) {
	if o := a - c.ramBase; o < uint32(len(c.ram)) && a&(size-1) == 0 {
		return little(c.ram[o:], size), true
	}
	if a&(size-1) != 0 {
		if !c.unalignedAllowed(a) {
			return 0, c.fail(CauseAligned, a, int(size))
		}
		c.stall += c.timing.Unaligned(a, size)
	}
	if w := c.holding(a, size); w != nil {
		c.stall += uint64(w.wait.Read)
		return little(w.data[a-w.base:], size), true
	}
	if a&(size-1) != 0 {
		return c.loadBytes(a, size)
	}
	if v, ok := c.loadDevice(a, size); ok {
		return v, true
	}
	return 0, c.fail(CauseRead, a, int(size))
}

func little(b []byte, size uint32) uint32 {
	switch size {
	case 1:
		return uint32(b[0])
	case 2:
		return uint32(binary.LittleEndian.Uint16(b))
	}
	return binary.LittleEndian.Uint32(b)
}

// loadBytes reads an unaligned value that is in no single memory.
func (c *Core) loadBytes(a, size uint32) (v uint32, ok bool) {
	for i := range size {
		b, ok := c.load(a+i, 1)
		if !ok {
			return 0, false
		}
		v |= b << (8 * i)
	}
	return v, true
}

// loadWords reads words from a on; on failure some of them.
func (c *Core) loadWords(a uint32, into []uint32) bool {
	if w := c.holding(a, uint32(4*len(into))); w != nil && a&3 == 0 {
		c.stall += uint64(w.wait.Read * len(into))
		from := w.data[a-w.base:]
		for i := range into {
			into[i] = binary.LittleEndian.Uint32(from[4*i:])
		}
		return true
	}
	for i := range into {
		v, ok := c.load(a+uint32(4*i), 4)
		if !ok {
			return false
		}
		into[i] = v
	}
	return true
}

// directWords are n words of the main RAM or of flash at a, and the cycles that
// reading them takes beyond the instruction's price.
func (c *Core) directWords(a uint32, n int) (words []uint32, wait uint64) {
	memory := c.words
	o := bits.RotateLeft32(a-c.ramBase, -2)
	if o >= uint32(len(memory)) {
		memory = c.flash
		o = bits.RotateLeft32(a-c.flashBase, -2)
		wait = uint64(n) * c.flashWait
	}
	if o >= uint32(len(memory)) || len(memory)-int(o) < n {
		return nil, 0
	}
	return memory[o:][:n], wait
}

// ramWords are n words of the main RAM at a, if none of them may hold code.
func (c *Core) ramWords(a uint32, n int) []uint32 {
	o := bits.RotateLeft32(a-c.ramBase, -2)
	if o >= uint32(len(c.words)) || len(c.words)-int(o) < n {
		return nil
	}
	if off := o * 4; off < c.ramCodeLow+c.ramCodeSpan && off+uint32(4*n) > c.ramCodeLow {
		return nil
	}
	return c.words[o:][:n]
}

// storeWords writes words from a on; on failure some of them.
func (c *Core) storeWords(a uint32, from []uint32) bool {
	for i, v := range from {
		if !c.store(a+uint32(4*i), 4, v) {
			return false
		}
	}
	return true
}

// store writes 1, 2 or 4 bytes, with the guest's rights.
func (c *Core) store(a, size, v uint32) bool {
	if o := a - c.ramBase; o < uint32(len(c.ram)) && a&3 == 0 && size == 4 && o-c.ramCodeLow >= c.ramCodeSpan {
		binary.LittleEndian.PutUint32(c.ram[o:], v)
		return true
	}
	if a&(size-1) != 0 {
		if !c.unalignedAllowed(a) {
			return c.fail(CauseAligned, a, int(size))
		}
		c.stall += c.timing.Unaligned(a, size)
	}
	if w := c.holding(a, size); w != nil {
		if !w.writable {
			return c.fail(CauseWrite, a, int(size))
		}
		c.put(w, a-w.base, size, v)
		return true
	}
	if a&(size-1) != 0 {
		for i := range size {
			if !c.store(a+i, 1, v>>(8*i)&0xFF) {
				return false
			}
		}
		return true
	}
	if c.storeDevice(a, size, v) {
		return true
	}
	return c.fail(CauseWrite, a, int(size))
}

func (c *Core) put(w *window, off, size, v uint32) {
	switch size {
	case 1:
		w.data[off] = byte(v)
	case 2:
		binary.LittleEndian.PutUint16(w.data[off:], uint16(v))
	default:
		binary.LittleEndian.PutUint32(w.data[off:], v)
	}
	c.forget(w.data, off, size)
}

// unalignedAllowed: never on ARMv6-M, nor with CCR.UNALIGN_TRP, nor to device
// memory and the System Control Space.
func (c *Core) unalignedAllowed(a uint32) bool {
	return c.features&decode.V7 != 0 && c.ccr>>3&1 == 0 && a>>29 != 7
}

// ReadMemory copies guest memory, without side effects on peripherals.
func (c *Core) ReadMemory(a uint32, into []byte) error {
	w := c.holding(a, uint32(len(into)))
	if w == nil || uint64(len(into)) > uint64(w.size) {
		return fmt.Errorf("armv7m: no memory with %d bytes at 0x%08x", len(into), a)
	}
	copy(into, w.data[a-w.base:])
	return nil
}

// WriteMemory writes guest memory, flash included.
func (c *Core) WriteMemory(a uint32, data []byte) error {
	if len(data) == 0 {
		return nil
	}
	if uint64(len(data)) > maxMemory {
		return fmt.Errorf("armv7m: %d bytes are more than any memory here holds", len(data))
	}
	w := c.holding(a, uint32(len(data)))
	if w == nil {
		return fmt.Errorf("armv7m: no memory with %d bytes at 0x%08x", len(data), a)
	}
	copy(w.data[a-w.base:], data)
	if w.folded {
		c.forgetAll()
		return nil
	}
	c.forget(w.data, a-w.base, uint32(len(data)))
	return nil
}

// peek32 reads memory without noting a fault.
func (c *Core) peek32(a uint32) (uint32, bool) {
	if w := c.holding(a, 4); w != nil {
		return binary.LittleEndian.Uint32(w.data[a-w.base:]), true
	}
	return 0, false
}
