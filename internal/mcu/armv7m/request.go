package armv7m

import "tinyol-sim/internal/mcu/cpu"

var stopRequested = &cpu.Stop{Reason: cpu.StopRequested} // shared: a request allocates nothing

// RequestStop ends the run behind the instruction that is being executed, with
// StopRequested. Peripherals call it from Read and Write, where they hand over
// to the host; the next Run goes on with the next instruction.
func (c *Core) RequestStop() {
	c.stop = stopRequested
	c.attention = true
}
