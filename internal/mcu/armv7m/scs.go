package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/cpu"
)

// systemBlock holds the registers of the System Control Block.
type systemBlock struct {
	vtor     uint32
	prigroup uint32
	scr      uint32
	ccr      uint32
	cfsr     uint32
	hfsr     uint32
	dfsr     uint32
	mmfar    uint32
	bfar     uint32
	cpacr    uint32
	cpuid    uint32
}

// Addresses in the System Control Space, ARM ARM B3.2.2.
const (
	scsACTLR  = 0xE000E008
	scsSTCSR  = 0xE000E010
	scsSTCAL  = 0xE000E01C
	scsCPUID  = 0xE000ED00
	scsICSR   = 0xE000ED04
	scsVTOR   = 0xE000ED08
	scsAIRCR  = 0xE000ED0C
	scsSCR    = 0xE000ED10
	scsCCR    = 0xE000ED14
	scsSHPR1  = 0xE000ED18
	scsSHCSR  = 0xE000ED24
	scsCFSR   = 0xE000ED28
	scsHFSR   = 0xE000ED2C
	scsDFSR   = 0xE000ED30
	scsMMFAR  = 0xE000ED34
	scsBFAR   = 0xE000ED38
	scsCPACR  = 0xE000ED88
	scsMPU    = 0xE000ED90
	scsSTIR   = 0xE000EF00
	scsFPCCR  = 0xE000EF34
	scsFPCAR  = 0xE000EF38
	scsFPDSCR = 0xE000EF3C
	scsMVFR0  = 0xE000EF40
	scsMVFR1  = 0xE000EF44
	nvicISER  = 0xE000E100
	nvicIPR   = 0xE000E400
	nvicEnd   = 0xE000E4F0
)

// readSystem reads the private peripheral bus. What does not exist there reads
// as zero, as software that probes for features expects.
func (c *Core) readSystem(a, size uint32) (uint32, bool) {
	if !c.privileged() {
		return 0, false
	}
	word := c.systemWord(a &^ 3)
	return word >> (8 * (a & 3)) & (1<<(8*size) - 1), true
}

func (c *Core) systemWord(a uint32) uint32 {
	switch {
	case a >= nvicISER && a < nvicEnd:
		return c.readNVIC(a)
	case a >= scsSHPR1 && a < scsSHPR1+12:
		return c.priorityWord(4 + int(a-scsSHPR1))
	case a >= scsSTCSR && a <= scsSTCAL:
		return c.readTick(a)
	case a < 0xE000E000 || a >= scsDHCSR && a <= scsDEMCR:
		return c.readDebug(a)
	}
	if c.features&decode.V7 == 0 && a != scsCPUID && a != scsICSR && a != scsAIRCR && a != scsSCR && a != scsCCR && a != scsVTOR && a != scsSHCSR {
		return 0
	}
	switch a {
	case scsCPUID:
		return c.cpuid
	case scsICSR:
		return c.icsr()
	case scsVTOR:
		return c.vtor
	case scsAIRCR:
		return 0xFA050000 | c.prigroup<<8
	case scsSCR:
		return c.scr
	case scsCCR:
		if c.features&decode.V7 == 0 {
			return 1<<9 | 1<<3
		}
		return c.ccr
	case scsSHCSR:
		return c.shcsr()
	case scsCFSR:
		return c.cfsr
	case scsHFSR:
		return c.hfsr
	case scsDFSR:
		return c.dfsr
	case scsMMFAR:
		return c.mmfar
	case scsBFAR:
		return c.bfar
	case scsCPACR:
		return c.cpacr
	}
	return c.floatWord(a)
}

func (c *Core) floatWord(a uint32) uint32 {
	if c.features&decode.WithFP == 0 {
		return 0
	}
	switch a {
	case scsFPCCR:
		return c.fpccr
	case scsFPCAR:
		return c.fpcar
	case scsFPDSCR:
		return c.fpdscr
	case scsMVFR0:
		return 0x10110021 // Cortex-M4 TRM 7.3
	case scsMVFR1:
		return 0x11000011
	}
	return 0
}

// writeSystem writes the private peripheral bus.
func (c *Core) writeSystem(a, size, v uint32) bool {
	if !c.privileged() {
		return false
	}
	word := a &^ 3
	shift := 8 * (a & 3)
	mask := uint32(1<<(8*size)-1) << shift
	v <<= shift
	switch {
	case word >= nvicISER && word < nvicEnd:
		c.writeNVIC(word, v, mask)
		return true
	case word >= scsSHPR1 && word < scsSHPR1+12:
		c.setPriorityWord(4+int(word-scsSHPR1), v, mask)
		return true
	case word == scsCFSR:
		c.cfsr &^= v & mask
		return true
	}
	v |= c.systemWord(word) &^ mask
	switch {
	case word >= scsSTCSR && word <= scsSTCAL:
		c.writeTick(word, v)
	case word < 0xE000E000 || word >= scsDHCSR && word <= scsDEMCR:
		c.writeDebug(word, v)
	default:
		c.writeControlBlock(word, v)
	}
	return true
}

func (c *Core) writeControlBlock(a, v uint32) {
	switch a {
	case scsICSR:
		c.writeICSR(v)
	case scsVTOR:
		c.vtor = v &^ 127
	case scsAIRCR:
		if v>>16 == 0x05FA {
			if c.features&decode.V7 != 0 {
				c.prigroup = v >> 8 & 7
			}
			if v>>2&1 != 0 { // SYSRESETREQ
				c.stop = &cpu.Stop{Reason: cpu.StopExit}
			}
		}
	case scsSCR:
		c.scr = v & 0x16
	}
	if c.features&decode.V7 == 0 {
		return
	}
	switch a {
	case scsCCR:
		c.ccr = v & 0x31B
	case scsSHCSR:
		c.writeSHCSR(v)
	case scsHFSR:
		c.hfsr &^= v
	case scsDFSR:
		c.dfsr &^= v
	case scsMMFAR:
		c.mmfar = v
	case scsBFAR:
		c.bfar = v
	case scsSTIR:
		if e := excExternal + int(v&0x1FF); e < excCount {
			c.setPending(e, true)
		}
	}
	if c.features&decode.WithFP == 0 {
		return
	}
	switch a {
	case scsCPACR:
		c.cpacr = v & (15 << 20)
	case scsFPCCR:
		c.fpccr = v & (fpccrASPEN | fpccrLSPEN | 0x17B)
	case scsFPCAR:
		c.fpcar = v &^ 7
	case scsFPDSCR:
		c.fpdscr = v & 0x07C00000
	}
	c.noteFloat()
}

func (c *Core) sleepOnExit() bool { return c.scr>>1&1 != 0 }
