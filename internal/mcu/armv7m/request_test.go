package armv7m

import (
	"testing"

	"tinyol-sim/internal/mcu/cpu"
)

// mailbox hands over to the host at every store.
type mailbox struct {
	core   *Core
	values []uint32
	cycles []uint64
}

func (m *mailbox) connect(c *Core) { m.core = c }

func (m *mailbox) Read(uint32, int) (uint32, bool) { return 7, true }

func (m *mailbox) Write(_ uint32, _ int, v uint32) bool {
	m.values = append(m.values, v)
	m.cycles = append(m.cycles, m.core.Cycles())
	m.core.RequestStop()
	return true
}

// A peripheral's request stops behind its instruction, and Run goes on there.
func TestRequestStop(t *testing.T) {
	m := &mailbox{}
	c, stop := run(t, m3, `
 ldr r0, =0x40000000
 movs r1, #1
loop:
 str r1, [r0]
 adds r1, r1, #1
 ldr r2, [r0]
 cmp r1, #4
 bne loop
 exit`, func(c *Config) {
		c.Peripherals = []cpu.Mapping{{Base: 0x40000000, Size: 0x100, Peripheral: m}}
	})
	for want := uint32(1); want <= 3; want++ {
		if stop.Reason != cpu.StopRequested || len(m.values) != int(want) || m.values[want-1] != want || c.Register(1) != want {
			t.Fatalf("stop %d: %v (%v) with r1 = %d, stored %v", want, stop.Reason, stop.Fault, c.Register(1), m.values)
		}
		// The store has been counted when the peripheral sees it.
		if c.Cycles() != m.cycles[want-1] {
			t.Errorf("stopped at cycle %d, the store saw %d", c.Cycles(), m.cycles[want-1])
		}
		stop = c.Run(cpu.Limits{})
	}
	if stop.Reason != cpu.StopExit || c.Register(2) != 7 {
		t.Errorf("%v, r2 = %d", stop.Reason, c.Register(2))
	}
}

func TestRequestStopAllocatesNothing(t *testing.T) {
	m := &mailbox{values: make([]uint32, 0, 10000), cycles: make([]uint64, 0, 10000)}
	c, _ := run(t, m3, `
 ldr r0, =0x40000000
loop:
 str r1, [r0]
 b loop`, func(c *Config) {
		c.Peripherals = []cpu.Mapping{{Base: 0x40000000, Size: 0x100, Peripheral: m}}
	})
	if n := testing.AllocsPerRun(1000, func() { c.Run(cpu.Limits{}) }); n != 0 {
		t.Errorf("%g allocations for each stop", n)
	}
}
