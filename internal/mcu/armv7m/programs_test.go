package armv7m

import (
	"bytes"
	"testing"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/elftest"
	"tinyol-sim/internal/needs"
)

// TestPrograms builds a program of C's library for each core at each level of
// optimisation; it has to print here what it prints on QEMU.
func TestPrograms(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-gcc", "qemu-system-arm")
	softM4 := m4
	softM4.flags = []string{"-mcpu=cortex-m4", "-mfloat-abi=soft"}
	big := m0 // the micro:bit is too small for newlib; its code runs on an M3 too
	big.machine, big.ram, big.flash, big.flags = m3.machine, m3.ram, m3.flash, []string{"-mcpu=cortex-m0plus"}
	for name, tg := range map[string]target{"m4-hard": m4, "m4-soft": softM4, "m3": m3, "m0plus": big} {
		for _, level := range []string{"-O0", "-O2", "-O3", "-Os"} {
			t.Run(name+level, func(t *testing.T) {
				t.Parallel()
				elf := build(t, tg, elftest.Newlib(programs, level, "testdata/programs/library.c")...)
				want := qemu(t, tg, elf)
				got, c, stop := runProgram(t, tg, elf)
				if !bytes.Equal(got, want) || len(got) == 0 {
					t.Errorf("prints\n%s\nbut on QEMU\n%s", got, want)
				}
				if stop.Reason != cpu.StopExit || stop.ExitCode != 0 {
					t.Errorf("stopped by %v, code %d: %v", stop.Reason, stop.ExitCode, stop.Fault)
				}
				t.Logf("%d instructions", c.Instructions())
			})
		}
	}
}

// programs is where the tests' programs are.
const programs = "testdata/programs"

func runProgram(t testing.TB, tg target, elf string) ([]byte, *Core, cpu.Stop) {
	t.Helper()
	var out bytes.Buffer
	c := tg.core(t, &cpu.Semihosting{Out: &out})
	if err := c.Load(readImage(t, elf)); err != nil {
		t.Fatal(err)
	}
	if err := c.Reset(); err != nil {
		t.Fatal(err)
	}
	stop := c.Run(cpu.Limits{Cycles: 1 << 32})
	return out.Bytes(), c, stop
}
