package stack

import (
	"testing"

	"tinyol-sim/internal/mcu/program"
)

const (
	low  = 0x20000000
	top  = 0x20001000
	data = low + 0x100 // the end of the program's data
)

func guard(main uint32) Guard {
	image := &program.Image{Areas: []program.Area{{Name: ".data", Address: low, Size: data - low}}}
	g := New(image, low, top)
	g.Move(0, main)
	return g
}

// A stack may come down to the program's data and no further, by a push or by a
// register's value.
func TestGuard(t *testing.T) {
	g := guard(top)
	if floor, ok := g.Push(0, data); !ok || g.Peak() != top-data {
		t.Errorf("a push down to the data: %t, %x, a peak of %d bytes", ok, floor, g.Peak())
	}
	for name, f := range map[string]func(int, uint32) (uint32, bool){"push": g.Push, "set": g.Set} {
		if floor, ok := f(0, data-4); ok || floor != data {
			t.Errorf("%s into the data: %t, floor %x", name, ok, floor)
		}
	}
	if got := g.Beneath(data); got != ".data" {
		t.Errorf("beneath is %q", got)
	}
	if g.Within(0, data-4) || !g.Within(0, data) || !g.Within(0, top) {
		t.Error("within is not what was reached")
	}
}

// The process stack has a place of its own, and a stack that is moved elsewhere
// begins again without losing its peak.
func TestGuardOfTwoStacks(t *testing.T) {
	g := guard(top)
	g.Move(1, 0x20000800)
	if _, ok := g.Push(1, 0x20000400); !ok || g.Peak() != 0 {
		t.Errorf("the process stack: %t, a peak of %d bytes", ok, g.Peak())
	}
	g.Move(0, top-64)
	g.Move(0, low) // as a boot loader does
	g.Move(0, top)
	if g.Peak() != 64 {
		t.Errorf("a peak of %d bytes", g.Peak())
	}
}

// Without a program, or switched off, it lets everything pass.
func TestGuardOfNothing(t *testing.T) {
	for name, g := range map[string]Guard{"off": Off(), "no image": New(nil, low, top), "no RAM": New(&program.Image{}, 0, 0)} {
		if _, ok := g.Push(0, 0); !ok || !g.Within(1, 0x12345678) || g.Peak() != 0 {
			t.Errorf("%s: %t, a peak of %d bytes", name, ok, g.Peak())
		}
	}
}
