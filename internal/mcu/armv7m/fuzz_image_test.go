package armv7m

import (
	"bufio"
	"bytes"
	"debug/elf"
	"io"
	"os"
	"os/exec"
	"testing"

	"tinyol-sim/internal/plaintext"
)

// nestedELF is testdata/programs/nested.c with debug information, or, where
// there is no compiler, nothing: the fuzzers then begin with less.
func nestedELF(f *testing.F, flags ...string) []byte {
	if _, err := exec.LookPath("arm-none-eabi-gcc"); err != nil {
		return nil
	}
	path := build(f, m4, append(flags, "-O2", "-ffreestanding", "-nostdlib", "-T", "testdata/programs/link.ld",
		"-Wl,--defsym=STACK=0x20004000,--no-warn-rwx-segments,-z,max-page-size=4", "testdata/programs/nested.c", "-lgcc")...)
	data, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	return data
}

// FuzzELF reads any bytes as an ELF file, loads and runs what it gets, and asks
// for all that it has to tell.
func FuzzELF(f *testing.F) {
	f.Add([]byte("\x7fELF"))
	f.Add(smallELF())
	f.Add(withSections(elf.Section32{}, make([]byte, 32), []byte("\x00name\x00")))
	f.Add(nestedELF(f, "-gdwarf-5"))
	f.Add(nestedELF(f, "-gdwarf-4", "-gz"))
	f.Add(nestedELF(f, "-funwind-tables", "-DTABLES"))
	f.Fuzz(func(t *testing.T, data []byte) {
		image, err := ReadELF(bytes.NewReader(data))
		if err != nil {
			return
		}
		told := image.Notes()
		for a := uint32(0); a < 0x200; a += 2 {
			for _, l := range image.Locations(a) {
				told = append(told, l.Function, l.Readable, l.File)
			}
			name, _, _ := image.Function(a)
			told = append(told, name, image.symbol(a))
		}
		for _, text := range told {
			if plaintext.Clean(text) != text || len(text) > 4*maxName {
				t.Errorf("%q", text)
			}
		}
		c := m4.core(t, nil)
		if c.Load(image) != nil || c.Reset() != nil {
			return
		}
		c.GuardStack()
		stop := c.Run(Limits{Cycles: 1000})
		if stop.Fault != nil && (stop.Fault.Error() == "" || len(stop.Fault.Backtrace) > maxCallers) {
			t.Errorf("%d callers", len(stop.Fault.Backtrace))
		}
		c.Backtrace()
	})
}

// FuzzLines reads any bytes as debug information.
func FuzzLines(f *testing.F) {
	add := func(data []byte) {
		if data == nil {
			return
		}
		image, err := ReadELF(bytes.NewReader(data))
		if err != nil {
			f.Fatal(err)
		}
		d := image.debug.sections
		f.Add([]byte(d[".debug_info"]), []byte(d[".debug_abbrev"]), []byte(d[".debug_line"]), []byte(d[".debug_ranges"]+d[".debug_rnglists"]), []byte(d[".debug_str"]))
	}
	add(nestedELF(f, "-gdwarf-5"))
	add(nestedELF(f, "-gdwarf-4"))
	f.Add([]byte{}, []byte{}, []byte{}, []byte{}, []byte{})
	// A unit that is its own sibling.
	f.Add([]byte{12, 0, 0, 0, 4, 0, 0, 0, 0, 0, 4, 1, 11, 0, 0, 0}, []byte{1, 0x11, 1, 1, 0x13, 0, 0, 0}, []byte{}, []byte{}, []byte{})
	f.Fuzz(func(t *testing.T, info, abbrev, line, ranges, str []byte) {
		d := debugInfo{sections: map[string]string{
			".debug_info": string(info), ".debug_abbrev": string(abbrev), ".debug_line": string(line), ".debug_ranges": string(ranges),
			".debug_rnglists": string(ranges), ".debug_str": string(str), ".debug_line_str": string(str), ".debug_addr": string(ranges),
			".debug_str_offsets": string(ranges),
		}}
		table, _ := d.readLines()
		if len(table.rows) > len(line) || len(table.scopes) > 64*(len(info)+len(ranges)) {
			t.Errorf("%d rows, %d scopes", len(table.rows), len(table.scopes))
		}
		for a := uint32(0); a < 0x400; a += 2 {
			if n := len(table.at(a)); n > maxInlined {
				t.Errorf("%d locations", n)
			}
		}
	})
}

// FuzzUnwind unwinds any stack by any tables.
func FuzzUnwind(f *testing.F) {
	if data := nestedELF(f, "-gdwarf-5", "-funwind-tables", "-DTABLES"); data != nil {
		image, err := ReadELF(bytes.NewReader(data))
		if err != nil {
			f.Fatal(err)
		}
		exidx := image.debug.exidx
		loaded := image.Segments[0]
		index := loaded.Data[exidx.Address-loaded.Address:][:exidx.Size]
		f.Add([]byte(image.debug.sections[".debug_frame"]), index, []byte{1, 2, 3, 4}, uint32(0x80))
	}
	f.Add([]byte{}, []byte{}, []byte{0xF1, 0xFF, 0xFF, 0xFF}, uint32(0x40))
	f.Fuzz(func(t *testing.T, frames, index, stack []byte, at uint32) {
		c := fuzzMachine(t, stack, 3)
		c.image = &Image{debug: newDebugInfo()}
		c.image.debug.sections[".debug_frame"] = string(frames)
		c.image.debug.exidx = Area{".ARM.exidx", 0x2000, uint32(len(index))}
		index = index[:min(len(index), 0x2000)]
		if err := c.WriteMemory(0x2000, index); err != nil {
			t.Fatal(err)
		}
		stack = stack[:min(len(stack), 0x800)]
		if err := c.WriteMemory(0x20000800, stack); err != nil {
			t.Fatal(err)
		}
		c.r[regSP], c.r[regLR], c.r[7] = 0x20000800, at|1, 0x20000900
		c.at, c.ipsr = at%0x2000, at>>16&15
		if n := len(c.Backtrace()); n > maxCallers {
			t.Errorf("%d callers", n)
		}
	})
}

// FuzzObserved runs any bytes as code, observed and not: nothing may differ.
func FuzzObserved(f *testing.F) {
	f.Add([]byte{0xFE, 0xE7}, uint8(0))
	f.Add([]byte{0x00, 0xB5, 0xFF, 0xF7, 0xFD, 0xFF}, uint8(3))
	f.Add([]byte{0x38, 0xBF, 0xFF, 0xDF, 0x00, 0x47}, uint8(9))
	f.Add([]byte{0x30, 0xBF, 0x80, 0xF3, 0x08, 0x88, 0x80, 0xF3, 0x14, 0x88}, uint8(11))
	f.Fuzz(func(t *testing.T, code []byte, kind uint8) {
		a, b := fuzzMachine(t, code, kind), fuzzMachine(t, code, kind)
		o := &Observation{Trace: bufio.NewWriter(io.Discard), Samples: &Samples{}}
		b.Observe(o)
		limits := Limits{Cycles: 4_000, Instructions: 1_000}
		stopA, stopB := a.Run(limits), b.Run(limits)
		if stopA.Reason != stopB.Reason || a.cycles != b.cycles || a.insns != b.insns || [16]uint32(a.r[:16]) != [16]uint32(b.r[:16]) || a.s != b.s || a.pc != b.pc {
			t.Errorf("%v after %d cycles and %d instructions at %08x, observed %v after %d and %d at %08x",
				stopA.Reason, a.cycles, a.insns, a.pc, stopB.Reason, b.cycles, b.insns, b.pc)
		}
		var cycles, instructions uint64
		for s := range o.Samples.All() {
			cycles += s.Cycles
			instructions += s.Instructions
		}
		if cycles > b.cycles || instructions > b.insns || stopB.Reason == StopInstructions && instructions != b.insns {
			t.Errorf("samples of %d cycles and %d instructions, of %d and %d", cycles, instructions, b.cycles, b.insns)
		}
		if o.Err() != nil {
			t.Error(o.Err())
		}
	})
}
