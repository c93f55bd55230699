//go:build unix

package armv7m

import (
	"os/exec"
	"syscall"
	"testing"
	"time"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/needs"
)

// processorTime is what this process has used so far.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkQEMU runs the same ELF file on QEMU, told to count instructions, and
// here, one after the other, and reports millions of instructions per second of
// processor time, which other work on the machine disturbs least, and the
// ratio. make bench-core runs it.
func BenchmarkQEMU(b *testing.B) {
	needs.Tools(b, "arm-none-eabi-gcc", "qemu-system-arm")
	for _, name := range []string{"DENSE", "CRC", "SORT", "COPY"} {
		b.Run(name, func(b *testing.B) {
			elf := build(b, m4, "-O2", "-ffreestanding", "-nostdlib", "-D"+name, "-T", "testdata/programs/link.ld",
				"-Wl,--defsym=STACK=0x20100000,--no-warn-rwx-segments", "-ffp-contract=off", "testdata/programs/speed.c", "-lgcc")
			var ours, theirs time.Duration
			var instructions uint64
			for b.Loop() {
				start := processorTime(b)
				_, c, stop := runProgram(b, m4, elf)
				ours += processorTime(b) - start
				if stop.Reason != cpu.StopExit {
					b.Fatalf("stopped by %v: %v", stop.Reason, stop.Fault)
				}
				instructions += c.Instructions()
				qemu := exec.Command("qemu-system-arm", "-M", m4.machine, "-display", "none", "-monitor", "none", "-serial", "none",
					"-icount", "shift=0", "-semihosting-config", "enable=on,target=native", "-kernel", elf)
				if err := qemu.Run(); err != nil {
					b.Fatal(err)
				}
				theirs += qemu.ProcessState.UserTime() + qemu.ProcessState.SystemTime()
			}
			million := float64(instructions) / 1e6
			b.ReportMetric(million/ours.Seconds(), "M/s")
			b.ReportMetric(million/theirs.Seconds(), "QEMU-M/s")
			b.ReportMetric(theirs.Seconds()/ours.Seconds(), "ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}
