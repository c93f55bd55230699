package armv7m

import (
	"bufio"
	"fmt"
)

// Mnemonic names the instruction at pc, without operands, and gives its
// encoding and its size in bytes; an encoding that the core lacks is "udf".
// Size is 0 where there is no memory.
func (c *Core) Mnemonic(pc uint32) (name string, encoding uint32, size int) {
	encoding, size = c.encodingAt(pc)
	if size == 0 {
		return "", 0, 0
	}
	rows := narrow[encoding>>10&63]
	if size == 4 {
		rows = wide[encoding>>24&31]
	}
	for _, r := range rows {
		if encoding&r.mask == r.value && r.needs&^c.features == 0 {
			return r.name, encoding, size
		}
	}
	return "udf", encoding, size
}

// Symbol names an address as function+offset, or nothing.
func (c *Core) Symbol(a uint32) string { return c.symbols.at(a) }

// Trace runs like Run and writes a line for every instruction: cycle, address,
// encoding, mnemonic, place, and the registers that changed. It ends early when
// the writer fails.
func (c *Core) Trace(l Limits, w *bufio.Writer) (Stop, error) {
	for {
		pc, cycle, count, before := c.pc, c.cycles, c.insns, c.r
		name, encoding, size := c.Mnemonic(pc)
		limits := l
		if limits.Instructions == 0 || limits.Instructions > count+1 {
			limits.Instructions = count + 1
		}
		stop := c.Run(limits)
		if c.insns > count {
			if _, err := fmt.Fprintf(w, "%10d %08x %-8s %-8s %s", cycle, pc, fmt.Sprintf("%0*x", 2*size, encoding), name, c.Symbol(pc)); err != nil {
				return stop, err
			}
			for i := range regPC {
				if c.r[i] != before[i] {
					fmt.Fprintf(w, " r%d=%08x", i, c.r[i])
				}
			}
			if err := w.WriteByte('\n'); err != nil {
				return stop, err
			}
		}
		if stop.Reason != StopInstructions || l.Instructions != 0 && c.insns >= l.Instructions {
			return stop, w.Flush()
		}
	}
}
