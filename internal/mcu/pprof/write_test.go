package pprof_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/pprof/profile"

	"tinyol-sim/internal/mcu/armv7m"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/cpu/tally"
	"tinyol-sim/internal/mcu/pprof"
	"tinyol-sim/internal/mcu/program"
	"tinyol-sim/internal/needs"
)

// source has a function that is inlined, one of C++'s names, and a handler.
const source = `#include <stdint.h>
static volatile uint32_t sink;
static inline __attribute__((always_inline)) uint32_t twice(uint32_t x) {
	return x * 2 + sink; // line 4
}
__attribute__((noinline)) void _ZN3net5layer7forwardEif(void) {
	for (int i = 0; i < 100; i++)
		sink = twice(i); // line 8
}
void pendsv(void) { sink = 1; }
void reset(void) {
	_ZN3net5layer7forwardEif(); // line 12
	*(volatile uint32_t *)0xE000ED04 = 1 << 28;
	__asm__ volatile("isb");
	for (;;) {
		register int reason __asm__("r0") = 0x18, code __asm__("r1") = 0x20026;
		__asm__ volatile("bkpt 0xab" :: "r"(reason), "r"(code));
	}
}
__attribute__((section(".vectors"), used)) void *const vectors[16] = {(void *)0x20001000, reset, [14] = pendsv};
`

// profiled runs the program and gives the profile's bytes and the core.
func profiled(t *testing.T) ([]byte, *armv7m.Core) {
	t.Helper()
	needs.Tools(t, "arm-none-eabi-gcc")
	dir := t.TempDir()
	file, elf := filepath.Join(dir, "program.c"), filepath.Join(dir, "program.elf")
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("arm-none-eabi-gcc", "-mcpu=cortex-m3", "-mthumb", "-O2", "-g", "-nostdlib", "-ffreestanding",
		"-T", "../armv7m/testdata/programs/link.ld", "-Wl,--defsym=STACK=0x20001000,--no-warn-rwx-segments", "-o", elf, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	f, err := os.Open(elf)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	image, err := program.ReadELF(f)
	if err != nil {
		t.Fatal(err)
	}
	c, err := armv7m.New(armv7m.Config{
		Profile: armv7m.CortexM3,
		Config: cpu.Config{
			Memories:    []cpu.Memory{{Name: "flash", Size: 1 << 16}, {Name: "ram", Base: 0x20000000, Size: 1 << 13, Writable: true}},
			Semihosting: &cpu.Semihosting{},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Load(image); err != nil {
		t.Fatal(err)
	}
	if err := c.Reset(); err != nil {
		t.Fatal(err)
	}
	samples := &tally.Samples{}
	c.Observe(&cpu.Observation{Samples: samples})
	if stop := c.Run(cpu.Limits{Cycles: 1_000_000}); stop.Reason != cpu.StopExit {
		t.Fatalf("stopped by %v: %v", stop.Reason, stop.Fault)
	}
	var b bytes.Buffer
	run := pprof.Run{Program: elf, Board: "some board", ClockHz: 3_000_000, Mark: c.Mark(), Cycles: c.Cycles(), ExceptionName: c.ExceptionName}
	if err := pprof.Write(&b, image, samples, run); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), c
}

// TestWrite reads back what was written: totals, chains of calls with lines,
// inlined calls, readable names, handlers apart.
func TestWrite(t *testing.T) {
	data, c := profiled(t)
	p, err := profile.ParseData(data)
	if err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, s := range p.SampleType {
		types = append(types, s.Type+" "+s.Unit)
	}
	if !slices.Equal(types, []string{"instructions count", "time nanoseconds", "cycles count"}) || p.DefaultSampleType != "cycles" {
		t.Errorf("samples of %q, by default %s", types, p.DefaultSampleType)
	}
	sum := make([]int64, 3)
	stacks := map[string]int64{}
	for _, s := range p.Sample {
		for i, v := range s.Value {
			sum[i] += v
		}
		var text []string
		for _, l := range s.Location {
			for _, line := range l.Line {
				text = append(text, fmt.Sprintf("%s %s:%d", line.Function.Name, filepath.Base(line.Function.Filename), line.Line))
			}
		}
		if label := s.Label["exception"]; len(label) > 0 {
			text = append(text, "exception "+label[0])
		}
		stacks[strings.Join(text, "; ")] += s.Value[0]
	}
	// Three megahertz: a cycle is a third of a microsecond.
	if sum[0] != int64(c.Instructions()) || sum[2] != int64(c.Cycles()) || sum[1] != int64(c.Cycles())*1000/3 {
		t.Errorf("%d instructions, %d ns, %d cycles", sum[0], sum[1], sum[2])
	}
	inlined := stacks["twice program.c:4; net::layer::forward program.c:8; reset program.c:12"]
	if inlined < 200 || inlined > 500 {
		t.Errorf("%d instructions in the inlined function", inlined)
	}
	handler := int64(0)
	for stack, n := range stacks {
		if strings.HasPrefix(stack, "pendsv program.c:10") && strings.HasSuffix(stack, "; exception PendSV") {
			handler += n
		}
		if strings.Contains(stack, "pendsv") && strings.Contains(stack, "reset") {
			t.Errorf("the handler counts as called: %s", stack)
		}
	}
	if handler < 3 || handler > 6 {
		t.Errorf("%d instructions in the handler", handler)
	}
	if t.Failed() {
		t.Log(stacks)
	}
	if system := p.Function[slices.IndexFunc(p.Function, func(f *profile.Function) bool { return f.Name == "net::layer::forward" })].SystemName; system != "_ZN3net5layer7forwardEif" {
		t.Errorf("the name in the file is %s", system)
	}
}

// The same run gives the same bytes.
func TestWriteIsDeterministic(t *testing.T) {
	a, _ := profiled(t)
	b, _ := profiled(t)
	p, err := profile.ParseData(a)
	if err != nil || p.TimeNanos != 0 {
		t.Errorf("a profile of %d: %v", p.TimeNanos, err)
	}
	// The file's folder differs, and with it the function's file.
	strip := func(data []byte) string {
		p, err := profile.ParseData(data)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range p.Function {
			f.Filename = filepath.Base(f.Filename)
		}
		var b bytes.Buffer
		if err := p.WriteUncompressed(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if strip(a) != strip(b) {
		t.Error("two runs give two profiles")
	}
}

// TestToolPprof lets Go's own tool read it.
func TestToolPprof(t *testing.T) {
	needs.Tools(t, "go")
	data, _ := profiled(t)
	file := filepath.Join(t.TempDir(), "cycles.pb.gz")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		flags []string
		want  string
	}{
		{[]string{"-top"}, "twice (inline)"},
		{[]string{"-top", "-lines", "-sample_index=instructions"}, "program.c:4 (inline)"},
		{[]string{"-dot"}, "net::layer::forward"},
		{[]string{"-tags"}, "PendSV"},
	} {
		out, err := exec.Command("go", append(append([]string{"tool", "pprof"}, test.flags...), file)...).Output()
		if err != nil || !strings.Contains(strings.ReplaceAll(string(out), "\\n", ""), test.want) {
			t.Errorf("%v: %v\n%s", test.flags, err, out)
		}
	}
}
