package armv7m

import "testing"

type nobody struct{}

func (nobody) before(*Core)      {}
func (nobody) after(*Core, bool) {}
func BenchmarkObserved(b *testing.B) {
	elf := build(b, m4, "-O2", "-ffreestanding", "-nostdlib", "-DSORT", "-T", "testdata/programs/link.ld",
		"-Wl,--defsym=STACK=0x20100000,--no-warn-rwx-segments", "-ffp-contract=off", "testdata/programs/speed.c", "-lgcc")
	var n uint64
	for b.Loop() {
		c := m4.core(b, &Semihosting{})
		c.Load(readImage(b, elf))
		c.Reset()
		c.observer = nobody{}
		c.Run(Limits{Instructions: 20_000_000})
		n += c.Instructions()
	}
	b.ReportMetric(float64(n)/1e6/b.Elapsed().Seconds(), "M/s")
}
