package armv7m

import (
	"os"
	"path/filepath"
	"testing"

	"tinyol-sim/internal/mcu/cpu"
)

// run assembles a program for a machine with flash at 0 and RAM at 0x20000000,
// and runs it. The text begins after a vector table that the test may replace:
// symbols named like the handlers in vectors are taken where they exist.
func run(t *testing.T, tg target, text string, change ...func(*Config)) (*Core, cpu.Stop) {
	t.Helper()
	source := filepath.Join(t.TempDir(), "program.s")
	text = vectors + text
	if err := os.WriteFile(source, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	elf := build(t, tg, "-nostdlib", "-Wl,-Ttext=0,--build-id=none,-n", source)
	config := Config{
		Profile: tg.profile,
		Config: cpu.Config{
			Memories: []cpu.Memory{
				{Name: "flash", Base: 0, Size: 1 << 16, Aliases: []uint32{0x08000000}},
				{Name: "ram", Base: 0x20000000, Size: 1 << 16, Writable: true},
			},
			Semihosting: &cpu.Semihosting{},
		},
	}
	for _, f := range change {
		f(&config)
	}
	c, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range config.Peripherals {
		if p, ok := m.Peripheral.(interface{ connect(*Core) }); ok {
			p.connect(c)
		}
	}
	if err := c.Load(readImage(t, elf)); err != nil {
		t.Fatal(err)
	}
	if err := c.Reset(); err != nil {
		t.Fatal(err)
	}
	return c, c.Run(cpu.Limits{Cycles: 1_000_000})
}

const vectors = `.syntax unified
.text
.weak hardfault, memmanage, busfault, usagefault, svcall, pendsv, systick, irq0, irq1
.word 0x20008000, start+1, 0, hardfault, memmanage, busfault, usagefault, 0,0,0,0, svcall, 0,0, pendsv, systick, irq0, irq1
.macro exit
 movs r0, #0x18
 ldr r1, =0x20026
 bkpt 0xab
 .ltorg
.endm
.thumb
.type start, %function
start:
`

// want checks registers, by number, after an exit.
func want(t *testing.T, c *Core, stop cpu.Stop, registers map[int]uint32) {
	t.Helper()
	if stop.Reason != cpu.StopExit || stop.ExitCode != 0 {
		t.Fatalf("stopped by %v, code %d: %v", stop.Reason, stop.ExitCode, stop.Fault)
	}
	for n, v := range registers {
		if got := c.Register(n); got != v {
			t.Errorf("r%d is %08x, want %08x", n, got, v)
		}
	}
}
