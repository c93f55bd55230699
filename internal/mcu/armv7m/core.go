package armv7m

import (
	"encoding/binary"
	"errors"
	"fmt"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/stack"
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/armv7m/timing"
	"tinyol-sim/internal/mcu/armv7m/watch"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/program"
)

// Config describes a machine.
type Config struct {
	cpu.Config
	Profile     Profile
	VectorTable uint32 // VTOR at reset
	BitBand     bool   // 0x22000000 and 0x42000000 alias the bits of SRAM and peripherals
	HardFaults  bool   // run the guest's HardFault handler instead of stopping
	// PriorityBits that the NVIC implements; 0: what the profile has.
	PriorityBits int
}

var _ cpu.Core = (*Core)(nil)

// Core is a machine: processor, memory map, peripherals.
type Core struct {
	r      [256]uint32 // r0-r14, then the temporaries of package decode; indexed by uint8
	s      [256]uint32 // s0-s31
	nf, zf uint32      // N is bit 31 of nf; Z is zf == 0
	cf, vf uint32      // C is 0 or 1; V is bit 31 of vf
	qf, ge uint32      // Q is 0 or 1; GE is four bits

	pc     uint32 // of the next instruction, outside the loop
	at     uint32 // of the instruction being executed, where it can fail
	itNow  uint8  // ITSTATE to begin with at pc, after an exception return
	cycles uint64
	insns  uint64

	fpscr    uint32
	fpReady  bool // the FPU is on and nothing of it waits to be saved
	fpFast   bool // and the host's arithmetic gives every result and flag
	features decode.Features
	profile  Profile

	windows     []window
	window      *window // that pc was in last
	one         block   // of single
	step        step
	decoder     decode.Decoder
	timing      *timing.Rules
	stall       uint64 // cycles that the instruction took beyond its price
	until       uint64 // limits of the loop
	insnEnd     uint64
	ram         []byte
	words       []uint32 // the same, on a little-endian host
	ramBase     uint32
	ramWaits    bool     // VLDM from the main RAM has wait states
	flash       []uint32 // the first memory that only the host writes
	flashBase   uint32
	flashWait   uint64 // cycles that each word read from it takes longer
	ramCodeLow  uint32 // offset and length of the main RAM's part that holds code
	ramCodeSpan uint32
	mappings    []cpu.Mapping
	bitBand     bool

	guard stack.Guard
	exceptions
	systemBlock
	sysTick
	debugBlock
	monitor exclusiveMonitor

	cause        Cause
	faultAddress uint32
	faultSize    int
	hardFaults   bool
	attention    bool // leave the loop: something outside it has to be looked at
	sleeping     bool
	eventFlag    bool
	stop         *cpu.Stop

	semihosting *cpu.Semihosting
	clockHz     uint64
	image       *program.Image
	observer    *watch.Observer
	config      Config
}

// New builds a machine that is yet to be loaded and reset.
func New(config Config) (*Core, error) {
	if int(config.Profile) >= len(profileNames) {
		return nil, fmt.Errorf("armv7m: %v is not a core", config.Profile)
	}
	if config.PriorityBits < 0 || config.PriorityBits > 8 {
		return nil, fmt.Errorf("armv7m: %d priority bits; an NVIC has 2 to 8", config.PriorityBits)
	}
	c := &Core{profile: config.Profile, features: config.Profile.features(), decoder: decode.NewDecoder(config.Profile.features()), config: config}
	c.timing = config.Profile.timing()
	c.guard = stack.Off()
	c.bitBand, c.hardFaults = config.BitBand, config.HardFaults
	c.semihosting, c.clockHz = config.Semihosting, config.ClockHz
	if c.clockHz == 0 {
		c.clockHz = 16_000_000
	}
	c.implemented = config.Profile.priorityMask()
	if config.PriorityBits > 0 {
		c.implemented = uint8(0xFF) << (8 - config.PriorityBits)
	}
	if err := c.mapMemories(config.Memories); err != nil {
		return nil, err
	}
	if err := c.mapPeripherals(config.Peripherals); err != nil {
		return nil, err
	}
	return c, nil
}

var errNoVector = errors.New("armv7m: the reset vector cannot be read; is the image linked to where the board has flash?")

// Reset puts registers and system state to their reset values and takes SP
// and PC from the vector table. Memory stays as it is.
func (c *Core) Reset() error {
	clear(c.r[:])
	clear(c.s[:])
	for i := range thumb.PC {
		c.r[i] = 0xFFFFFFFF // unknown at reset; a value that shows
	}
	c.nf, c.zf, c.cf, c.vf, c.qf, c.ge = 0, 1, 0, 0, 0, 0
	c.cycles, c.insns, c.itNow = 0, 0, 0
	c.cause, c.stop, c.attention, c.sleeping, c.eventFlag = CauseNone, nil, false, false, false
	c.resetExceptions()
	c.guard = stack.Off()
	c.systemBlock = systemBlock{vtor: c.config.VectorTable, ccr: 1 << 9, cpuid: c.profile.cpuid()}
	if c.features&decode.WithFP != 0 {
		c.fpccr = fpccrASPEN | fpccrLSPEN
	}
	c.sysTick, c.debugBlock, c.monitor = sysTick{}, debugBlock{}, exclusiveMonitor{}
	c.setFPSCR(0)
	sp, ok := c.peek32(c.vtor)
	pc, ok2 := c.peek32(c.vtor + 4)
	if !ok || !ok2 {
		return errNoVector
	}
	c.r[thumb.SP], c.r[thumb.LR] = sp&^3, 0xFFFFFFFF
	c.pc, c.at = pc&^1, pc&^1
	if pc&1 == 0 {
		c.fail(CauseState, 0, 0)
	}
	return nil
}

// Run executes until the program ends, fails, or a limit is met.
func (c *Core) Run(l cpu.Limits) cpu.Stop {
	if l.Cycles == 0 {
		l.Cycles = noEvent
	}
	if l.Instructions == 0 {
		l.Instructions = noEvent
	}
	if c.stop != nil && !c.stop.Reason.Resumable() {
		return *c.stop
	}
	c.stop = nil
	for {
		if c.cause != CauseNone {
			c.takeFault()
		}
		switch {
		case c.stop != nil:
			return *c.stop
		case c.insns >= l.Instructions:
			c.stop = &cpu.Stop{Reason: cpu.StopInstructions}
			continue
		case c.cycles >= l.Cycles:
			c.stop = &cpu.Stop{Reason: cpu.StopCycles}
			continue
		}
		c.attention = false
		event := c.tick()
		next := min(event, l.Cycles)
		if c.service() {
			continue
		}
		if c.sleeping {
			if event == noEvent {
				c.stop = &cpu.Stop{Reason: cpu.StopAsleep}
				continue
			}
			c.cycles = next
			continue
		}
		if c.observer != nil {
			c.observe(next)
			continue
		}
		c.loop(next, l.Instructions)
	}
}

// PC is the address of the next instruction.
func (c *Core) PC() uint32 { return c.pc }

// SP is the stack pointer in use.
func (c *Core) SP() uint32 { return c.r[thumb.SP] }

// ReturnAddress is LR without the bit that says Thumb.
func (c *Core) ReturnAddress() uint32 { return c.r[thumb.LR] &^ 1 }

// argumentRegisters are r0 to r3 (AAPCS32, 6.4).
const argumentRegisters = 4

// Argument reads r0 to r3, and behind these the stack.
func (c *Core) Argument(n int) (uint32, error) {
	if n < argumentRegisters {
		return c.r[n], nil
	}
	var word [4]byte
	err := c.ReadMemory(c.r[thumb.SP]+uint32(4*(n-argumentRegisters)), word[:])
	return binary.LittleEndian.Uint32(word[:]), err
}

// Register reads r0 to r15 as between two instructions.
func (c *Core) Register(n int) uint32 {
	if n == thumb.PC {
		return c.pc
	}
	return c.r[n&15]
}

// SetRegister writes r0 to r15.
func (c *Core) SetRegister(n int, v uint32) {
	switch n & 15 {
	case thumb.PC:
		c.pc = v &^ 1
	case thumb.SP:
		c.r[thumb.SP] = v &^ 3
	default:
		c.r[n&15] = v
	}
}

// Float reads s0 to s31 as bits.
func (c *Core) Float(n int) uint32 { return c.s[n&31] }

// FPSCR is the floating-point status and control register.
func (c *Core) FPSCR() uint32 { return c.fpscr }

// Cycles and Instructions count from reset.
func (c *Core) Cycles() uint64 { return c.cycles }

// Instructions counts what was executed since reset.
func (c *Core) Instructions() uint64 { return c.insns }

// Load puts an image's segments into memory and keeps its symbols.
func (c *Core) Load(image *program.Image) error {
	for _, s := range image.Segments {
		if err := c.WriteMemory(s.Address, s.Data); err != nil {
			return fmt.Errorf("segment of %d bytes at 0x%08x: %w", len(s.Data), s.Address, err)
		}
	}
	c.image = image
	return nil
}
