package armv7m

import (
	"os/exec"
	"testing"
	"time"
)

// BenchmarkQEMU runs the same ELF file on QEMU, told to count instructions, and
// here, one after the other, and reports millions of instructions a second and
// the ratio. make bench-core runs it.
func BenchmarkQEMU(b *testing.B) {
	needTools(b, "arm-none-eabi-gcc", "qemu-system-arm")
	for _, name := range []string{"DENSE", "CRC", "SORT", "COPY"} {
		b.Run(name, func(b *testing.B) {
			elf := build(b, m4, "-O2", "-ffreestanding", "-nostdlib", "-D"+name, "-T", "testdata/programs/link.ld",
				"-Wl,--defsym=STACK=0x20100000,--no-warn-rwx-segments", "-ffp-contract=off", "testdata/programs/speed.c", "-lgcc")
			var ours, theirs time.Duration
			var instructions uint64
			for b.Loop() {
				start := time.Now()
				_, c, stop := runProgram(b, m4, elf)
				ours += time.Since(start)
				if stop.Reason != StopExit {
					b.Fatalf("stopped by %v: %v", stop.Reason, stop.Fault)
				}
				instructions += c.Instructions()
				start = time.Now()
				if err := exec.Command("qemu-system-arm", "-M", m4.machine, "-display", "none", "-monitor", "none", "-serial", "none",
					"-icount", "shift=0", "-semihosting-config", "enable=on,target=native", "-kernel", elf).Run(); err != nil {
					b.Fatal(err)
				}
				theirs += time.Since(start)
			}
			million := float64(instructions) / 1e6
			b.ReportMetric(million/ours.Seconds(), "M/s")
			b.ReportMetric(million/theirs.Seconds(), "QEMU-M/s")
			b.ReportMetric(theirs.Seconds()/ours.Seconds(), "ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}
