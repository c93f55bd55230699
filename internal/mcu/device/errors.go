package device

import (
	"fmt"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/plan"
)

// firstError is the first status that is a refusal.
const firstError = 0x100

// StatusError is a command that the firmware refused.
type StatusError struct {
	Board          string
	Status, Detail uint32
}

var statusTexts = map[uint32]string{
	plan.StatusBadMagic:       "what follows the firmware is no model image",
	plan.StatusBadVersion:     "the model image has version %d",
	plan.StatusBadSize:        "the model image says it has %d bytes",
	plan.StatusBadChecksum:    "the model image is damaged: its checksum comes out as %08x",
	plan.StatusBadDimension:   "word %d of the model image holds a dimension that cannot be",
	plan.StatusBadOffset:      "word %d of the model image points where nothing can be",
	plan.StatusArenaTooSmall:  "%d bytes of ram are missing for the program's regions",
	plan.StatusUnknownCommand: "there is no command %d",
	plan.StatusNotInitialised: "no model image has been accepted",
	plan.StatusUnknownCall:    "word %d of the model image names a kernel that it does not have",
}

func (e *StatusError) Error() string {
	text, known := statusTexts[e.Status]
	switch {
	case !known:
		text = fmt.Sprintf("status %#x with detail %d", e.Status, e.Detail)
	case e.Status != plan.StatusBadMagic && e.Status != plan.StatusNotInitialised:
		text = fmt.Sprintf(text, e.Detail)
	}
	return fmt.Sprintf("board %s: the firmware refuses: %s", e.Board, text)
}

// FaultError is a firmware that did not come to the end of a command.
type FaultError struct {
	Board   string
	Command string // what it was about to do
	// Region of the ledger that an access ran out of, with how many bytes; empty
	// where the fault is of another kind.
	Region string
	Beyond int
	Reason cpu.StopReason
	Fault  *cpu.Fault // of StopFault
}

func (e *FaultError) Error() string {
	text := fmt.Sprintf("board %s: the firmware stopped during %s: ", e.Board, e.Command)
	if e.Region != "" {
		text += fmt.Sprintf("%s is %d bytes too small; ", e.Region, e.Beyond)
	}
	if e.Fault == nil {
		return text + e.Reason.String()
	}
	return text + e.Fault.Error()
}

// faultError puts what stopped the firmware into the words of the ledger.
func (d *Device) faultError(stop cpu.Stop) error {
	e := &FaultError{Board: d.board.Name, Command: d.command.String(), Reason: stop.Reason, Fault: stop.Fault}
	if f := stop.Fault; f != nil && f.Size != 0 && f.Cause.About() == cpu.AboutAccess {
		e.Region, e.Beyond = d.overrun(f.Address, f.Size)
	}
	return e
}

// overrunReach is how far outside a memory an access may be to count as one
// that ran out of it.
const overrunReach = 1 << 16

// overrun names the region that an access has left: the stack at the bottom of
// RAM, the arena at its top.
func (d *Device) overrun(address uint32, size int) (region string, bytes int) {
	if below := d.build.StackBottom - address; below-1 < overrunReach {
		return "stack", int(below)
	}
	end := d.machine.RAM.Base + d.machine.RAM.Size
	if behind := address + uint32(size) - end; behind-1 < overrunReach {
		return "ram", int(behind)
	}
	return "", 0
}
