package device

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/program"
)

// pushes ends after it has pushed two registers: push {r0, r1}; b .
func pushes(base uint32, b *mcu.Board) *program.Image {
	image := binary.LittleEndian.AppendUint32(nil, b.RAMBase+64)
	image = binary.LittleEndian.AppendUint32(image, base+8+1)
	for _, h := range []uint16{0xB403, 0xE7FE} {
		image = binary.LittleEndian.AppendUint16(image, h)
	}
	return &program.Image{Segments: []program.Segment{{Address: base, Data: image}}}
}

// Every emulated board runs a program from its flash and shows each memory at
// all its addresses.
func TestMachines(t *testing.T) {
	for _, b := range mcu.Boards() {
		base := b.FlashBase + uint32(b.BootBytes)
		m, err := NewMachine(b, pushes(base, b), Options{})
		var not *NotEmulatedError
		if !b.Emulated {
			if !errors.As(err, &not) || not.Board != b.Name {
				t.Errorf("%s: %v", b.Name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", b.Name, err)
			continue
		}
		if stop := m.Run(cpu.Limits{Instructions: 3}); stop.Reason != cpu.StopInstructions {
			t.Errorf("%s: %v, %v", b.Name, stop.Reason, stop.Fault)
		}
		if ram, stack := m.Peaks(); ram != 8 || stack != 8 {
			t.Errorf("%s: %d bytes of RAM written, stack %d, want 8 and 8", b.Name, ram, stack)
		}
		for _, memory := range []cpu.Memory{m.Flash, m.RAM} {
			var want, got [16]byte
			for _, alias := range memory.Aliases {
				if err := errors.Join(m.ReadMemory(memory.Base, want[:]), m.ReadMemory(alias, got[:])); err != nil || want != got {
					t.Errorf("%s: %s at 0x%08x: %v, %x, want %x", b.Name, memory.Name, alias, err, got, want)
				}
			}
			// Not a byte more than the profile says.
			if err := m.ReadMemory(memory.Base+memory.Size-8, got[:]); err == nil {
				t.Errorf("%s: %s goes on behind its end", b.Name, memory.Name)
			}
		}
	}
}

// The RP2040's image begins with a bootloader or behind it.
func TestBootBytes(t *testing.T) {
	b, err := mcu.LoadBoard("pico")
	if err != nil {
		t.Fatal(err)
	}
	image := pushes(0x10000100, b)
	image.Segments = append(image.Segments, program.Segment{Address: 0x10000000, Data: make([]byte, 256)})
	m, err := NewMachine(b, image, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m.StackTop != 0x20000040 {
		t.Errorf("stack at 0x%08x", m.StackTop)
	}
}

func TestMachineRefuses(t *testing.T) {
	nano, err := mcu.LoadBoard("nano33ble")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewMachine(nano, pushes(0x08000000, nano), Options{}); err == nil || !strings.Contains(err.Error(), "1048576 bytes of flash at 0x00000000") {
		t.Errorf("%v", err)
	}
	large := *nano
	large.FlashBytes = 16 << 20 // runs into RAM's alias
	if _, err := NewMachine(&large, pushes(0, nano), Options{}); err == nil || !strings.Contains(err.Error(), "board nano33ble: armv7m: memory ram at 0x00800000 overlaps another") {
		t.Errorf("%v", err)
	}
}
