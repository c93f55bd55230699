package armv7m

import (
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/cpu"
)

var m4, m3, m0 = targets[0], targets[1], targets[2]

// handler declares a handler in a test program.
func handler(name, body string) string {
	return "\n.thumb_func\n.global " + name + "\n.type " + name + ", %function\n" + name + ":\n" + body + "\n"
}

func TestSupervisorCall(t *testing.T) {
	for _, tg := range []target{m4, m3, m0} {
		c, stop := run(t, tg, `
 movs r2, #5
 movs r4, #1
 lsls r4, r4, #31  @ N clear, C clear
 svc 7
 mov r5, r2       @ r2 comes back from the frame as the handler left it
 exit
`+handler("svcall", `
 mov r0, sp
 ldr r6, [r0, #24] @ stacked PC
 subs r6, r6, #2
 ldrh r6, [r6]     @ the SVC itself
 movs r3, #99
 str r3, [r0, #8]  @ r2 of the frame
 mrs r7, ipsr
 bx lr`))
		want(t, c, stop, map[int]uint32{5: 99, 6: 0xDF07, 7: 11, thumb.SP: 0x20008000})
	}
}

// A more urgent interrupt comes first; one of equal priority waits.
func TestPriorities(t *testing.T) {
	c, stop := run(t, m3, `
 ldr r0, =0xE000E400
 ldr r1, =0x2040      @ irq0: 0x40, irq1: 0x20
 str r1, [r0]
 ldr r0, =0xE000E100
 movs r1, #3
 str r1, [r0]         @ enable
 movs r4, #0
 movs r5, #0
 cpsid i
 ldr r0, =0xE000E200
 str r1, [r0]         @ pend both
 movs r6, #7
 cpsie i
 nop
 exit
`+handler("irq0", "lsls r4, r4, #4\n adds r4, #1\n bx lr")+
		handler("irq1", `
 lsls r4, r4, #4
 adds r4, #2
 ldr r0, =0xE000ED04
 ldr r1, =0x10000000
 str r1, [r0]        @ PendSV has priority 0: it comes at once
 nop
 lsls r4, r4, #4
 adds r4, #3
 bx lr
 .ltorg`)+handler("pendsv", "lsls r4, r4, #4\n adds r4, #9\n bx lr"))
	want(t, c, stop, map[int]uint32{4: 0x2931, 6: 7})
}

func TestSysTickWakesSleep(t *testing.T) {
	c, stop := run(t, m0, `
 ldr r0, =0xE000E010
 ldr r1, =999
 str r1, [r0, #4]
 movs r1, #0
 str r1, [r0, #8]
 movs r1, #7
 movs r4, #0
 str r1, [r0]
again:
 wfi
 cmp r4, #5
 bne again
 exit
`+handler("systick", "adds r4, #1\n bx lr"))
	want(t, c, stop, map[int]uint32{4: 5})
	if c.Cycles() < 5000 || c.Cycles() > 5200 {
		t.Errorf("five periods of 1000 cycles took %d", c.Cycles())
	}
	if c.Instructions() > 200 {
		t.Errorf("%d instructions were run while asleep", c.Instructions())
	}
}

func TestAsleepForever(t *testing.T) {
	if _, stop := run(t, m3, " wfi\n b ."); stop.Reason != cpu.StopAsleep {
		t.Errorf("stopped by %v", stop.Reason)
	}
}

// The handler uses the FPU, so the interrupted context's registers have to be
// saved then and come back.
func TestLazyStacking(t *testing.T) {
	c, stop := run(t, m4, `
 ldr r0, =0xE000ED88
 ldr r1, =0xF00000
 str r1, [r0]
 vmov.f32 s0, #2.0
 vmov.f32 s31, #3.0
 ldr r1, =0x01400010
 vmsr fpscr, r1
 svc 0
 vmov r4, s0
 vmov r5, s31
 vmrs r6, fpscr
 exit
`+handler("svcall", `
 mov r7, lr
 mrs r8, control
 ldr r0, =0xE000EF34
 ldr r9, [r0]         @ LSPACT before
 vmov.f32 s0, #9.0
 vmov.f32 s31, #9.0
 ldr r10, [r0]        @ and after
 vmrs r11, fpscr
 bx lr
 .ltorg`))
	want(t, c, stop, map[int]uint32{4: 0x40000000, 5: 0x41100000, 6: 0x01400010, 7: 0xFFFFFFE9, 8: 0, 9: 0xC0000001, 10: 0xC0000000, 11: 0})
}

func TestBitBand(t *testing.T) {
	c, stop := run(t, m3, `
 ldr r0, =0x20000104
 ldr r1, =0x80000001
 str r1, [r0]
 ldr r2, =0x22000000 + 0x104*32 + 5*4
 movs r3, #1
 str r3, [r2]
 ldr r4, [r0]
 ldr r5, [r2]
 ldr r6, [r2, #4]
 ldr r3, =0x22000000 + 0x107*32 + 7*4
 movs r7, #0
 strb r7, [r3]
 ldr r7, [r0]
 exit`, func(c *Config) { c.BitBand = true })
	want(t, c, stop, map[int]uint32{4: 0x80000021, 5: 1, 6: 0, 7: 0x21})
}

// Code that the program writes into RAM, runs, and changes.
func TestSelfModifyingCode(t *testing.T) {
	c, stop := run(t, m3, `
 ldr r0, =0x20000000
 ldr r1, =0x47702401   @ movs r4, #1; bx lr
 str r1, [r0]
 adds r5, r0, #1
 blx r5
 mov r6, r4
 ldr r0, =0x20000000
 movs r1, #7
 strb r1, [r0]
 blx r5
 mov r7, r4
 exit`)
	want(t, c, stop, map[int]uint32{6: 1, 7: 7})
}

func TestCycleCounter(t *testing.T) {
	c, stop := run(t, m3, `
 ldr r0, =0xE000EDFC
 ldr r1, =0x01000000
 str r1, [r0]
 ldr r0, =0xE0001000
 movs r1, #1
 str r1, [r0]
 movs r1, #0
 str r1, [r0, #4]
 ldr r2, [r0, #4]
 .rept 10
 nop
 .endr
 ldr r3, [r0, #4]
 subs r4, r3, r2
 exit`)
	want(t, c, stop, nil)
	if d := c.Register(4); d < 11 || d > 13 {
		t.Errorf("ten NOPs and a load took %d cycles", d)
	}
}

func TestExclusives(t *testing.T) {
	c, stop := run(t, m3, `
 ldr r0, =0x20000000
 movs r1, #5
 ldrex r2, [r0]
 strex r3, r1, [r0]
 strex r4, r1, [r0]
 ldrexb r2, [r0]
 clrex
 strexb r5, r1, [r0]
 ldrexh r2, [r0]
 strexh r6, r1, [r0]
 exit`)
	want(t, c, stop, map[int]uint32{2: 5, 3: 0, 4: 1, 5: 1, 6: 0})
}

func TestBranches(t *testing.T) {
	c, stop := run(t, m3, `
 movs r4, #0
 movs r0, #2
 tbb [pc, r0]
table:
 .byte (bad-table)/2, (bad-table)/2, (good-table)/2, (bad-table)/2
bad:
 b .
good:
 movs r0, #1
 ldr r1, =halves
 tbh [r1, r0, lsl #1]
5: .align 2
halves:
 .hword 0, (next-5b)/2, 0, 0
 adds r4, #100
next:
 adds r4, #1
 adr r2, 1f
 adds r2, #1
 mov pc, r2
 .align 2
1: adds r4, #2
 ldr pc, =2f+1
2: adds r4, #4
 push {r4, lr}
 ldr lr, =3f+1
 push {lr}
 pop {pc}
 .align 2
3: pop {r5, lr}
 ldr r6, =4f+1
 bx r6
 .thumb_func
4: mov sp, r5
 mov r7, sp
 exit`)
	if stop.Reason != cpu.StopExit {
		t.Fatalf("%v %v at %08x", stop.Reason, stop.Fault, c.Register(15))
	}
	if c.Register(5) != 7 {
		t.Errorf("r5 is %x; some branch went wrong", c.Register(5))
	}
	if c.Register(7) != c.Register(5)&^3 {
		t.Errorf("SP keeps bits 1:0: %08x", c.Register(7))
	}
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name, text string
		tg         target
		cause      Cause
		address    uint32
	}{
		{"undefined", " udf #3", m3, CauseUndefined, 0},
		{"no such instruction on the core", " .inst.n 0xb100", m0, CauseUndefined, 0},
		{"no FPU", " .inst.w 0xee300a00", m3, CauseNoCoprocessor, 0},
		{"FPU not enabled", " .inst.w 0xee300a00", m4, CauseNoCoprocessor, 0},
		{"read", " ldr r0, =0x30000000\n ldr r1, [r0]", m3, CauseRead, 0x30000000},
		{"end of RAM", " ldr r0, =0x2000fffe\n ldr r1, [r0]", m3, CauseRead, 0x20010000},
		{"write to flash", " movs r0, #0\n str r0, [r0]", m3, CauseWrite, 0},
		{"unaligned", " ldr r0, =0x20000001\n ldr r1, [r0]", m0, CauseAligned, 0x20000001},
		{"unaligned pair", " ldr r0, =0x20000002\n ldrd r2, r3, [r0]", m3, CauseAligned, 0x20000002},
		{"Arm state", " ldr r0, =0x100\n bx r0", m3, CauseState, 0x100},
		{"nowhere", " ldr r0, =0x00900001\n bx r0", m3, CauseFetch, 0x00900000},
		{"no execution", " ldr r0, =0x40000001\n bx r0", m3, CauseNoExecute, 0x40000000},
		{"breakpoint", " bkpt 1", m3, CauseBreakpoint, 0},
		{"divide", " ldr r0, =0xE000ED14\n movs r1, #16\n str r1, [r0]\n movs r2, #0\n sdiv r3, r1, r2", m3, CauseDivide, 0},
		{"stack overflow", " ldr r0, =0x20000008\n mov sp, r0\n push {r0-r3}", m3, CauseWrite, 0x1FFFFFF8},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, stop := run(t, test.tg, test.text+"\n b .\n .ltorg")
			if stop.Reason != cpu.StopFault {
				t.Fatalf("stopped by %v", stop.Reason)
			}
			f := stop.Fault
			if f.Cause != test.cause || f.Address != test.address {
				t.Errorf("%v: address %08x, want %v at %08x", f, f.Address, test.cause, test.address)
			}
			if !strings.Contains(f.Error(), "cycle") || test.cause != CauseFetch && test.cause != CauseNoExecute && !strings.Contains(f.Error(), "start") {
				t.Errorf("the message lacks cycle or symbol: %v", f)
			}
		})
	}
}

// A handler that the program has enabled takes its fault and may mend it.
func TestFaultHandler(t *testing.T) {
	c, stop := run(t, m3, `
 ldr r0, =0xE000ED24
 ldr r1, =0x70000
 str r1, [r0]
 movs r4, #0
 udf #1
 movs r5, #1
 ldr r0, =0x30000000
 ldr r1, [r0]
 movs r6, #1
 exit
`+handler("usagefault", `
 ldr r0, =0xE000ED28
 ldr r4, [r0]
 str r4, [r0]
 ldr r1, [sp, #24]
 adds r1, #2
 str r1, [sp, #24]
 bx lr`)+handler("busfault", `
 ldr r0, =0xE000ED28
 ldr r7, [r0]
 ldr r8, [r0, #16]
 ldr r1, [sp, #24]
 adds r1, #2
 str r1, [sp, #24]
 bx lr
 .ltorg`))
	want(t, c, stop, map[int]uint32{4: 1 << 16, 5: 1, 6: 1, 7: 0x8200, 8: 0x30000000})
}

func TestLimits(t *testing.T) {
	c, stop := run(t, m3, "1: b 1b")
	if stop.Reason != cpu.StopCycles || c.Cycles() > 1_000_010 {
		t.Errorf("stopped by %v after %d cycles", stop.Reason, c.Cycles())
	}
	before := c.Instructions()
	if stop = c.Run(cpu.Limits{Instructions: before + 7}); stop.Reason != cpu.StopInstructions || c.Instructions() != before+7 {
		t.Errorf("stopped by %v after %d instructions", stop.Reason, c.Instructions()-before)
	}
}

func TestNoAllocation(t *testing.T) {
	c, _ := run(t, m3, `
1: ldr r0, =0x20000100
 str r1, [r0]
 ldmia r0, {r2-r5}
 bl 2f
 b 1b
2: push {r4, lr}
 pop {r4, pc}
 .ltorg`)
	limit := c.Cycles()
	if n := testing.AllocsPerRun(10, func() {
		limit += 10_000
		c.Run(cpu.Limits{Cycles: limit})
	}); n > 1 { // the Stop that ends a run
		t.Errorf("%v allocations in 10000 cycles", n)
	}
}
