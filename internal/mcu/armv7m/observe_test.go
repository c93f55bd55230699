package armv7m

import (
	"bufio"
	"io"
	"testing"
)

// BenchmarkObserved runs what BenchmarkQEMU runs, watched.
func BenchmarkObserved(b *testing.B) {
	elf := build(b, m4, "-O2", "-ffreestanding", "-nostdlib", "-DSORT", "-T", "testdata/programs/link.ld",
		"-Wl,--defsym=STACK=0x20100000,--no-warn-rwx-segments", "-ffp-contract=off", "testdata/programs/speed.c", "-lgcc")
	for name, o := range map[string]func() *Observation{
		"calls":   func() *Observation { return &Observation{} },
		"samples": func() *Observation { return &Observation{Samples: &Samples{}} },
		"trace":   func() *Observation { return &Observation{Trace: bufio.NewWriter(io.Discard)} },
	} {
		b.Run(name, func(b *testing.B) {
			var n uint64
			for b.Loop() {
				c := m4.core(b, &Semihosting{})
				if err := c.Load(readImage(b, elf)); err != nil {
					b.Fatal(err)
				}
				if err := c.Reset(); err != nil {
					b.Fatal(err)
				}
				c.Observe(o())
				c.Run(Limits{Instructions: 2_000_000})
				n += c.Instructions()
			}
			b.ReportMetric(float64(n)/1e6/b.Elapsed().Seconds(), "M/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}
