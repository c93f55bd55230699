package armv7m

import (
	"fmt"
	"path"
	"strings"

	"tinyol-sim/internal/mcu/program"
)

// maxOutside is how far beside a memory an access still has to do with it.
const maxOutside = 16 << 20

// locate fills in which memory an access has missed, in the terms in which a
// program's memory is counted: how many bytes more the memory would have to
// have.
func (c *Core) locate(f *Fault) {
	if f.Cause == CauseStack {
		f.Beside = f.Address + uint32(f.Size)
		f.Memory, f.Outside = c.beneath(f.Beside), -f.Size
		return
	}
	if !f.Cause.HasAddress() && f.Cause != CauseFetch || f.Cause == CauseAligned || f.Cause == CauseVector {
		return
	}
	a := f.Address
	nearest := int64(maxOutside)
	for _, m := range c.config.Memories {
		for _, base := range append([]uint32{m.Base}, m.Aliases...) {
			end := int64(base) + int64(m.Size)
			if past := int64(a) + int64(max(f.Size, 1)) - end; past > 0 && past < nearest {
				nearest = past
				f.Memory, f.Beside, f.Outside = m.Name, uint32(end), int(past)
			}
			if before := int64(base) - int64(a); before > 0 && before < nearest {
				nearest = before
				f.Memory, f.Beside, f.Outside = m.Name, base, -int(before)
			}
			if a >= base && int64(a)+int64(f.Size) <= end { // it is there and cannot be written
				f.Memory, f.Beside, f.Outside = m.Name, base, 0
				return
			}
		}
	}
}

// Error is one line with the cause, the place, the cycle, and the callers.
func (f *Fault) Error() string {
	text := f.Cause.String()
	if f.First != CauseNone {
		text += " after " + f.First.String()
	}
	if f.Cause.HasAddress() {
		text += fmt.Sprintf(" at 0x%08x", f.Address)
	}
	text += f.outside() + "; PC 0x" + fmt.Sprintf("%08x", f.PC)
	if place := describe(f.Symbol, f.Locations); place != "" {
		text += " in " + place
	}
	if f.Encoding > 0xFFFF {
		text += fmt.Sprintf(", instruction 0x%08x", f.Encoding)
	} else if f.Encoding != 0 {
		text += fmt.Sprintf(", instruction 0x%04x", f.Encoding)
	}
	text += fmt.Sprintf(", cycle %d", f.Cycle)
	if callers := f.Callers(); len(callers) > 0 {
		if more := len(callers) - maxCallersInLine; more > 0 {
			callers = append(callers[:maxCallersInLine], fmt.Sprintf("%d more", more))
		}
		text += "; called by " + strings.Join(callers, ", by ")
	}
	return text
}

const maxCallersInLine = 6

// outside says where the access is in relation to a memory.
func (f *Fault) outside() string {
	switch {
	case f.Cause == CauseStack && f.Memory == "":
		return fmt.Sprintf(": SP would be 0x%08x, %s below the start of its memory at 0x%08x", f.Address, bytesOf(-f.Outside), f.Beside)
	case f.Cause == CauseStack:
		return fmt.Sprintf(": SP would be 0x%08x, %s inside %s, which ends at 0x%08x", f.Address, bytesOf(-f.Outside), f.Memory, f.Beside)
	case f.Memory == "":
		return ""
	case f.Outside > 0:
		return fmt.Sprintf(": %s ends at 0x%08x, the access is %s after it", f.Memory, f.Beside, bytesOf(f.Outside))
	case f.Outside < 0:
		return fmt.Sprintf(": %s begins at 0x%08x, the access is %s before it", f.Memory, f.Beside, bytesOf(-f.Outside))
	}
	return ": it is in " + f.Memory
}

func bytesOf(n int) string {
	if n == 1 {
		return "1 byte"
	}
	return fmt.Sprintf("%d bytes", n)
}

// describe is function+offset with file and line, as far as they are known. Of
// code that was inlined it names that function as well.
func describe(symbol string, locations []program.Location) string {
	if len(locations) == 0 || locations[0].Line == 0 {
		return symbol
	}
	l := locations[0]
	place := fmt.Sprintf("%s:%d", path.Base(strings.ReplaceAll(l.File, "\\", "/")), l.Line)
	if len(locations) > 1 && l.Readable != "" {
		place = l.Readable + " at " + place
	}
	if symbol == "" {
		return place
	}
	return symbol + " (" + place + ")"
}

// Callers is the backtrace in words, a call a string; calls of one place that
// follow one another, as recursion makes them, are one.
func (f *Fault) Callers() []string {
	var all []string
	for i := 0; i < len(f.Backtrace); {
		n := 1
		for i+n < len(f.Backtrace) && f.Backtrace[i+n].Address == f.Backtrace[i].Address && f.Backtrace[i].Exception == 0 {
			n++
		}
		text := f.Backtrace[i].String()
		if n > 1 {
			text += fmt.Sprintf(" %d times", n)
		}
		all = append(all, text)
		i += n
	}
	return all
}

// String names the place, what kind of call it is, and whether it is a guess.
func (c Caller) String() string {
	text := describe(c.Symbol, c.Locations)
	if text == "" {
		text = fmt.Sprintf("0x%08x", c.Address)
	}
	switch {
	case c.Exception != 0:
		text = fmt.Sprintf("exception %d (%s) in %s", c.Exception, ExceptionName(c.Exception), text)
	case c.Guess:
		text += " (guess)"
	}
	return text
}

var exceptionNames = [...]string{
	excNMI: "NMI", excHardFault: "HardFault", excMemManage: "MemManage", excBusFault: "BusFault", excUsageFault: "UsageFault",
	excSVCall: "SVCall", excPendSV: "PendSV", excSysTick: "SysTick",
}

// ExceptionName is the architecture's name, or the number of the interrupt.
func ExceptionName(e int) string {
	if e >= excExternal {
		return fmt.Sprintf("IRQ %d", e-excExternal)
	}
	return exceptionNames[e]
}
