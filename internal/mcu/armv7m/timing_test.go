package armv7m

import (
	"fmt"
	"testing"

	"tinyol-sim/internal/mcu/cpu"
)

// perIteration runs a loop twice and returns the cycles of one iteration: the
// difference between 3000 and 1000 of them, so that what is around it cancels.
func perIteration(t *testing.T, tg target, loop string, change func(*Config)) float64 {
	t.Helper()
	if change == nil {
		change = func(*Config) {}
	}
	var cycles [2]uint64
	for i, n := range [...]int{1000, 3000} {
		c, stop := run(t, tg, fmt.Sprintf(" ldr r0, =%d\n%s\n exit\n .ltorg", n, loop), change)
		if stop.Reason != cpu.StopExit {
			t.Fatalf("stopped by %v %v", stop.Reason, stop.Fault)
		}
		cycles[i] = c.Cycles()
	}
	return float64(cycles[1]-cycles[0]) / 2000
}

// RIOT pull request 17980: 50,000 iterations of SUBS and BNE took 2,345 µs on
// an nRF52840 at 64 MHz with its cache on: 3.00 cycles each, wherever the loop
// lies.
func TestEmptyLoopTakesThreeCycles(t *testing.T) {
	for offset := range 8 {
		loop := " .balign 16\n"
		for range offset {
			loop += " nop\n"
		}
		if got := perIteration(t, m4, loop+"1: subs r0, #1\n bne 1b", nil); got != 3 {
			t.Errorf("%d halfwords behind a line: %v cycles, want 3", offset, got)
		}
	}
}

// modm pull request 642: the same loop takes 4 cycles from RAM behind the system
// bus and 3 from RAM behind the bus for code.
func TestLoopBehindTheSystemBus(t *testing.T) {
	const copied = `
 ldr r1, =%s
 adr r2, 1f
 ldr r3, [r2]
 ldr r4, [r2, #4]
 str r3, [r1]
 str r4, [r1, #4]
 adds r1, #1
 blx r1
 b 2f
 .balign 4
1: subs r0, #1
 bne 1b
 bx lr
 nop
2:`
	for _, test := range []struct {
		target target
		at     string
		want   float64
	}{
		{m4, "0x20001000", 4}, {m3, "0x20001000", 4}, {m0, "0x20001000", 3},
		{m4, "0x00801000", 3}, // the alias that an nRF52 has
	} {
		alias := func(c *Config) { c.Memories[1].Aliases = []uint32{0x00800000} }
		if got := perIteration(t, test.target, fmt.Sprintf(copied, test.at), alias); got != test.want {
			t.Errorf("%s at %s: %v cycles, want %v", test.target.profile, test.at, got, test.want)
		}
	}
}

// RIOT pull request 9400: the loop around a NOP took 234,375 µs for a million
// calls on an nRF52 at 64 MHz with the cache off: 15.0 cycles. The loop is what
// GCC makes of it at -Os: the test at the head, a branch forward to the body
// and one back. With a line of 16 bytes, two wait states and two more cycles
// for the fetch that a branch finds under way it comes out; where the compiler
// put the code is not known.
func TestUncachedLoop(t *testing.T) {
	const loop = `
 mov r4, r0
 movs r3, #0
 .balign 16
 .rept 4
 nop
 .endr
1: cmp r4, r3
 bne 2f
 b 3f
 .balign 16
2: nop
 adds r3, #1
 b 1b
 .balign 16
3: nop`
	uncached := func(c *Config) { c.Memories[0].Wait = cpu.Wait{Fetch: 2, Flight: 2, Line: 16} }
	if got := perIteration(t, m4, loop, uncached); got != 15 {
		t.Errorf("%v cycles, want 15", got)
	}
	if got := perIteration(t, m4, loop, nil); got != 7 {
		t.Errorf("with a cache %v cycles, want 1+2+1+1+2 = 7", got)
	}
}

// Pairs of instructions with the cycles that TI SWCU192 gives for them: a load
// overlaps a load unless its address waits for it.
func TestPublishedPairs(t *testing.T) {
	const around = 1 + 2 // SUBS and BNE
	for code, want := range map[string]float64{
		"ldr r1, [r7]\n ldr r2, [r7]":                3, // "LDR R0,[R1]; LDR R1,[R2] = 3"
		"ldr r1, [r7]\n ldr r2, [r1]":                4, // its address waits for the first
		"ldr r1, [r7]\n ldr r2, [r7]\n ldr r3, [r7]": 4, // three LDRs
		"ldr r1, [r7]":                               2,
		"str r1, [r7]":                               1, // "always one cycle"
		"str r1, [r7, r6]":                           2,
		"push {r1, r2}\n pop {r1, r2}":               3 + 1 + 3 + 1,
		"vmul.f32 s0, s1, s2":                        1,
		"vmul.f32 s0, s1, s2\n vadd.f32 s3, s0, s4":  3, // GCC: a result is there after two
		"vdiv.f32 s0, s1, s2\n vadd.f32 s3, s0, s4":  16,
		"umull r1, r2, r3, r4":                       1,
		"nop\n it eq\n moveq r1, r2":                 2,
	} {
		loop := " ldr r7, =0x20000100\n movs r6, #4\n str r7, [r7]\n ldr r1, =0xE000ED88\n ldr r2, =0xF00000\n str r2, [r1]\n mov r1, r7\n .balign 16\n1: " + code + "\n subs r0, #1\n bne 1b"
		if got := perIteration(t, m4, loop, nil) - around; got != want {
			t.Errorf("%q takes %v cycles, want %v", code, got, want)
		}
	}
}
