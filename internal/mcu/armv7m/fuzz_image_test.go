package armv7m

import (
	"bufio"
	"bytes"
	"debug/elf"
	"io"
	"testing"

	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/armv7m/watch"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/cpu/tally"
	"tinyol-sim/internal/mcu/elftest"
	"tinyol-sim/internal/mcu/program"
)

// FuzzImage reads any bytes as an ELF file, loads and runs what it gets.
func FuzzImage(f *testing.F) {
	elftest.Seed(f, programs)
	f.Fuzz(func(t *testing.T, data []byte) {
		image, err := program.ReadELF(bytes.NewReader(data))
		if err != nil {
			return
		}
		c := m4.core(t, nil)
		if c.Load(image) != nil || c.Reset() != nil {
			return
		}
		c.GuardStack()
		stop := c.Run(cpu.Limits{Cycles: 1000})
		if stop.Fault != nil && (stop.Fault.Error() == "" || len(stop.Fault.Backtrace) > watch.MaxCallers) {
			t.Errorf("%d callers", len(stop.Fault.Backtrace))
		}
		c.Backtrace()
	})
}

// FuzzUnwind unwinds any stack by any tables.
func FuzzUnwind(f *testing.F) {
	if data := elftest.Nested(f, programs, "-gdwarf-5", "-funwind-tables", "-DTABLES"); data != nil {
		file, err := elf.NewFile(bytes.NewReader(data))
		if err != nil {
			f.Fatal(err)
		}
		var tables [2][]byte
		for i, name := range []string{".debug_frame", ".ARM.exidx"} {
			if tables[i], err = file.Section(name).Data(); err != nil {
				f.Fatal(err)
			}
		}
		f.Add(tables[0], tables[1], []byte{1, 2, 3, 4}, uint32(0x80))
	}
	f.Add([]byte{}, []byte{}, []byte{0xF1, 0xFF, 0xFF, 0xFF}, uint32(0x40))
	f.Fuzz(func(t *testing.T, frames, index, stack []byte, at uint32) {
		c := fuzzMachine(t, stack, 3)
		image, err := program.ReadELF(bytes.NewReader(elftest.With(
			elftest.Section{Name: ".debug_frame", Header: elf.Section32{Type: uint32(elf.SHT_PROGBITS)}, Content: frames},
			elftest.Section{Name: ".ARM.exidx", Header: elf.Section32{Type: uint32(elf.SHT_PROGBITS), Addr: 0x2000}, Content: index})))
		if err != nil {
			t.Fatal(err)
		}
		c.image = image
		index = index[:min(len(index), 0x2000)]
		if err := c.WriteMemory(0x2000, index); err != nil {
			t.Fatal(err)
		}
		stack = stack[:min(len(stack), 0x800)]
		if err := c.WriteMemory(0x20000800, stack); err != nil {
			t.Fatal(err)
		}
		c.r[thumb.SP], c.r[thumb.LR], c.r[7] = 0x20000800, at|1, 0x20000900
		c.at, c.ipsr = at%0x2000, at>>16&15
		if n := len(c.Backtrace()); n > watch.MaxCallers {
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
		o := &cpu.Observation{Trace: bufio.NewWriter(io.Discard), Samples: &tally.Samples{}}
		b.Observe(o)
		limits := cpu.Limits{Cycles: 4_000, Instructions: 1_000}
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
		if cycles > b.cycles || instructions > b.insns || stopB.Reason == cpu.StopInstructions && instructions != b.insns {
			t.Errorf("samples of %d cycles and %d instructions, of %d and %d", cycles, instructions, b.cycles, b.insns)
		}
		if o.Err() != nil {
			t.Error(o.Err())
		}
	})
}
