package armv7m

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/cpu/tally"
	"tinyol-sim/internal/needs"
)

// The trace's lines are as the disassembler writes them, with the cycle, the
// place, and the registers that changed.
func TestTrace(t *testing.T) {
	c := loaded(t, m4, assembled(t, `
 ldr r0, =0xE000ED88
 mov.w r1, #0xF00000
 str r1, [r0]
 isb
 vmov s3, r1
 cmp r1, r0
 it lo
 movlo r2, #5
 exit
`), &cpu.Semihosting{})
	var text bytes.Buffer
	o := &cpu.Observation{Trace: bufio.NewWriter(&text)}
	c.Observe(o)
	want(t, c, c.Run(cpu.Limits{Cycles: 1000}), nil)
	if err := o.Err(); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(text.String(), "\n")
	for i, pattern := range []string{
		` {9}0  00000048  4806 {7}ldr {6}r0, \[pc, #\d+\] @ [0-9a-f]+ +start {20,}r0=e000ed88`,
		` {8}[ \d]\d  0000004a  f44f 0170  mov\.w {4}r1, #15728640 +start\+0x2 +r1=00f00000`,
		` {8}[ \d]\d  0000004e  6001 {7}str {6}r1, \[r0, #0\] +start\+0x6`,
		` {8}[ \d]\d  00000050  f3bf 8f6f  isb {6}sy +start\+0x8`,
		` {8}[ \d]\d  00000054  ee01 1a90  vmov {5}s3, r1 +start\+0xc +s3=00f00000`,
		` {8}[ \d]\d  00000058  4281 {7}cmp {6}r1, r0 +start\+0x10`,
		` {8}[ \d]\d  0000005a  bf38 {7}it {7}cc +start\+0x12`,
		` {8}[ \d]\d  0000005c  2205 {7}movcc {4}r2, #5 +start\+0x14 +r2=00000005`,
	} {
		if !regexp.MustCompile("^" + pattern + "$").MatchString(lines[i]) {
			t.Errorf("line %d is\n%q, which is not\n%q", i, lines[i], pattern)
		}
	}
}

// A trace that nobody reads any more ends the run.
func TestTraceThatFails(t *testing.T) {
	c := loaded(t, m4, assembled(t, " b .\n"), &cpu.Semihosting{})
	r, w := io.Pipe()
	r.Close()
	o := &cpu.Observation{Trace: bufio.NewWriter(w)}
	c.Observe(o)
	if stop := c.Run(cpu.Limits{Cycles: 1_000_000}); stop.Reason != cpu.StopRequested || c.Cycles() > 1000 {
		t.Errorf("stopped by %v after %d cycles", stop.Reason, c.Cycles())
	}
	if o.Err() != io.ErrClosedPipe {
		t.Errorf("the error is %v", o.Err())
	}
}

// BenchmarkObserved runs what BenchmarkQEMU runs, watched.
func BenchmarkObserved(b *testing.B) {
	needs.Tools(b, "arm-none-eabi-gcc")
	elf := build(b, m4, "-O2", "-ffreestanding", "-nostdlib", "-DSORT", "-T", "testdata/programs/link.ld",
		"-Wl,--defsym=STACK=0x20100000,--no-warn-rwx-segments", "-ffp-contract=off", "testdata/programs/speed.c", "-lgcc")
	for name, o := range map[string]func() *cpu.Observation{
		"calls":   func() *cpu.Observation { return &cpu.Observation{} },
		"samples": func() *cpu.Observation { return &cpu.Observation{Samples: &tally.Samples{}} },
		"trace":   func() *cpu.Observation { return &cpu.Observation{Trace: bufio.NewWriter(io.Discard)} },
	} {
		b.Run(name, func(b *testing.B) {
			var n uint64
			for b.Loop() {
				c := loaded(b, m4, elf, &cpu.Semihosting{})
				c.Observe(o())
				c.Run(cpu.Limits{Instructions: 2_000_000})
				n += c.Instructions()
			}
			b.ReportMetric(float64(n)/1e6/b.Elapsed().Seconds(), "M/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}
