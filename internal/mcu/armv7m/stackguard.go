package armv7m

import (
	"cmp"
	"slices"
	"strings"

	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/program"
)

// stackGuard watches where a stack pointer goes. A stack lies in a stretch of
// RAM: between two sections of the program, or inside an object that the
// program has set aside for it. A push that leaves the stretch at its lower end
// is an overflow. Setting SP to another stretch begins another stack.
type stackGuard struct {
	floor, top uint32 // of the stretch; SP may be either
	start      uint32 // the highest SP since the stack began
	lowest     uint32 // and the lowest
	deepest    uint32 // bytes of the deepest stack before this one
}

// guards are of the main and of the process stack. Off, they let everything
// pass.
type guards struct {
	stretches []stretch
	of        [2]stackGuard
}

// stretch is RAM that a stack may use, and what is below it.
type stretch struct {
	low, high uint32
	below     string
}

var unguarded = [2]stackGuard{{start: 0xFFFFFFFF}, {start: 0xFFFFFFFF}}

// GuardStack makes a stack that grows into the program's own data, its heap's
// section, or out of RAM, a fault, and lets StackPeak tell how far it came. It
// goes by the sections and objects of the image that was loaded, and has to
// follow Reset.
func (c *Core) GuardStack() {
	c.guards.stretches = c.stretches()
	c.guards.of = [2]stackGuard{}
	if len(c.guards.stretches) == 0 {
		c.guards.of = unguarded
		return
	}
	c.moveStack(c.r[thumb.SP])
}

// StackPeak is the most that the main stack has used, in bytes, since
// GuardStack.
func (c *Core) StackPeak() uint32 {
	g := &c.guards.of[0]
	if len(c.guards.stretches) == 0 {
		return 0
	}
	return max(g.deepest, g.start-g.lowest)
}

// pushing looks at SP before something is pushed. It reports false, with the
// fault noted, where the stack would overflow.
func (c *Core) pushing(sp uint32) bool {
	g := &c.guards.of[c.stackInUse()]
	if sp >= g.lowest && sp <= g.start {
		return true
	}
	if sp < g.floor && sp <= g.start {
		return c.fail(CauseStack, sp, int(g.floor-sp))
	}
	c.moveStack(sp)
	return true
}

// settingStack looks at an SP that a register's value is about to become. That is
// another stack, unless it lies in what the program occupies below the present
// one: an array of variable length has grown that far, which compilers reserve by
// way of another register. It reports as pushing does.
func (c *Core) settingStack(sp uint32) bool {
	g := &c.guards.of[c.stackInUse()]
	if sp < g.floor && g.start != 0 && c.occupied(sp) {
		return c.fail(CauseStack, sp, int(g.floor-sp))
	}
	c.moveStack(sp)
	return true
}

// occupied says that an address of RAM is in no stretch that a stack may use.
func (c *Core) occupied(sp uint32) bool {
	if sp-c.ramBase >= uint32(len(c.ram)) {
		return false
	}
	for _, s := range c.guards.stretches {
		if sp > s.low && sp <= s.high {
			return false
		}
	}
	return true
}

func (c *Core) stackInUse() int {
	if c.onProcessStack() {
		return 1
	}
	return 0
}

// moveStack takes note of a new SP that is set or that is lower than any
// before.
func (c *Core) moveStack(sp uint32) {
	g := &c.guards.of[c.stackInUse()]
	switch {
	case len(c.guards.stretches) == 0 || sp >= g.lowest && sp <= g.start:
		return
	case sp >= g.floor && sp < g.lowest && g.start != 0:
		g.lowest = sp
		return
	}
	deepest := max(g.deepest, g.start-g.lowest)
	*g = stackGuard{floor: sp, top: sp, start: sp, lowest: sp, deepest: deepest}
	for _, s := range c.guards.stretches {
		if sp > s.low && sp <= s.high {
			g.floor, g.top = s.low, s.high
		}
	}
}

// stretches is RAM without what the program occupies, and of that the objects,
// in which it may have made room for stacks.
func (c *Core) stretches() []stretch {
	if c.image == nil || len(c.ram) == 0 {
		return nil
	}
	low, high := c.ramBase, c.ramBase+uint32(len(c.ram))
	free, below := low, ""
	var all []stretch
	for _, a := range c.image.Areas {
		begins, ends := max(a.Address, low), min(a.Address+a.Size, high)
		if begins >= ends || strings.Contains(a.Name, "stack") {
			continue // a section of this name reserves what the stack may use
		}
		if begins > free {
			all = append(all, stretch{free, begins, below})
		}
		if ends > free {
			free, below = ends, c.occupant(a, ends)
		}
	}
	if free < high {
		all = append(all, stretch{free, high, below})
	}
	for address, size := range c.image.Objects() {
		if address >= low && size >= minimumStack && uint64(address)+uint64(size) <= uint64(high) {
			all = append(all, stretch{address, address + size, ""})
		}
	}
	// The smaller one that holds an address comes later and counts.
	slices.SortStableFunc(all, func(a, b stretch) int { return cmp.Compare(b.high-b.low, a.high-a.low) })
	return all[:min(len(all), maxStretches)]
}

const (
	minimumStack = 32   // an exception's frame; what is smaller is no stack
	maxStretches = 4096 // the largest are kept: they are looked through when SP is set
)

// occupant names a section by itself and its last object.
func (c *Core) occupant(a program.Area, ends uint32) string {
	if object, ok := c.image.Object(ends - 1); ok {
		return a.Name + " (" + object + ")"
	}
	return a.Name
}

// beneath is what an overflow at sp runs into: a name, or nothing.
func (c *Core) beneath(floor uint32) string {
	for _, s := range c.guards.stretches {
		if s.low == floor && s.below != "" {
			return s.below
		}
	}
	if c.image != nil {
		if object, ok := c.image.Object(floor - 1); ok {
			return object
		}
	}
	return ""
}
