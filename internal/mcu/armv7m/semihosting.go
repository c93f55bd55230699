package armv7m

import "tinyol-sim/internal/mcu/cpu"

// The calls of Arm semihosting that are served (Arm "Semihosting for AArch32
// and AArch64", version 2).
const (
	sysOpen         = 0x01
	sysClose        = 0x02
	sysWriteC       = 0x03
	sysWrite0       = 0x04
	sysWrite        = 0x05
	sysRead         = 0x06
	sysIsTTY        = 0x09
	sysSeek         = 0x0A
	sysFlen         = 0x0C
	sysClock        = 0x10
	sysTime         = 0x11
	sysErrno        = 0x13
	sysGetCmdline   = 0x15
	sysHeapInfo     = 0x16
	sysExit         = 0x18
	sysExitExtended = 0x20
	sysElapsed      = 0x30
	sysTickFreq     = 0x31

	stoppedApplicationExit = 0x20026
	maxText                = 1 << 20 // bytes that one call may print
	failed                 = 0xFFFFFFFF

	handleOut = 1
	handleErr = 2
	handleIn  = 3
)

// callDebugger serves BKPT 0xAB: the call in r0, its argument in r1.
func (c *Core) callDebugger() bool {
	call, arg := c.r[0], c.r[1]
	switch call {
	case sysExit, sysExitExtended:
		return c.programExit(call, arg)
	case sysWriteC:
		b, ok := c.load(arg, 1)
		if ok {
			c.print(handleOut, []byte{byte(b)})
		}
		return ok
	case sysWrite0:
		return c.printString(arg)
	case sysClock:
		c.r[0] = uint32(c.cycles * 100 / c.clockHz)
		return true
	case sysTime, sysErrno:
		c.r[0] = 0 // the same on every run
		return true
	case sysTickFreq:
		c.r[0] = uint32(c.clockHz)
		return true
	case sysElapsed:
		c.r[0] = 0
		return c.store(arg, 4, uint32(c.cycles)) && c.store(arg+4, 4, uint32(c.cycles>>32))
	case sysHeapInfo:
		return c.heapInfo(arg)
	}
	var words [4]uint32
	for i := range argumentWords(call) {
		v, ok := c.load(arg+uint32(4*i), 4)
		if !ok {
			return false
		}
		words[i] = v
	}
	return c.fileCall(call, arg, words)
}

func argumentWords(call uint32) int {
	switch call {
	case sysOpen, sysWrite, sysRead:
		return 3
	case sysGetCmdline, sysSeek:
		return 2
	case sysClose, sysIsTTY, sysFlen:
		return 1
	}
	return 0
}

// fileCall serves the calls with a block of arguments. There are no files but
// the console.
func (c *Core) fileCall(call, block uint32, arg [4]uint32) bool {
	switch call {
	case sysOpen:
		return c.open(arg)
	case sysWrite:
		return c.write(arg)
	case sysRead:
		c.r[0] = arg[2] // end of file
	case sysClose, sysSeek:
		c.r[0] = 0
	case sysIsTTY:
		c.r[0] = 1
	case sysFlen:
		c.r[0] = 0
	case sysGetCmdline:
		return c.commandLine(block, arg)
	default:
		c.r[0] = failed
	}
	return true
}

// programExit takes the exit code of SYS_EXIT_EXTENDED's block, or, of
// SYS_EXIT, from the reason alone.
func (c *Core) programExit(call, arg uint32) bool {
	reason, code := arg, uint32(0)
	if call == sysExitExtended {
		var ok, ok2 bool
		reason, ok = c.load(arg, 4)
		code, ok2 = c.load(arg+4, 4)
		if !ok || !ok2 {
			return false
		}
	}
	if reason != stoppedApplicationExit {
		code = 1
	}
	c.stop = &cpu.Stop{Reason: cpu.StopExit, ExitCode: int(int32(code))}
	return true
}

func (c *Core) print(handle uint32, text []byte) {
	if handle == handleErr {
		c.semihosting.PrintError(text)
		return
	}
	c.semihosting.Print(text)
}

// printString prints up to the zero byte.
func (c *Core) printString(a uint32) bool {
	w := c.windowAt(a)
	if w == nil {
		return c.fail(CauseRead, a, 1)
	}
	text := w.data[a-w.base:]
	text = text[:min(len(text), maxText)]
	for i, b := range text {
		if b == 0 {
			c.print(handleOut, text[:i])
			return true
		}
	}
	return c.fail(CauseRead, a+uint32(len(text)), 1)
}

func (c *Core) write(arg [4]uint32) bool {
	handle, from, n := arg[0], arg[1], arg[2]
	if handle != handleOut && handle != handleErr {
		c.r[0] = n
		return true
	}
	w := c.holding(from, n)
	if n > maxText || w == nil {
		c.r[0] = n // nothing of it was written
		return true
	}
	c.print(handle, w.data[from-w.base:from-w.base+n])
	c.r[0] = 0
	return true
}

// open knows the console, ":tt", whose mode says which end is meant.
func (c *Core) open(arg [4]uint32) bool {
	c.r[0] = failed
	w := c.holding(arg[0], 3)
	if w == nil || arg[2] != 3 || string(w.data[arg[0]-w.base:][:3]) != ":tt" {
		return true
	}
	switch mode := arg[1]; {
	case mode < 4:
		c.r[0] = handleIn
	case mode < 8:
		c.r[0] = handleOut
	default:
		c.r[0] = handleErr
	}
	return true
}

func (c *Core) commandLine(block uint32, arg [4]uint32) bool {
	args := c.semihosting.Args
	if uint64(len(args))+1 > uint64(arg[1]) {
		c.r[0] = failed
		return true
	}
	for i := range len(args) + 1 {
		b := uint32(0)
		if i < len(args) {
			b = uint32(args[i])
		}
		if !c.store(arg[0]+uint32(i), 1, b) {
			return false
		}
	}
	c.r[0] = 0
	return c.store(block+4, 4, uint32(len(args)))
}

// heapInfo leaves the heap to the program (zero) and puts the stack at the end
// of RAM.
func (c *Core) heapInfo(arg uint32) bool {
	block, ok := c.load(arg, 4)
	if !ok {
		return false
	}
	top := c.ramBase + uint32(len(c.ram))
	for i, v := range [...]uint32{0, 0, top, 0} {
		if !c.store(block+uint32(4*i), 4, v) {
			return false
		}
	}
	c.r[0] = 0
	return true
}
