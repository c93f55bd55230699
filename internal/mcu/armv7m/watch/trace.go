package watch

import (
	"strconv"

	"tinyol-sim/internal/mcu/armv7m/disasm"
	"tinyol-sim/internal/mcu/armv7m/thumb"
)

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

func (t *tracer) before(o *Observer, now Moment) {
	t.pc, t.cycle = now.PC, now.Cycles
	t.encoding, t.size = o.machine.Encoding(now.PC)
	copy(t.registers[:], o.registers)
	copy(t.floats[:], o.floats)
	it := now.IT
	k, ok := t.known[t.pc]
	if !ok || k.encoding != t.encoding || k.it != it {
		k = traced{t.encoding, it, t.instruction(o, it)}
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
func (t *tracer) instruction(o *Observer, it uint8) []byte {
	b := append(disasm.AppendHex(pad(nil, columnText), t.pc, 8), "  "...)
	if t.size == 4 {
		b = append(disasm.AppendHex(b, t.encoding>>16, 4), ' ')
	}
	b = pad(disasm.AppendHex(b, t.encoding&0xFFFF, 4), columnText+21)
	text := o.machine.Spell(t.pc, t.encoding, t.size, it)
	for i, ch := range text {
		if ch == ' ' {
			b = pad(append(b, text[:i]...), columnText+30)
			text = text[i+1:]
			break
		}
	}
	b = pad(append(b, text...), columnPlace)
	return pad(append(b, o.machine.Symbol(t.pc)...), columnChanges)
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
func (t *tracer) line(o *Observer) []byte {
	b := append(t.buffer[:0], t.text...)
	var digits [20]byte
	cycle := strconv.AppendUint(digits[:0], t.cycle, 10)
	if room := columnText - 2; len(cycle) <= room {
		copy(b[room-len(cycle):], cycle)
	} else {
		b = append(append(b[:0], cycle...), t.text[room:]...)
	}
	for i, old := range t.registers {
		if v := o.registers[i]; v != old {
			b = append(disasm.AppendHex(append(append(b, disasm.RegisterNames[i]...), '='), v, 8), ' ')
		}
	}
	for i, old := range t.floats {
		if v := o.floats[i]; v != old {
			b = append(disasm.AppendHex(append(strconv.AppendUint(append(b, 's'), uint64(i), 10), '='), v, 8), ' ')
		}
	}
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	t.buffer = append(b, '\n')
	return t.buffer
}
