package armv7m

import (
	"strconv"

	"tinyol-sim/internal/mcu/armv7m/disasm"
	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// Symbol names an address as function+offset, or nothing.
func (c *Core) Symbol(a uint32) string { return c.symbolAt(a) }

func (c *Core) symbolAt(a uint32) string {
	if c.image == nil {
		return ""
	}
	return c.image.Symbol(a)
}

// tracer writes a line for every instruction: the cycle in which it begins, its
// address and encoding, the instruction, the registers that it has changed, and
// its place.
type tracer struct {
	pc, encoding uint32
	size         int
	cycle        uint64
	text         []byte
	registers    [thumb.PC]uint32
	floats       [32]uint32
	buffer       []byte
	known        map[uint32]traced
	kept         int // bytes of text that are known
}

// traced is an instruction as it was written the last time.
type traced struct {
	encoding uint32
	it       uint8
	text     []byte
}

// maxTraced is how many instructions are remembered, maxTracedText how much of
// their text, in which names may be long.
const (
	maxTraced     = 1 << 16
	maxTracedText = 16 << 20
)

func (t *tracer) before(c *Core) {
	t.pc, t.cycle = c.pc, c.cycles
	t.encoding, t.size = c.encodingAt(c.pc)
	copy(t.registers[:], c.r[:])
	copy(t.floats[:], c.s[:])
	it := c.itState()
	k, ok := t.known[t.pc]
	if !ok || k.encoding != t.encoding || k.it != it {
		k = traced{t.encoding, it, t.instruction(c, it)}
		if t.known == nil || len(t.known) == maxTraced || t.kept > maxTracedText {
			t.known, t.kept = map[uint32]traced{}, 0
		}
		t.known[t.pc] = k
		t.kept += len(k.text)
	}
	t.text = k.text
}

// Columns of a line.
const (
	columnText    = 12 // behind the cycle
	columnPlace   = columnText + 58
	columnChanges = columnPlace + 26
)

// instruction is the part of the line that is the same every time.
func (t *tracer) instruction(c *Core, it uint8) []byte {
	b := append(disasm.AppendHex(pad(nil, columnText), t.pc, 8), "  "...)
	if t.size == 4 {
		b = append(disasm.AppendHex(b, t.encoding>>16, 4), ' ')
	}
	b = pad(disasm.AppendHex(b, t.encoding&0xFFFF, 4), columnText+21)
	text := c.spell(nil, t.pc, it, t.encoding, t.size)
	for i, ch := range text {
		if ch == ' ' {
			b = pad(append(b, text[:i]...), columnText+30)
			text = text[i+1:]
			break
		}
	}
	b = pad(append(b, text...), columnPlace)
	return pad(append(b, c.symbolAt(t.pc)...), columnChanges)
}

// pad ends a column: with a blank, and as many more as there is room for.
func pad(b []byte, column int) []byte {
	b = append(b, ' ')
	for len(b) < column {
		b = append(b, ' ')
	}
	return b
}

// line is good until the next.
func (t *tracer) line(c *Core) []byte {
	b := append(t.buffer[:0], t.text...)
	var digits [20]byte
	cycle := strconv.AppendUint(digits[:0], t.cycle, 10)
	if room := columnText - 2; len(cycle) <= room {
		copy(b[room-len(cycle):], cycle)
	} else {
		b = append(append(b[:0], cycle...), t.text[room:]...)
	}
	for i, old := range t.registers {
		if v := c.r[i]; v != old {
			b = append(disasm.AppendHex(append(append(b, disasm.RegisterNames[i]...), '='), v, 8), ' ')
		}
	}
	for i, old := range t.floats {
		if v := c.s[i]; v != old {
			b = append(disasm.AppendHex(append(strconv.AppendUint(append(b, 's'), uint64(i), 10), '='), v, 8), ' ')
		}
	}
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	t.buffer = append(b, '\n')
	return t.buffer
}
