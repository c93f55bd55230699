package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/semihosting"
	"tinyol-sim/internal/mcu/cpu"
)

// guest is the core as package semihosting sees it.
type guest Core

// callDebugger serves BKPT 0xAB.
func (c *Core) callDebugger() bool {
	d := semihosting.Debugger{Semihosting: c.semihosting, ClockHz: c.clockHz, Top: c.ramBase + uint32(len(c.ram))}
	result, exit, ok := d.Call((*guest)(c), c.r[0], c.r[1], c.cycles)
	c.r[0] = result
	if exit != nil {
		c.stop = &cpu.Stop{Reason: cpu.StopExit, ExitCode: exit.Code}
	}
	return ok
}

// Load reads with the guest's rights.
func (g *guest) Load(a, size uint32) (uint32, bool) { return (*Core)(g).load(a, size) }

// Store writes with the guest's rights.
func (g *guest) Store(a, size, v uint32) bool { return (*Core)(g).store(a, size, v) }

// Bytes are those from an address to the end of its memory.
func (g *guest) Bytes(a uint32) []byte {
	w := (*Core)(g).windowAt(a)
	if w == nil {
		return nil
	}
	return w.data[a-w.base:]
}

// Unreadable notes a fault.
func (g *guest) Unreadable(a uint32) bool { return (*Core)(g).fail(CauseRead, a, 1) }
