package cpu

import (
	"fmt"
	"path"
	"strings"

	"tinyol-sim/internal/mcu/program"
)

// Cause is what went wrong, in the terms of a family of cores, which has a type
// of its own for it.
type Cause interface {
	fmt.Stringer
	About() About
}

// About is what a cause concerns beside the instruction.
type About uint8

// What there is.
const (
	AboutPC      About = iota // nothing
	AboutAddress              // an address that may hold memory, such as an unaligned one
	AboutAccess               // an access to data that no memory has answered
	AboutFetch                // a fetch of code, likewise
	AboutStack                // a stack pointer: GuardStack
)

// Fault is what stopped the guest.
type Fault struct {
	Cause    Cause
	PC       uint32 // of the instruction
	Encoding uint32 // of the instruction, 16 or 32 bits; 0 where it cannot be read
	Address  uint32 // of the access, where there was one
	Size     int    // of the access in bytes, 0 where unknown
	Cycle    uint64
	Symbol   string // function+offset, where the image has symbols
	First    Cause  // the fault during which this one came; nil: none

	// Where the access or SP lies beside a memory: how many bytes behind its
	// end or, negative, before its start; of a stack overflow, beside what the
	// stack has run into. Beside is that limit's address.
	Memory  string
	Beside  uint32
	Outside int

	Locations []program.Location // in the source, the innermost first, where the image has lines
	Backtrace []Caller           // the innermost first
}

// HasAddress reports faults that concern an address beside PC.
func (f *Fault) HasAddress() bool {
	about := f.Cause.About()
	return about == AboutAccess || about == AboutAddress
}

// Caller is a place that called, directly or not, where the core is.
type Caller struct {
	Address       uint32 // of the call; of an exception, where it came in between
	Symbol        string // function+offset; empty where the image does not say
	Locations     []program.Location
	Exception     int    // number of the exception that came in between; 0: a call
	ExceptionName string // of the same
	Guess         bool   // found as what looks like a return address on the stack
}

// maxOutside is how far beside a memory an access still has to do with it.
const maxOutside = 16 << 20

// Locate fills in which memory an access has missed, in the terms in which a
// program's memory is counted: how many bytes more the memory would have to
// have.
func (f *Fault) Locate(memories []Memory) {
	if about := f.Cause.About(); about != AboutAccess && about != AboutFetch {
		return
	}
	a := f.Address
	nearest := int64(maxOutside)
	for _, m := range memories {
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
	if f.First != nil {
		text += " after " + f.First.String()
	}
	if f.HasAddress() {
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
	case f.Cause.About() == AboutStack && f.Memory == "":
		return fmt.Sprintf(": SP would be 0x%08x, %s below the start of its memory at 0x%08x", f.Address, bytesOf(-f.Outside), f.Beside)
	case f.Cause.About() == AboutStack:
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
		text = fmt.Sprintf("exception %d (%s) in %s", c.Exception, c.ExceptionName, text)
	case c.Guess:
		text += " (guess)"
	}
	return text
}
