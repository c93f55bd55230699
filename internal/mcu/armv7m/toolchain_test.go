package armv7m

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/elftest"
	"tinyol-sim/internal/mcu/program"
	"tinyol-sim/internal/needs"
)

// target is a core as the compiler and QEMU name it.
type target struct {
	profile Profile
	flags   []string
	machine string // of QEMU
	flash   uint32
	ram     uint32
}

var targets = []target{
	{CortexM4F, elftest.CortexM4F(), "mps2-an386", 4 << 20, 4 << 20},
	{CortexM3, []string{"-mcpu=cortex-m3"}, "mps2-an385", 4 << 20, 4 << 20},
	{CortexM0Plus, []string{"-mcpu=cortex-m0"}, "microbit", 256 << 10, 16 << 10},
}

// machine is the emulator's twin of QEMU's machine.
func (tg target) core(t testing.TB, s *cpu.Semihosting) *Core {
	t.Helper()
	c, err := New(Config{
		Config: cpu.Config{
			Memories:    []cpu.Memory{{Name: "flash", Base: 0, Size: tg.flash}, {Name: "ram", Base: 0x20000000, Size: tg.ram, Writable: true}},
			Semihosting: s,
		},
		Profile: tg.profile, HardFaults: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// build compiles and links C files to an ELF file.
func build(t testing.TB, tg target, args ...string) string {
	t.Helper()
	return elftest.Compile(t, tg.flags, args...)
}

func readImage(t testing.TB, path string) *program.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	image, err := program.ReadELF(f)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// qemu runs an image and returns what it printed.
func qemu(t testing.TB, tg target, image string) []byte {
	t.Helper()
	needs.Tools(t, "qemu-system-arm")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "qemu-system-arm", "-M", tg.machine, "-display", "none", "-monitor", "none",
		"-serial", "none", "-semihosting-config", "enable=on,target=native", "-kernel", image).Output()
	if err != nil {
		t.Errorf("qemu: %v", err)
	}
	return out
}
