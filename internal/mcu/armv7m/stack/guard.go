// Package stack watches how far the stacks of a program on an armv7m core grow.
package stack

import "tinyol-sim/internal/mcu/program"

// place is where a stack pointer may go. A stack lies in a stretch of RAM: between
// two sections of the program, or inside an object that the program has set aside
// for it. A push that leaves the stretch at its lower end is an overflow. Setting
// SP to another stretch begins another stack.
type place struct {
	floor, top uint32 // of the stretch; SP may be either
	start      uint32 // the highest SP since the stack began
	lowest     uint32 // and the lowest
	deepest    uint32 // bytes of the deepest stack before this one
}

// Guard watches two stack pointers: 0 is of the main stack, 1 of the process
// stack. Until it is told of a program it lets everything pass.
type Guard struct {
	image     *program.Image
	low, high uint32 // of RAM
	stretches []stretch
	of        [2]place
}

// Off lets everything pass.
func Off() Guard { return Guard{of: [2]place{{start: 0xFFFFFFFF}, {start: 0xFFFFFFFF}}} }

// New goes by the sections and objects of an image, nil for none, whose RAM is
// from low up to high.
func New(image *program.Image, low, high uint32) Guard {
	all := stretches(image, low, high)
	if len(all) == 0 {
		return Off()
	}
	return Guard{image: image, low: low, high: high, stretches: all}
}

// Peak is the most that the main stack has used, in bytes.
func (g *Guard) Peak() uint32 {
	p := &g.of[0]
	if len(g.stretches) == 0 {
		return 0
	}
	return max(p.deepest, p.start-p.lowest)
}

// Within says that SP of a stack has been as low and as high as this before,
// where there is nothing to look at.
func (g *Guard) Within(stack int, sp uint32) bool {
	p := &g.of[stack]
	return sp >= p.lowest && sp <= p.start
}

// Push looks at SP before something is pushed. It reports false where the stack
// would overflow, with the address that it may not go below.
func (g *Guard) Push(stack int, sp uint32) (floor uint32, ok bool) {
	p := &g.of[stack]
	if sp < p.floor && sp <= p.start {
		return p.floor, false
	}
	g.Move(stack, sp)
	return 0, true
}

// Set looks at an SP that a register's value is about to become. That is another
// stack, unless it lies in what the program occupies below the present one: an
// array of variable length has grown that far, which compilers reserve by way of
// another register. It reports as Push does.
func (g *Guard) Set(stack int, sp uint32) (floor uint32, ok bool) {
	p := &g.of[stack]
	if sp < p.floor && p.start != 0 && g.occupied(sp) {
		return p.floor, false
	}
	g.Move(stack, sp)
	return 0, true
}

// occupied says that an address of RAM is in no stretch that a stack may use.
func (g *Guard) occupied(sp uint32) bool {
	if sp-g.low >= g.high-g.low {
		return false
	}
	for _, s := range g.stretches {
		if sp > s.low && sp <= s.high {
			return false
		}
	}
	return true
}

// Move takes note of a new SP that is set or that is lower than any before.
func (g *Guard) Move(stack int, sp uint32) {
	p := &g.of[stack]
	switch {
	case len(g.stretches) == 0 || sp >= p.lowest && sp <= p.start:
		return
	case sp >= p.floor && sp < p.lowest && p.start != 0:
		p.lowest = sp
		return
	}
	deepest := max(p.deepest, p.start-p.lowest)
	*p = place{floor: sp, top: sp, start: sp, lowest: sp, deepest: deepest}
	for _, s := range g.stretches {
		if sp > s.low && sp <= s.high {
			p.floor, p.top = s.low, s.high
		}
	}
}

// Beneath is what an overflow runs into below an address: a name, or nothing.
func (g *Guard) Beneath(floor uint32) string {
	for _, s := range g.stretches {
		if s.low == floor && s.below != "" {
			return s.below
		}
	}
	if g.image != nil {
		if object, ok := g.image.Object(floor - 1); ok {
			return object
		}
	}
	return ""
}
