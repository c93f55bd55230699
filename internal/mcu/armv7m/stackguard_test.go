package armv7m

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/needs"
)

// guarded runs a program with its stack watched.
func guarded(t *testing.T, tg target, elf string) (*Core, cpu.Stop) {
	t.Helper()
	c := loaded(t, tg, elf, &cpu.Semihosting{})
	c.GuardStack()
	return c, c.Run(cpu.Limits{Cycles: 1 << 22})
}

func deep(t *testing.T, tg target, level string, stack uint32) string {
	return build(t, tg, level, "-DDEPTH=20", "-ffreestanding", "-nostdlib", "-T", "testdata/programs/link.ld",
		fmt.Sprintf("-Wl,--defsym=STACK=0x%x,--no-warn-rwx-segments", stack), "testdata/programs/deep.c", "-lgcc")
}

// TestStackGuard measures a stack's peak, gives the stack that many bytes above
// the program's data, which is enough, and then a word less, which is not.
func TestStackGuard(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-gcc")
	for _, tg := range targets {
		for _, level := range []string{"-O0", "-O2"} {
			t.Run(tg.profile.String()+level, func(t *testing.T) {
				const data = 64 + 256
				c, stop := guarded(t, tg, deep(t, tg, level, 0x20003000))
				want(t, c, stop, nil)
				peak := c.StackPeak()
				if peak < 20*8+100+200 || peak > 2000 {
					t.Fatalf("a peak of %d bytes", peak)
				}
				c, stop = guarded(t, tg, deep(t, tg, level, 0x20000000+data+peak))
				want(t, c, stop, nil)
				if c.StackPeak() != peak {
					t.Errorf("the peak is %d bytes where there are %d", c.StackPeak(), peak)
				}
				_, stop = guarded(t, tg, deep(t, tg, level, 0x20000000+data+peak-4))
				f := stop.Fault
				if f == nil || f.Cause != CauseStack || f.Outside != -4 || f.Beside != 0x20000000+data || !strings.HasPrefix(f.Memory, ".bss (") {
					t.Fatalf("stopped by %v: %v", stop.Reason, f)
				}
				if !strings.Contains(f.Error(), "4 bytes inside .bss (") || !strings.Contains(f.Error(), "; PC 0x") || !strings.Contains(f.Error(), " in frame") {
					t.Error(f)
				}
			})
		}
	}
}

// A stack at the start of RAM leaves RAM.
func TestStackGuardAtTheBottom(t *testing.T) {
	c, stop := run(t, m4, `
	mov sp, r0
	ldr sp, =0x20000040
	push {r0-r7}
	push {r0-r7}
	push {r0}
	exit
`, func(*Config) {})
	if stop.Fault == nil || stop.Fault.Cause != CauseWrite || stop.Fault.Outside != -4 || stop.Fault.Memory != "ram" {
		t.Fatalf("unguarded, stopped by %v: %v", stop.Reason, stop.Fault)
	}
	c, stop = guardedAgain(t, c)
	f := stop.Fault
	if f == nil || f.Cause != CauseStack || f.Outside != -4 || f.Beside != 0x20000000 || f.Memory != "" {
		t.Fatalf("stopped by %v: %v", stop.Reason, f)
	}
	if !strings.HasPrefix(f.Error(), "stack overflow: SP would be 0x1ffffffc, 4 bytes below the start of its memory at 0x20000000; PC 0x") {
		t.Error(f)
	}
	if c.StackPeak() != 64 {
		t.Errorf("a peak of %d bytes", c.StackPeak())
	}
}

func guardedAgain(t *testing.T, c *Core) (*Core, cpu.Stop) {
	t.Helper()
	if err := c.Reset(); err != nil {
		t.Fatal(err)
	}
	c.GuardStack()
	return c, c.Run(cpu.Limits{Cycles: 1 << 20})
}

// Threads have stacks of their own inside of objects; SP goes from one to the
// other, and one of them overflows into the object below.
func TestStackGuardThreads(t *testing.T) {
	text := `
	ldr r0, =stack_one + 128
	msr psp, r0
	movs r0, #2
	msr control, r0
	isb
	push {r0-r7}
	ldr sp, =stack_two + 128
	push {r0-r7}
	ldr sp, =stack_one + 64
	push {r0-r7}
	svc 0
	%s
	exit
.thumb_func
svcall:
	push {r4, lr}
	mrs r0, psp
	pop {r4, pc}
.bss
.macro object name size
.type \name, %%object
.size \name, \size
\name: .space \size
.endm
	object below 64
	object stack_one 128
	object stack_two 128
`
	c, stop := guarded(t, m4, assembled(t, fmt.Sprintf(text, "")))
	want(t, c, stop, nil)
	if c.StackPeak() != 8 { // the exception has its frame on the thread's stack
		t.Errorf("a peak of %d bytes", c.StackPeak())
	}
	_, stop = guarded(t, m4, assembled(t, fmt.Sprintf(text, "push {r0-r7}\n push {r0-r3}")))
	if f := stop.Fault; f == nil || f.Cause != CauseStack || f.Memory != "below" || f.Outside != -16 {
		t.Fatalf("stopped by %v: %v", stop.Reason, f)
	}
}

// assembled links a program like run's for flash and RAM.
// An array of variable length is reserved by way of a register.
func TestStackGuardReservation(t *testing.T) {
	const text = `
	mov r1, sp
	ldr r0, =%d
	subs r1, r1, r0
	mov sp, r1
	exit
.bss
	.space 24
`
	c, stop := guarded(t, m4, assembled(t, fmt.Sprintf(text, 0x7000)))
	want(t, c, stop, nil)
	if c.StackPeak() != 0x7000 {
		t.Errorf("a peak of %d bytes", c.StackPeak())
	}
	_, stop = guarded(t, m4, assembled(t, fmt.Sprintf(text, 0x8000-16)))
	if f := stop.Fault; f == nil || f.Cause != CauseStack || f.Memory != ".bss" || f.Outside != -8 {
		t.Fatalf("stopped by %v: %v", stop.Reason, f)
	}
}

func assembled(t *testing.T, text string) string {
	t.Helper()
	source := filepath.Join(t.TempDir(), "program.s")
	if err := os.WriteFile(source, []byte(vectors+text), 0o600); err != nil {
		t.Fatal(err)
	}
	return build(t, m4, "-nostdlib", "-T", "testdata/programs/link.ld", "-Wl,--defsym=STACK=0x20008000,--no-warn-rwx-segments", source)
}
