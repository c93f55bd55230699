package device

import "encoding/binary"

// paint fills RAM before a run, to tell afterwards what was written.
const paint = 0xA5

// Peaks counts the bytes of RAM that no longer are as painted, in words, and
// how far below its start the stack's unbroken run of them reaches. A gap of
// up to 64 words, an array that was never filled, does not break it.
func (m *Machine) Peaks() (ram, stack int) {
	data := make([]byte, m.RAM.Size)
	if m.ReadMemory(m.RAM.Base, data) != nil {
		return 0, 0
	}
	painted := binary.LittleEndian.Uint32([]byte{paint, paint, paint, paint})
	top := int(m.StackTop - m.RAM.Base)
	gap := 0
	for at := len(data) - 4; at >= 0; at -= 4 {
		used := binary.LittleEndian.Uint32(data[at:]) != painted
		if used {
			ram += 4
		}
		switch {
		case at >= top || gap > 64:
		case used:
			stack, gap = top-at, 0
		default:
			gap++
		}
	}
	return ram, stack
}
