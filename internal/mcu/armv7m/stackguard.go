package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/stack"
	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// GuardStack makes a stack that grows into the program's own data, its heap's
// section, or out of RAM, a fault, and lets StackPeak tell how far it came. It
// goes by the sections and objects of the image that was loaded, and has to
// follow Reset.
func (c *Core) GuardStack() {
	c.guard = stack.New(c.image, c.ramBase, c.ramBase+uint32(len(c.ram)))
	c.moveStack(c.r[thumb.SP])
}

// StackPeak is the most that the main stack has used, in bytes, since
// GuardStack.
func (c *Core) StackPeak() uint32 { return c.guard.Peak() }

// pushing looks at SP before something is pushed. It reports false, with the
// fault noted, where the stack would overflow.
func (c *Core) pushing(sp uint32) bool {
	inUse := c.stackInUse()
	if c.guard.Within(inUse, sp) {
		return true
	}
	floor, ok := c.guard.Push(inUse, sp)
	return ok || c.fail(CauseStack, sp, int(floor-sp))
}

// settingStack looks at an SP that a register's value is about to become. It
// reports as pushing does.
func (c *Core) settingStack(sp uint32) bool {
	floor, ok := c.guard.Set(c.stackInUse(), sp)
	return ok || c.fail(CauseStack, sp, int(floor-sp))
}

// moveStack takes note of a new SP.
func (c *Core) moveStack(sp uint32) { c.guard.Move(c.stackInUse(), sp) }

func (c *Core) stackInUse() int {
	if c.onProcessStack() {
		return 1
	}
	return 0
}
