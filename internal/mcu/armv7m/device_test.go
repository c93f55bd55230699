package armv7m

import (
	"testing"

	"tinyol-sim/internal/mcu/cpu"
)

// Conversion from fixed point rounds to nearest whatever FPSCR says (ARM ARM
// A7.7.229), which QEMU 7.2 does not do, so the differential test leaves the
// 32-bit forms out.
func TestFixedPointRounding(t *testing.T) {
	c, stop := run(t, m4, `
 ldr r0, =0xE000ED88
 ldr r1, =0xF00000
 str r1, [r0]
 ldr r1, =0x00C00000   @ towards zero
 vmsr fpscr, r1
 ldr r1, =0x7FFFFFFF
 vmov s0, r1
 vmov s1, r1
 vcvt.f32.s32 s0, s0, #1
 vcvt.f32.s32 s1, s1
 vmov r4, s0
 vmov r5, s1
 vmrs r6, fpscr
 exit`)
	want(t, c, stop, map[int]uint32{4: 0x4E800000, 5: 0x4EFFFFFF, 6: 0x00C00010})
}

// port is a peripheral of one register that interrupts when it is written.
type port struct {
	core  *Core
	value uint32
	sizes []int
}

func (p *port) connect(c *Core) { p.core = c }

func (p *port) Read(offset uint32, size int) (uint32, bool) {
	p.sizes = append(p.sizes, size)
	return p.value + offset, offset < 8
}

func (p *port) Write(offset uint32, size int, v uint32) bool {
	p.sizes = append(p.sizes, size)
	p.value = v
	p.core.Interrupt(0)
	return offset == 0
}

func TestPeripheral(t *testing.T) {
	p := &port{}
	c, stop := run(t, m3, `
 ldr r0, =0xE000E100
 movs r1, #1
 str r1, [r0]
 ldr r0, =0x40000000
 ldr r2, =0x1234
 movs r4, #0
 strh r2, [r0]         @ the interrupt comes before the next instruction
 mov r5, r4
 ldr r6, [r0, #4]
 ldrb r7, [r0]
 ldr r3, [r0, #12]     @ nothing there
 exit`+handler("irq0", "movs r4, #9\n bx lr"), func(c *Config) {
		c.Peripherals = []cpu.Mapping{{Base: 0x40000000, Size: 0x100, Peripheral: p}}
	})
	if stop.Reason != cpu.StopFault || stop.Fault.Cause != CauseRead || stop.Fault.Address != 0x4000000C {
		t.Fatalf("stopped by %v: %v", stop.Reason, stop.Fault)
	}
	for n, v := range map[int]uint32{5: 9, 6: 0x1238, 7: 0x34} {
		if c.Register(n) != v {
			t.Errorf("r%d is %x, want %x", n, c.Register(n), v)
		}
	}
	if len(p.sizes) != 4 || p.sizes[0] != 2 || p.sizes[1] != 4 || p.sizes[2] != 1 {
		t.Errorf("accesses of %v bytes", p.sizes)
	}
}
