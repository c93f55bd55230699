package firmware

import (
	"bytes"
	"debug/elf"
	"fmt"
	"strings"
	"sync"
)

// VectorBytes is the size of the vector table: the initial stack pointer and
// the 15 system exceptions.
const VectorBytes = 16 * 4

// Build is an ELF file with the addresses that its linker script fixes.
type Build struct {
	Name       string
	ELF        []byte
	Origin     uint32 // of the vector table, and of everything in flash
	ModelImage uint32 // where the model image goes, behind code and constants
	// RAM from its base: the stack, data and bss, the arena.
	StackBottom, StackTop, Arena uint32
	Row                          uint32 // of what the sensor sent
	// Device and Live are where the variables of these names lie (src/device.h,
	// src/calls.h); 0 in a build whose symbols do not say.
	Device, Live uint32
	// Calls are the functions that carry operations out, by name.
	Calls map[string]uint32
}

// Code is the size of code and constants in bytes, up to the model image.
func (b *Build) Code() int { return int(b.ModelImage-b.Origin) - VectorBytes }

// State is the size of data and bss in bytes, up to the arena.
func (b *Build) State() int { return int(b.Arena - b.StackTop) }

// Stack is the size of the stack in bytes.
func (b *Build) Stack() int { return int(b.StackTop - b.StackBottom) }

// semihosting are the builds for QEMU, which has no replay port: they read their
// commands from a file (qemu/hw_semihosting.c).
var semihosting = []string{"qemu-cortex-m4f", "qemu-cortex-m3", "qemu-cortex-m0plus"}

// ForQEMU returns the build for QEMU of a core of its name.
func ForQEMU(core string) (*Build, error) { return Load("qemu-" + core) }

// Load returns a build of Names.
func Load(name string) (*Build, error) {
	if b := builds()[name]; b != nil {
		return b, nil
	}
	return nil, unknown(name)
}

// builds are the embedded ones, which are tested.
var builds = sync.OnceValue(func() map[string]*Build {
	all := map[string]*Build{}
	for _, name := range append(Names(), semihosting...) {
		data, err := ELF(name)
		if err != nil {
			panic("BUG: firmware: " + err.Error())
		}
		if all[name], err = Parse(name, data); err != nil {
			panic("BUG: firmware: " + err.Error())
		}
	}
	return all
})

// Parse finds the addresses of a build in its ELF file.
func Parse(name string, data []byte) (*Build, error) {
	f, err := elf.NewFile(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("firmware %s: %w", name, err)
	}
	symbols, err := f.Symbols()
	if err != nil {
		return nil, fmt.Errorf("firmware %s: %w", name, err)
	}
	text := f.Section(".text")
	if text == nil {
		return nil, fmt.Errorf("firmware %s: no section .text", name)
	}
	b := &Build{Name: name, ELF: data, Origin: uint32(text.Addr), Calls: map[string]uint32{}}
	wanted := map[string]*uint32{
		"model_image": &b.ModelImage, "stack_bottom": &b.StackBottom, "stack_top": &b.StackTop, "arena_start": &b.Arena,
		"sensor_row": &b.Row,
	}
	variables := map[string]*uint32{"device": &b.Device, "live": &b.Live}
	for _, s := range symbols {
		if address := wanted[s.Name]; address != nil {
			*address = uint32(s.Value)
			delete(wanted, s.Name)
		}
		if address := variables[s.Name]; address != nil && elf.ST_TYPE(s.Info) == elf.STT_OBJECT {
			*address = uint32(s.Value)
		}
		if strings.HasPrefix(s.Name, "call_") && elf.ST_TYPE(s.Info) == elf.STT_FUNC {
			b.Calls[s.Name] = uint32(s.Value)
		}
	}
	for missing := range wanted {
		return nil, fmt.Errorf("firmware %s: no symbol %s", name, missing)
	}
	return b, nil
}
