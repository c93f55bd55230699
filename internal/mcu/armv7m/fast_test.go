package armv7m

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"testing"

	"tinyol-sim/internal/mcu/armv7m/softfloat"
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/cpu"
)

// snippets writes code that is all loads, stores, floats and flags: what the
// loop has fast cases for, and fuse makes runs of.
type snippets struct {
	rng  *rand.Rand
	code []byte
}

func (s *snippets) n(n int) uint32 { return uint32(s.rng.IntN(n)) }

func (s *snippets) half(v uint32) { s.code = binary.LittleEndian.AppendUint16(s.code, uint16(v)) }

func (s *snippets) word(v uint32) { s.half(v >> 16); s.half(v) }

// float encodes s[d], s[n] and s[m].
func float3Encoding(base, d, n, m uint32) uint32 {
	return base | d>>1<<12 | d&1<<22 | n>>1<<16 | n&1<<7 | m>>1 | m&1<<5
}

var (
	floatOps   = []uint32{0xEE200A00, 0xEE300A00, 0xEE300A40, 0xEE800A00, 0xEE000A00} // VMUL, VADD, VSUB, VDIV, VMLA
	narrowOps  = []uint32{0x1800, 0x1A00, 0x1C00, 0x2000, 0x2800, 0x3000, 0x3800, 0x0000, 0x0800, 0x1000, 0x4000, 0x4140, 0x4180, 0x4200, 0x4240, 0x4280, 0x4340, 0x4380, 0x43C0}
	accessOps  = []uint32{0x5000, 0x5200, 0x5400, 0x5600, 0x5800, 0x5A00, 0x5C00, 0x5E00, 0x6000, 0x6800, 0x7000, 0x7800, 0x8000, 0x8800}
	shiftedOps = []uint32{0xEA000000, 0xEA200000, 0xEA400000, 0xEA800000, 0xEB000000, 0xEBA00000, 0xEBC00000, 0xEB400000}
	indexedOps = []uint32{0xF8500800, 0xF8400800, 0xF8100800, 0xF8000800, 0xF8300800, 0xF8200800, 0xF9100800, 0xF9300800}
	listOps    = []uint32{0xE8900000, 0xE8800000, 0xE9100000, 0xE9000000}
)

// add appends an instruction, or several that belong together.
func (s *snippets) add() {
	// Addresses are in r4 to r7 and results go to r0 to r3, mostly, so that a
	// program gets somewhere.
	base := func() uint32 { return s.n(8) | 4*s.n(2) | 4*s.n(2) }
	result := func() uint32 { return s.n(8) &^ (4 * s.n(2)) &^ (4 * s.n(2)) }
	results := func() uint32 { return 1 + s.n(255)&(15|s.n(2)*240) }
	switch s.n(18) {
	case 17: // words copied by way of r0 to r3, or of a base
		d, n, m, i, j := result(), base(), base(), s.n(4), s.n(4)
		for k := range 1 + s.n(5) {
			s.half(0x6800 | (i+k)<<6 | n<<3 | d)
			s.half(0x6000 | (j+k)<<6 | m<<3 | d)
		}
	case 16: // the loop of a dot product
		s.half(0x4626)                // mov r6, r4
		s.half(0x3600 | 4*s.n(40))    // adds r6, #
		s.word(0xECB47A01)            // vldmia r4!, {s14}
		s.word(0xECB56A01 + s.n(8)/7) // vldmia r5!, {s12}, or two
		s.word(0xEE277A06)            // vmul.f32 s14, s14, s12
		s.word(0xEE777A87)            // vadd.f32 s15, s15, s14
		s.half(0x42A6)                // cmp r6, r4
		s.half(0xD1F5)                // bne
	case 0: // VLDM or VSTM
		d, count := s.n(24), 1+s.n(8)
		s.word(0xEC800A00 | s.n(2)<<20 | s.n(2)<<21 | base()<<16 | d>>1<<12 | d&1<<22 | count)
	case 1: // the step of a dense layer
		d, sum, x, count := 4+s.n(4), 14+s.n(4), s.n(6), 2+s.n(9)
		if s.n(2) == 0 {
			s.word(0xECB00A00 | base()<<16 | d>>1<<12 | d&1<<22 | count)
		}
		for i := range count {
			s.word(float3Encoding(0xEE200A00, d+i, d+i, x))
		}
		if s.n(3) == 0 {
			s.half(0x3000 | base()<<8 | s.n(3)*4)
		}
		op := 0xEE300A00 | s.n(2)<<6
		for i := range count {
			s.word(float3Encoding(op, sum+i, sum+i, d+i))
		}
	case 2, 3: // floats, often two or more of a kind
		op := floatOps[s.rng.IntN(len(floatOps))]
		for range 1 + s.n(4) {
			s.word(float3Encoding(op, s.n(32), s.n(32), s.n(32)))
		}
		d, n, m, stepD, stepN, stepM := s.n(16), s.n(16), s.n(16), s.n(3), s.n(3), s.n(3)
		for i := range s.n(7) { // a run whose registers go up by any steps
			s.word(float3Encoding(op, d+i*stepD, n+i*stepN, m+i*stepM))
		}
	case 4: // VMOV between the cores, and of a constant
		n := s.n(32)
		s.word(0xEE000A10 | s.n(2)<<20 | n>>1<<16 | n&1<<7 | result()<<12)
		s.word(0xEEB00A00 | s.n(16)<<16 | s.n(16)<<12 | s.n(16))
	case 5: // VLDR, VSTR
		d := s.n(32)
		s.word(0xED800A00 | s.n(2)<<20 | base()<<16 | d>>1<<12 | d&1<<22 | s.n(8))
	case 6: // LDM, STM, PUSH, POP
		switch s.n(3) {
		case 0:
			s.half(0xC000 | s.n(2)<<11 | base()<<8 | results())
		case 1:
			s.half([]uint32{0xB400, 0xBC00}[s.n(2)] | results())
		default:
			s.word(listOps[s.n(4)] | s.n(2)<<21 | base()<<16 | results() | s.n(32)<<8)
		}
	case 7: // LDRD, STRD
		s.word(0xE9C00000 | s.n(2)<<20 | base()<<16 | result()<<12 | result()<<8 | s.n(4))
	case 8: // with write back
		s.word(indexedOps[s.rng.IntN(len(indexedOps))] | base()<<16 | result()<<12 | s.n(2)<<10 | s.n(2)<<9 | 1<<8 | s.n(9))
	case 9, 10: // any load or store
		s.half(accessOps[s.rng.IntN(len(accessOps))] | s.n(8)<<6 | base()<<3 | result())
	case 11: // an IT block of one or two
		s.half(0xBF00 | s.n(14)<<4 | []uint32{8, 4, 12}[s.n(3)])
		s.half(narrowOps[s.rng.IntN(len(narrowOps))] | s.n(8)<<3 | result())
		s.word(shiftedOps[s.rng.IntN(len(shiftedOps))] | s.n(8)<<16 | result()<<8 | s.n(1<<7)&^8 | s.n(8)<<12)
	case 12: // a shifted operand, with or without flags
		s.word(shiftedOps[s.rng.IntN(len(shiftedOps))] | s.n(2)<<20 | s.n(8)<<16 | result()<<8 | s.n(1<<7)&^8 | s.n(8)<<12)
	case 13: // a comparison and a branch over what follows, or back
		s.half([]uint32{0x2800, 0x3800}[s.n(2)] | result()<<8 | s.n(16))
		for range s.n(3) {
			s.word(shiftedOps[s.rng.IntN(4)] | s.n(8)<<16 | result()<<8 | s.n(8)) // neither sets nor reads flags
		}
		s.half(0xD000 | s.n(14)<<8 | []uint32{0, 1, 0xFC}[s.n(3)])
	default:
		s.half(narrowOps[s.rng.IntN(len(narrowOps))] | s.n(8)<<3 | result())
	}
}

const (
	smallMemory = 4 << 10
	ramEnd      = 0x20000000 + smallMemory
)

// fastMachine has its code in flash, or in RAM behind the data.
func fastMachine(t *testing.T, words bool, seed uint64) *Core {
	t.Helper()
	was := littleEndianHost
	littleEndianHost = was && words
	defer func() { littleEndianHost = was }()
	c, err := New(Config{Profile: CortexM4F, BitBand: true, Config: cpu.Config{Memories: []cpu.Memory{
		{Name: "flash", Size: smallMemory, Aliases: []uint32{0x08000000}, Wait: cpu.Wait{Read: int(seed & 1)}},
		{Name: "ram", Base: 0x20000000, Size: smallMemory, Writable: true, Aliases: []uint32{0x00800000}},
		{Name: "second", Base: 0x10000000, Size: smallMemory, Writable: true, Wait: cpu.Wait{Read: 2}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	g := &generator{rng: rand.New(rand.NewPCG(seed, 3))}
	s := &snippets{rng: g.rng}
	for range 6 + s.n(20) {
		s.add()
	}
	s.half(0xE7FE)
	image := make([]byte, smallMemory)
	for i := 0; i < smallMemory; i += 4 {
		v := g.float()
		if seed&2 != 0 {
			v = 0x3F000000 + s.n(1<<24) // so that loops get far
		}
		binary.LittleEndian.PutUint32(image[i:], v)
	}
	for _, base := range []uint32{0, 0x20000000, 0x10000000} {
		if err := c.WriteMemory(base, image); err != nil {
			t.Fatal(err)
		}
	}
	at := []uint32{0x200, 0x20000200, 0x00800200}[s.n(3)]
	if err := c.WriteMemory(at, s.code); err != nil {
		t.Fatal(err)
	}
	_ = c.Reset()
	c.cause = CauseNone
	c.pc, c.at = at, at
	for i := range thumb.PC {
		c.r[i] = 0x20000600 + 4*s.n(128)
		if s.n(4) > 0 {
			continue
		}
		c.r[i] = []uint32{
			0x20000100, ramEnd - 4*s.n(10), ramEnd - 4*s.n(10), at - 4*s.n(10), 0x00800000 + smallMemory - 4*s.n(8), 0x20000000 + s.n(smallMemory),
			smallMemory - 4*s.n(8), 0x22000000 + 4*s.n(64), 0x10000400, 0x08000000 + 4*s.n(64), s.n(64), g.value(),
		}[s.n(12)]
	}
	c.r[thumb.SP] = 0x20000800
	for i := range 32 {
		c.s[i] = g.float()
		if s.n(3) > 0 {
			c.s[i] = 0x3F800000 + s.n(1<<20) - s.n(1<<25)
		}
		if s.n(8) == 0 {
			c.s[i] = 0
		}
	}
	c.cpacr = 15 << 20
	c.control = controlFPCA
	c.setFPSCR(flagInexact)
	switch s.n(8) {
	case 0:
		c.setFPSCR(0)
	case 1:
		c.setFPSCR(flagInexact | softfloat.Flush)
	case 2:
		c.cpacr = 0
		c.noteFloat()
	}
	return c
}

// state is all that a program could see, and the host.
func state(c *Core, stop cpu.Stop) string {
	var b bytes.Buffer
	fault := ""
	if stop.Fault != nil {
		fault = stop.Fault.Error()
	}
	h := fnv.New64a()
	for i := range c.windows {
		h.Write(c.windows[i].data)
	}
	fmt.Fprintf(&b, "%v, %s, PC %08x, IT %02x, %d cycles, %d instructions, FPSCR %08x, flags %d%t%d%d, memory %x\n", stop.Reason, fault, c.pc, c.itNow,
		c.cycles, c.insns, c.fpscr, c.nf>>31, c.zf == 0, c.cf, c.vf>>31, h.Sum64())
	for i := range 16 {
		fmt.Fprintf(&b, " r%d=%08x", i, c.r[i])
	}
	for i := range 32 {
		fmt.Fprintf(&b, " s%d=%08x", i, c.s[i])
	}
	return b.String()
}

// What runs of instructions and fast cases do is what the same instructions do
// one by one, and on a machine that has no fast way to its memory: at the ends
// of RAM, through aliases, over code, at any address, with any operand, up to
// any limit.
func TestFastCases(t *testing.T) {
	trials := uint64(6000)
	if testing.Short() {
		trials = 2000
	}
	all := fnv.New64a()
	reasons, instructions := map[string]int{}, uint64(0)
	for seed := range trials {
		limits := cpu.Limits{Instructions: 1 + seed*7%300}
		if seed%4 == 0 { // near a limit of cycles, blocks are executed one by one
			limits.Cycles = 1 + seed*13%2000
		}
		free := fastMachine(t, true, seed)
		stop := free.Run(limits)
		want := state(free, stop)
		_, _ = all.Write([]byte(want))
		reasons[stop.Reason.String()]++
		instructions += free.Instructions()

		slow := fastMachine(t, false, seed)
		if got := state(slow, slow.Run(limits)); got != want {
			t.Fatalf("seed %d, without fast memory:\n%s\nwith it:\n%s", seed, got, want)
		}
		stepped := fastMachine(t, true, seed)
		one := cpu.Limits{Cycles: limits.Cycles}
		for {
			one.Instructions = stepped.Instructions() + 1
			stop = stepped.Run(one)
			if stop.Reason != cpu.StopInstructions || one.Instructions >= limits.Instructions {
				break
			}
		}
		if got := state(stepped, stop); got != want {
			t.Fatalf("seed %d, step by step:\n%s\nfreely:\n%s", seed, got, want)
		}
	}
	t.Logf("%v, %d instructions, all states %x", reasons, instructions, all.Sum64())
}

// Every way of storing that has a fast case may store over the instruction
// behind it, which has been decoded in the same block.
func TestStoresOverTheirOwnBlock(t *testing.T) {
	for name, code := range map[string][]uint32{
		"stmia":     {0xC403},         // stmia r4!, {r0, r1}
		"stmia.w":   {0xE884, 0x0003}, // stmia.w r4, {r0, r1}
		"stmdb":     {0xE905, 0x0003}, // stmdb r5, {r0, r1}
		"push":      {0xB403},
		"strd":      {0xE9C4, 0x0100},
		"str":       {0x6020},
		"str after": {0xF844, 0x0B04},
		"strh":      {0x8020},
		"strb":      {0x7020},
		"vstmia":    {0xECA4, 0x0A02}, // vstmia r4!, {s0, s1}
		"vstr":      {0xED84, 0x0A00},
	} {
		c := fastMachine(t, true, 0)
		c.cpacr, c.control = 15<<20, controlFPCA
		c.setFPSCR(flagInexact)
		s := &snippets{}
		for _, v := range append(code, 0x2205, 0xBF00, 0xBF00, 0xBF00, 0xE7FE) { // movs r2, #5; three nops; b .
			s.half(v)
		}
		const behind = 0x20000304
		at := behind - 2*uint32(len(code))
		if err := c.WriteMemory(at, s.code); err != nil {
			t.Fatal(err)
		}
		c.r[0], c.r[1] = 0x23072206, 0x23082308 // movs r2, #6; movs r3, #7 and #8
		c.r[4], c.r[5], c.r[thumb.SP] = behind, behind+8, behind+8
		c.s[0], c.s[1] = c.r[0], c.r[1]
		c.pc, c.at = at, at
		if stop := c.Run(cpu.Limits{Instructions: 2}); stop.Reason != cpu.StopInstructions || c.r[2] != 6 {
			t.Errorf("%s: r2 is %d, stopped by %v, %v", name, c.r[2], stop.Reason, stop.Fault)
		}
	}
}
