package device

import (
	"fmt"
	"slices"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/cpu/cores"
	"tinyol-sim/internal/mcu/program"
)

// Machine is an emulated core with the memory of a board and a program in it.
type Machine struct {
	cpu.Core
	Flash, RAM cpu.Memory
	StackTop   uint32 // SP at reset
}

// Options are what a machine has beside a board's core and memory.
type Options struct {
	Semihosting *cpu.Semihosting // nil: none
	Peripherals []cpu.Mapping
	Memories    []cpu.Memory // beside flash and RAM
}

// NotEmulatedError is a board whose core the emulator does not know.
type NotEmulatedError struct{ Board, Core string }

func (e *NotEmulatedError) Error() string {
	return fmt.Sprintf("board %s has a %s, which is not emulated; tinyol-sim boards lists the others", e.Board, e.Core)
}

// NewMachine builds a board's machine, loads the image and resets the core.
// Where the board has no emulated core the error is a *NotEmulatedError.
func NewMachine(b *mcu.Board, image *program.Image, o Options) (*Machine, error) {
	if !b.Emulated {
		return nil, &NotEmulatedError{b.Name, b.Core}
	}
	m := &Machine{
		Flash: cpu.Memory{
			Name: "flash", Base: b.FlashBase, Size: wholeWords(b.FlashBytes), Aliases: aliases(b.FlashAlias),
			Wait: cpu.Wait{Read: int(b.FlashReadWait), Fetch: b.FetchWait, Flight: b.FetchFlight, Line: b.FetchLine},
		},
		RAM: cpu.Memory{Name: "ram", Base: b.RAMBase, Size: wholeWords(b.RAMBytes), Aliases: aliases(b.RAMAlias), Writable: true},
	}
	var err error
	m.Core, err = cores.New(b, cpu.Config{
		Memories: append([]cpu.Memory{m.Flash, m.RAM}, o.Memories...), Peripherals: o.Peripherals,
		Semihosting: o.Semihosting, ClockHz: uint64(b.ClockHz),
	}, m.start(b, image))
	if err != nil {
		return nil, err
	}
	if err := m.load(b, image); err != nil {
		return nil, err
	}
	return m, nil
}

// wholeWords leaves out the last bytes of an odd size, which no word can use.
func wholeWords(bytes int) uint32 { return uint32(bytes) &^ 3 }

func aliases(a *uint32) []uint32 {
	if a == nil {
		return nil
	}
	return []uint32{*a}
}

func (m *Machine) load(b *mcu.Board, image *program.Image) error {
	if err := m.WriteMemory(m.RAM.Base, slices.Repeat([]byte{paint}, int(m.RAM.Size))); err != nil {
		return err
	}
	if err := m.Load(image); err != nil {
		return fmt.Errorf("%w; %s has %d bytes of flash at 0x%08x and %d of RAM at 0x%08x",
			err, b.Name, m.Flash.Size, m.Flash.Base, m.RAM.Size, m.RAM.Base)
	}
	if err := m.Reset(); err != nil {
		return err
	}
	m.StackTop = m.SP()
	return nil
}

// start is where the image begins in flash, under the address it was
// linked for: behind a bootloader, at the flash's start, or there behind the
// boot code that is part of the image.
func (m *Machine) start(b *mcu.Board, image *program.Image) uint32 {
	for _, base := range append([]uint32{m.Flash.Base}, m.Flash.Aliases...) {
		lowest, found := uint32(0), false
		for _, s := range image.Segments {
			if s.Address-base < m.Flash.Size && (!found || s.Address < lowest) {
				lowest, found = s.Address, true
			}
		}
		if !found {
			continue
		}
		if lowest == base {
			lowest += uint32(b.BootBytes)
		}
		return lowest
	}
	return m.Flash.Base
}
