package armv7m

import (
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/needs"
)

// TestBacktrace lets calls of many kinds end in a fault, and compares what is
// unwound with the calls that an observed run has seen, which is compared with
// the source.
func TestBacktrace(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-gcc")
	seen := "many through variable recursive recursive recursive "
	for name, by := range map[string]struct {
		flags []string
		guess bool
	}{
		"debug_frame": {[]string{"-g"}, false},
		"exidx":       {[]string{"-funwind-tables", "-DTABLES"}, false},
		"stack":       {[]string{"-fno-unwind-tables"}, true},
	} {
		for _, tg := range targets {
			for _, level := range []string{"-O0", "-O2"} {
				for _, handler := range []string{"", "-DHANDLER"} {
					t.Run(strings.Join([]string{name, tg.profile.String(), level, handler}, " "), func(t *testing.T) {
						flags := append([]string{level, handler, "-ffreestanding", "-nostdlib", "-fno-optimize-sibling-calls", "-T", "testdata/programs/link.ld",
							"-Wl,--defsym=STACK=0x20004000,--no-warn-rwx-segments", "testdata/programs/nested.c", "-lgcc"}, by.flags...)
						if handler == "" {
							flags = append(flags[:1], flags[2:]...)
						}
						elf := build(t, tg, flags...)
						want := seen + "main reset"
						if handler != "" {
							want = seen + "handler !11 thread main reset"
						}
						if got, guess := faultIn(t, tg, elf, &cpu.Observation{}); got != want || guess {
							t.Errorf("the observed calls are %q, want %q; guessed: %t", got, want, guess)
						}
						got, guess := faultIn(t, tg, elf, nil)
						if got != want || guess != by.guess {
							t.Errorf("unwound %q, want %q; guessed: %t, want %t", got, want, guess, by.guess)
						}
					})
				}
			}
		}
	}
}

// faultIn runs a program into its fault and gives the functions of the
// backtrace, and whether any was guessed.
func faultIn(t *testing.T, tg target, elf string, o *cpu.Observation) (callers string, guess bool) {
	t.Helper()
	c := loaded(t, tg, elf, &cpu.Semihosting{})
	c.Observe(o)
	stop := c.Run(cpu.Limits{Cycles: 1 << 20})
	if stop.Fault == nil || stop.Fault.Cause != CauseUndefined {
		t.Fatalf("stopped by %v: %v", stop.Reason, stop.Fault)
	}
	var names []string
	for _, caller := range stop.Fault.Backtrace {
		if caller.Exception != 0 {
			names = append(names, "!11")
		}
		name, _, _ := strings.Cut(caller.Symbol, "+")
		names = append(names, name)
		guess = guess || caller.Guess
	}
	return strings.Join(names, " "), guess
}
