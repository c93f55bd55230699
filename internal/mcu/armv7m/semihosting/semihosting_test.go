package semihosting

import (
	"bytes"
	"encoding/binary"
	"testing"

	"tinyol-sim/internal/mcu/cpu"
)

// memory is a program's, from address 0 on.
type memory struct {
	data   []byte
	failed []uint32
}

func (m *memory) Load(a, size uint32) (uint32, bool) {
	if uint64(a)+uint64(size) > uint64(len(m.data)) {
		return 0, m.Unreadable(a)
	}
	var word [4]byte
	copy(word[:], m.data[a:a+size])
	return binary.LittleEndian.Uint32(word[:]), true
}

func (m *memory) Store(a, size, v uint32) bool {
	if uint64(a)+uint64(size) > uint64(len(m.data)) {
		return m.Unreadable(a)
	}
	var word [4]byte
	binary.LittleEndian.PutUint32(word[:], v)
	copy(m.data[a:], word[:size])
	return true
}

func (m *memory) Bytes(a uint32) []byte {
	if a >= uint32(len(m.data)) {
		return nil
	}
	return m.data[a:]
}

func (m *memory) Unreadable(a uint32) bool {
	m.failed = append(m.failed, a)
	return false
}

// Each call answers as Arm's document says, and what cannot be read is a fault at
// its address.
func TestCall(t *testing.T) {
	const text, block = 32, 0
	for name, c := range map[string]struct {
		call, arg   uint32
		block       [3]uint32
		result      uint32
		out, errors string
		exit        int // -1: none
		fails       int // address, -1: none
	}{
		"a character":                   {call: sysWriteC, arg: text, result: sysWriteC, out: "h", exit: -1, fails: -1},
		"a string":                      {call: sysWrite0, arg: text, result: sysWrite0, out: "hello", exit: -1, fails: -1},
		"a string without an end":       {call: sysWrite0, arg: 40, result: sysWrite0, exit: -1, fails: 64},
		"a string nowhere":              {call: sysWrite0, arg: 100, result: sysWrite0, exit: -1, fails: 100},
		"write":                         {call: sysWrite, block: [3]uint32{handleOut, text, 2}, out: "he", exit: -1, fails: -1},
		"write errors":                  {call: sysWrite, block: [3]uint32{handleErr, text, 2}, errors: "he", exit: -1, fails: -1},
		"write beyond the end":          {call: sysWrite, block: [3]uint32{handleOut, text, 33}, result: 33, exit: -1, fails: -1},
		"write a file":                  {call: sysWrite, block: [3]uint32{7, text, 2}, result: 2, exit: -1, fails: -1},
		"a block nowhere":               {call: sysWrite, arg: 60, result: sysWrite, exit: -1, fails: 64},
		"read":                          {call: sysRead, block: [3]uint32{handleIn, text, 9}, result: 9, exit: -1, fails: -1},
		"hundredths of a second":        {call: sysClock, result: 250, exit: -1, fails: -1},
		"ticks in a second":             {call: sysTickFreq, result: 1000, exit: -1, fails: -1},
		"a file":                        {call: sysOpen, block: [3]uint32{text, 0, 5}, result: failed, exit: -1, fails: -1},
		"a command line without a room": {call: sysGetCmdline, block: [3]uint32{text, 3}, result: failed, exit: -1, fails: -1},
		"exit":                          {call: sysExit, arg: stoppedApplicationExit, result: sysExit, exit: 0, fails: -1},
		"abort":                         {call: sysExit, arg: 0x20024, result: sysExit, exit: 1, fails: -1},
		"exit with a code":              {call: sysExitExtended, block: [3]uint32{stoppedApplicationExit, 7}, result: sysExitExtended, exit: 7, fails: -1},
		"no call":                       {call: 0x99, result: failed, exit: -1, fails: -1},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errors bytes.Buffer
			d := Debugger{Semihosting: &cpu.Semihosting{Out: &out, Err: &errors, Args: "a b"}, ClockHz: 1000}
			m := &memory{data: append(make([]byte, text), "hello\x00..........................."...)[:64]}
			for i, v := range c.block {
				binary.LittleEndian.PutUint32(m.data[block+4*i:], v)
			}
			result, exit, ok := d.Call(m, c.call, c.arg, 2500)
			if result != c.result || out.String() != c.out || errors.String() != c.errors {
				t.Errorf("r0 is %x, want %x; printed %q, want %q; errors %q, want %q", result, c.result, &out, c.out, &errors, c.errors)
			}
			if (exit != nil) != (c.exit >= 0) || exit != nil && exit.Code != c.exit {
				t.Errorf("ended with %v, want %d", exit, c.exit)
			}
			if ok != (c.fails < 0) || !ok && m.failed[0] != uint32(c.fails) {
				t.Errorf("ok is %t; failed at %v, want %d", ok, m.failed, c.fails)
			}
		})
	}
}
