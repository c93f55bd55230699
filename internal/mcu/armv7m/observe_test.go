package armv7m

import (
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/armv7m/watch"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/cpu/tally"
	"tinyol-sim/internal/mcu/elftest"
	"tinyol-sim/internal/needs"
)

// loaded is a machine with a program, before its first instruction.
func loaded(t testing.TB, tg target, elf string, s *cpu.Semihosting) *Core {
	t.Helper()
	c := tg.core(t, s)
	c.hardFaults = false
	if err := c.Load(readImage(t, elf)); err != nil {
		t.Fatal(err)
	}
	if err := c.Reset(); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestObservedRun compares an observed run with an unobserved one: what it
// prints, its cycles and instructions, its registers and memory. The samples
// have to add up to all of its cycles and instructions, and the trace to have a
// line for each.
func TestObservedRun(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-gcc")
	for level, tg := range map[string]target{"-O2": m4, "-O0": m3} {
		t.Run(tg.profile.String()+level, func(t *testing.T) {
			elf := build(t, tg, elftest.Newlib(programs, level, "testdata/programs/library.c")...)
			var plain, observed bytes.Buffer
			a, b := loaded(t, tg, elf, &cpu.Semihosting{Out: &plain}), loaded(t, tg, elf, &cpu.Semihosting{Out: &observed})
			samples, lines := &tally.Samples{}, &lineCounter{}
			o := &cpu.Observation{Samples: samples, Trace: bufio.NewWriter(lines)}
			b.Observe(o)
			stopA, stopB := a.Run(cpu.Limits{}), b.Run(cpu.Limits{})
			if stopA != stopB || plain.String() != observed.String() || plain.Len() == 0 {
				t.Errorf("stopped by %v and printed\n%s\nobserved by %v\n%s", stopA, &plain, stopB, &observed)
			}
			if a.Cycles() != b.Cycles() || a.Instructions() != b.Instructions() || [16]uint32(a.r[:16]) != [16]uint32(b.r[:16]) || a.s != b.s || !bytes.Equal(a.ram, b.ram) {
				t.Errorf("%d cycles, %d instructions, observed %d and %d", a.Cycles(), a.Instructions(), b.Cycles(), b.Instructions())
			}
			var cycles, instructions uint64
			for s := range samples.All() {
				cycles += s.Cycles
				instructions += s.Instructions
			}
			if cycles != b.Cycles() || instructions != b.Instructions() {
				t.Errorf("the samples hold %d cycles and %d instructions of %d and %d", cycles, instructions, b.Cycles(), b.Instructions())
			}
			if err := o.Err(); err != nil || lines.n != b.Instructions() {
				t.Errorf("%d lines of trace: %v", lines.n, err)
			}
		})
	}
}

// TestObservedBlocks does the same for random instructions of every encoding,
// in and out of IT blocks, with the harness of TestDifferential around them;
// and compares a run that is interrupted every 97 cycles.
func TestObservedBlocks(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-gcc")
	for _, tg := range targets {
		t.Run(tg.profile.String(), func(t *testing.T) {
			flags := []string{"-O1", "-nostdlib", "-ffreestanding", "-T", "testdata/difftest/harness.ld", "testdata/difftest/harness.c"}
			if tg.profile == CortexM4F {
				flags = append(flags, "-DFLOAT")
			}
			data, blocks := newGenerator(t, tg, 5, map[string]int{}).image(readImage(t, build(t, tg, flags...)), 3000)
			cores, outs := [3]*Core{}, [3]bytes.Buffer{}
			for i := range cores {
				cores[i] = tg.core(t, &cpu.Semihosting{Out: &outs[i]})
				if err := cores[i].WriteMemory(0, data); err != nil {
					t.Fatal(err)
				}
				if err := cores[i].Reset(); err != nil {
					t.Fatal(err)
				}
			}
			cores[1].Observe(&cpu.Observation{Samples: &tally.Samples{}})
			for i, c := range cores {
				stop := cpu.Stop{Reason: cpu.StopCycles}
				for stop.Reason == cpu.StopCycles {
					stop = c.Run(cpu.Limits{Cycles: c.Cycles() + [...]uint64{1 << 32, 1 << 32, 97}[i]})
				}
				if stop.Reason != cpu.StopExit {
					t.Fatalf("stopped by %v: %v", stop.Reason, stop.Fault)
				}
			}
			a := cores[0]
			for i, b := range cores[1:] {
				if a.Cycles() != b.Cycles() || a.Instructions() != b.Instructions() || !bytes.Equal(outs[0].Bytes(), outs[i+1].Bytes()) {
					t.Errorf("%d cycles, %d instructions, %s %d and %d", a.Cycles(), a.Instructions(), [...]string{"observed", "in slices"}[i], b.Cycles(), b.Instructions())
				}
			}
			t.Logf("%d blocks, %d instructions", len(blocks), a.Instructions())
		})
	}
}

type lineCounter struct{ n uint64 }

func (l *lineCounter) Write(p []byte) (int, error) {
	l.n += uint64(bytes.Count(p, []byte{'\n'}))
	return len(p), nil
}

// flat is samples by chain of functions, outermost first, with instructions.
func flat(c *Core, s *tally.Samples) map[string]uint64 {
	all := map[string]uint64{}
	for sample := range s.All() {
		var names []string
		for _, a := range sample.Stack {
			name, _, _ := c.image.Function(a)
			names = append(names, name)
		}
		slices.Reverse(names)
		chain := strings.Join(names, ">")
		if sample.Exception != 0 {
			chain = fmt.Sprintf("!%d>", sample.Exception) + chain
		}
		all[chain] += sample.Instructions
	}
	return all
}

// TestSamples counts instructions by hand: of calls through LR, calls of the
// function that follows, jumps out of nested calls, a supervisor call, a
// handler that interrupts, and two threads between which a handler switches.
func TestSamples(t *testing.T) {
	const functions = `
.macro function name
.thumb_func
.type \name, %function
\name:
.endm
`
	for _, test := range []struct {
		name, text string
		want       map[string]uint64
	}{
		{"calls", `
 movs r4, #3
again: bl outer
 subs r4, #1
 bne again
 ldr r3, =leaf+1
 blx r3
 b last
 .ltorg
function outer
 push {lr}
 bl leaf
 bl leaf
 pop {pc}
function leaf
 nop
 bx lr
function last
 bl next
function next
 exit`, map[string]uint64{
			// movs, 3 x (bl, subs, bne), ldr, blx, b
			"start": 13, "start>outer": 12, "start>outer>leaf": 12, "start>leaf": 2, "last": 1, "last>next": 3,
		}},
		{"jumps", `
 mov r7, sp
 ldr r6, =caught+1
 bl one
function caught
 nop
 bl two
 exit
function one
 push {lr}
 bl two
 pop {pc}
function two
 cmp r7, #0
 beq back
 mov sp, r7
 movs r7, #0
 bx r6
back: bx lr
`, map[string]uint64{"start": 3, "start>one": 2, "start>one>two": 5, "caught": 5, "caught>two": 3}},
		{"exceptions", `
 ldr r0, =0xE000ED04
 ldr r1, =1<<28
 svc 0
 str r1, [r0]
 isb
 exit
function svcall
 push {lr}
 bl helper
 pop {pc}
function pendsv
 push {lr}
 bl helper
 pop {pc}
function helper
 bx lr
`, map[string]uint64{"start": 8, "start>svcall": 3, "start>svcall>helper": 1, "!14>pendsv": 3, "!14>pendsv>helper": 1}},
		{"threads", `
 ldr r0, =0x20001000-32
 ldr r1, =other+1
 ldr r2, =1<<24
 str r1, [r0, #24]
 str r2, [r0, #28]
 ldr r6, =0x20001000-32
 mov r4, sp
 msr psp, r4
 movs r0, #2
 msr control, r0
 isb
 ldr r0, =0x20007000
 msr msp, r0
 bl yields
 exit
function yields
 push {lr}
 svc 0
 nop
 svc 0
 pop {pc}
function other
 bl deeper
 exit
function deeper
 push {lr}
 svc 0
 pop {pc}
function svcall
 mrs r3, psp
 msr psp, r6
 mov r6, r3
 bx lr
`, map[string]uint64{
			// yields: push, svc (to other), nop, svc (back into deeper), and other exits
			"start": 14, "start>yields": 4, "start>yields>svcall": 8, "other": 4, "other>deeper": 3, "other>deeper>svcall": 4,
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			elf := assembled(t, functions+test.text)
			c := loaded(t, m4, elf, &cpu.Semihosting{})
			samples := &tally.Samples{}
			c.Observe(&cpu.Observation{Samples: samples})
			want(t, c, c.Run(cpu.Limits{Cycles: 10_000}), nil)
			if got := flat(c, samples); !maps.Equal(got, test.want) {
				t.Errorf("got  %v\nwant %v", got, test.want)
			}
		})
	}
}

// Cycles of an exception's entry belong to its handler, those of its return to
// the instruction that returns, and those asleep to the instruction that sleeps.
func TestSampledCycles(t *testing.T) {
	c := loaded(t, m4, assembled(t, `
 ldr r0, =0xE000E010
 ldr r1, =1000
 str r1, [r0, #4]
 str r1, [r0, #8]
 movs r1, #7
 str r1, [r0]
 wfi
 movs r1, #0
 str r1, [r0]
 exit
.thumb_func
.type systick, %function
systick:
 nop
 bx lr
`), &cpu.Semihosting{})
	samples := &tally.Samples{}
	c.Observe(&cpu.Observation{Samples: samples})
	want(t, c, c.Run(cpu.Limits{Cycles: 10_000}), nil)
	got := map[string]uint64{}
	for s := range samples.All() {
		encoding, size := c.encodingAt(s.Stack[0])
		text, _, _ := strings.Cut(string(c.spell(s.Stack[0], 0, encoding, size)), " ")
		got[fmt.Sprint(s.Exception, " ", text)] += s.Cycles
	}
	var all uint64
	for _, n := range got {
		all += n
	}
	if all != c.Cycles() || got["15 nop"] < entryCycles || got["15 bx"] < returnCycles || got["0 wfi"] < 900 || got["0 wfi"] > 1010 {
		t.Errorf("of %d cycles: %v", c.Cycles(), got)
	}
}

// Neither recursion without end nor a flood of different calls may grow
// without bound.
func TestObservationIsBounded(t *testing.T) {
	c := loaded(t, m4, assembled(t, `
 ldr r5, =40000
again: bl deep
 subs r5, #1
 bne again
 exit
deep:
 push {r4, lr}
 adds r4, #1
 lsrs r3, r5, #1
 bcs 1f
 cmp sp, r6
 bl deep
1: bl other
 pop {r4, pc}
other: bx lr
`), &cpu.Semihosting{})
	o := &cpu.Observation{Samples: &tally.Samples{}}
	c.Observe(o)
	stop := c.Run(cpu.Limits{Cycles: 3_000_000})
	if stop.Fault == nil {
		t.Fatalf("stopped by %v", stop.Reason)
	}
	var cycles uint64
	chains := map[string]bool{}
	for s := range o.Samples.All() {
		cycles += s.Cycles
		chains[fmt.Sprint(s.Stack[1:])] = true
	}
	if len(chains) > 1<<16 || len(stop.Fault.Backtrace) != watch.MaxCallers {
		t.Errorf("%d chains, %d callers", len(chains), len(stop.Fault.Backtrace))
	}
	if cycles != c.Cycles() {
		t.Errorf("%d of %d cycles", cycles, c.Cycles())
	}
}
