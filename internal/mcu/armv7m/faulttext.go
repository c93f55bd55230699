package armv7m

import (
	"fmt"

	"tinyol-sim/internal/mcu/cpu"
)

// locate fills in which memory an access has missed, or what a stack has run
// into.
func (c *Core) locate(f *cpu.Fault) {
	if f.Cause.About() == cpu.AboutStack {
		f.Beside = f.Address + uint32(f.Size)
		f.Memory, f.Outside = c.guard.Beneath(f.Beside), -f.Size
		return
	}
	f.Locate(c.config.Memories)
}

var exceptionNames = [...]string{
	excNMI: "NMI", excHardFault: "HardFault", excMemManage: "MemManage", excBusFault: "BusFault", excUsageFault: "UsageFault",
	excSVCall: "SVCall", excPendSV: "PendSV", excSysTick: "SysTick",
}

// ExceptionName is the architecture's name, or the number of the interrupt.
func (c *Core) ExceptionName(e int) string {
	if e >= excExternal {
		return fmt.Sprintf("IRQ %d", e-excExternal)
	}
	return exceptionNames[e]
}
