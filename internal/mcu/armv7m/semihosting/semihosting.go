// Package semihosting serves the calls that a program on an armv7m core makes to
// its debugger (Arm "Semihosting for AArch32 and AArch64", version 2).
package semihosting

import "tinyol-sim/internal/mcu/cpu"

// The calls that are served.
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

// Guest is the program's memory, read and written with its rights. Whatever
// reports false has noted the program's fault.
type Guest interface {
	Load(address, size uint32) (uint32, bool)
	Store(address, size, v uint32) bool
	// Bytes is the memory from an address to its end, nothing where there is none.
	Bytes(address uint32) []byte
	// Unreadable notes that a byte cannot be read, and reports false.
	Unreadable(address uint32) bool
}

// Debugger answers a program.
type Debugger struct {
	*cpu.Semihosting
	ClockHz uint64
	Top     uint32 // the end of RAM, where the stack may begin
}

// Exit is how a program ended itself.
type Exit struct{ Code int }

// request is a call that is being served.
type request struct {
	*Debugger
	guest  Guest
	cycles uint64
	result uint32 // r0
	exit   *Exit
}

// Call serves BKPT 0xAB: the call in r0, its argument in r1, at a cycle. result is
// r0 behind it. exit is there when the program has ended. It reports false where
// an access has failed.
func (d *Debugger) Call(g Guest, call, arg uint32, cycles uint64) (result uint32, exit *Exit, ok bool) {
	r := request{Debugger: d, guest: g, cycles: cycles, result: call}
	ok = r.serve(call, arg)
	return r.result, r.exit, ok
}

func (r *request) serve(call, arg uint32) bool {
	switch call {
	case sysExit, sysExitExtended:
		return r.programExit(call, arg)
	case sysWriteC:
		b, ok := r.guest.Load(arg, 1)
		if ok {
			r.print(handleOut, []byte{byte(b)})
		}
		return ok
	case sysWrite0:
		return r.printString(arg)
	case sysClock:
		r.result = uint32(r.cycles * 100 / r.ClockHz)
		return true
	case sysTime, sysErrno:
		r.result = 0 // the same on every run
		return true
	case sysTickFreq:
		r.result = uint32(r.ClockHz)
		return true
	case sysElapsed:
		r.result = 0
		return r.guest.Store(arg, 4, uint32(r.cycles)) && r.guest.Store(arg+4, 4, uint32(r.cycles>>32))
	case sysHeapInfo:
		return r.heapInfo(arg)
	}
	var words [4]uint32
	for i := range argumentWords(call) {
		v, ok := r.guest.Load(arg+uint32(4*i), 4)
		if !ok {
			return false
		}
		words[i] = v
	}
	return r.fileCall(call, arg, words)
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
func (r *request) fileCall(call, block uint32, arg [4]uint32) bool {
	switch call {
	case sysOpen:
		return r.open(arg)
	case sysWrite:
		return r.write(arg)
	case sysRead:
		r.result = arg[2] // end of file
	case sysClose, sysSeek:
		r.result = 0
	case sysIsTTY:
		r.result = 1
	case sysFlen:
		r.result = 0
	case sysGetCmdline:
		return r.commandLine(block, arg)
	default:
		r.result = failed
	}
	return true
}

// programExit takes the exit code of SYS_EXIT_EXTENDED's block, or, of
// SYS_EXIT, from the reason alone.
func (r *request) programExit(call, arg uint32) bool {
	reason, code := arg, uint32(0)
	if call == sysExitExtended {
		var ok, ok2 bool
		reason, ok = r.guest.Load(arg, 4)
		code, ok2 = r.guest.Load(arg+4, 4)
		if !ok || !ok2 {
			return false
		}
	}
	if reason != stoppedApplicationExit {
		code = 1
	}
	r.exit = &Exit{int(int32(code))}
	return true
}

func (r *request) print(handle uint32, text []byte) {
	if handle == handleErr {
		r.PrintError(text)
		return
	}
	r.Print(text)
}

// printString prints up to the zero byte.
func (r *request) printString(a uint32) bool {
	text := r.guest.Bytes(a)
	text = text[:min(len(text), maxText)]
	for i, b := range text {
		if b == 0 {
			r.print(handleOut, text[:i])
			return true
		}
	}
	return r.guest.Unreadable(a + uint32(len(text)))
}

func (r *request) write(arg [4]uint32) bool {
	handle, from, n := arg[0], arg[1], arg[2]
	if handle != handleOut && handle != handleErr {
		r.result = n
		return true
	}
	text := r.guest.Bytes(from)
	if n > maxText || text == nil || uint32(len(text)) < n {
		r.result = n // nothing of it was written
		return true
	}
	r.print(handle, text[:n])
	r.result = 0
	return true
}

// open knows the console, ":tt", whose mode says which end is meant.
func (r *request) open(arg [4]uint32) bool {
	r.result = failed
	name := r.guest.Bytes(arg[0])
	if len(name) < 3 || arg[2] != 3 || string(name[:3]) != ":tt" {
		return true
	}
	switch mode := arg[1]; {
	case mode < 4:
		r.result = handleIn
	case mode < 8:
		r.result = handleOut
	default:
		r.result = handleErr
	}
	return true
}

func (r *request) commandLine(block uint32, arg [4]uint32) bool {
	args := r.Args
	if uint64(len(args))+1 > uint64(arg[1]) {
		r.result = failed
		return true
	}
	for i := range len(args) + 1 {
		b := uint32(0)
		if i < len(args) {
			b = uint32(args[i])
		}
		if !r.guest.Store(arg[0]+uint32(i), 1, b) {
			return false
		}
	}
	r.result = 0
	return r.guest.Store(block+4, 4, uint32(len(args)))
}

// heapInfo leaves the heap to the program (zero) and puts the stack at the end
// of RAM.
func (r *request) heapInfo(arg uint32) bool {
	block, ok := r.guest.Load(arg, 4)
	if !ok {
		return false
	}
	for i, v := range [...]uint32{0, 0, r.Top, 0} {
		if !r.guest.Store(block+uint32(4*i), 4, v) {
			return false
		}
	}
	r.result = 0
	return true
}
