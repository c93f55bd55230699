package armv7m

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/softfloat"
	"tinyol-sim/internal/mcu/cpu"
)

// fuzzPeripheral answers with what the fuzzer gave and raises interrupts.
type fuzzPeripheral struct {
	core *Core
	data []byte
	at   int
}

func (p *fuzzPeripheral) Read(offset uint32, _ int) (uint32, bool) {
	p.at++
	if len(p.data) == 0 {
		return offset, true
	}
	return uint32(p.data[p.at%len(p.data)]) * 0x01010101, p.data[p.at%len(p.data)] != 0xFF
}

func (p *fuzzPeripheral) Write(offset uint32, _ int, value uint32) bool {
	p.core.Interrupt(int(value % 300))
	return offset%64 != 60
}

// FuzzCore runs any bytes as code on each core. Nothing may panic, run past
// its limits or take the host down.
func FuzzCore(f *testing.F) {
	f.Add([]byte{0xFE, 0xE7}, uint8(0))
	f.Add([]byte{0x00, 0xBE, 0xAB, 0xBE, 0x30, 0xEE, 0x00, 0x0A}, uint8(3))
	f.Add([]byte{0x38, 0xBF, 0xFF, 0xDF, 0x00, 0x47}, uint8(1))
	f.Fuzz(func(t *testing.T, code []byte, kind uint8) {
		c := fuzzMachine(t, code, kind)
		stop := c.Run(cpu.Limits{Cycles: 20_000, Instructions: 20_000})
		if c.Instructions() > 20_000 || stop.Reason != cpu.StopAsleep && c.Cycles() > 20_100 {
			t.Errorf("%d instructions, %d cycles", c.Instructions(), c.Cycles())
		}
		if stop.Fault != nil && stop.Fault.Error() == "" {
			t.Error("a fault without words")
		}
	})
}

// fuzzMachine is a machine with code in flash and in RAM.
func fuzzMachine(t *testing.T, code []byte, kind uint8) *Core {
	t.Helper()
	p := &fuzzPeripheral{data: code}
	c, err := New(Config{
		Config: cpu.Config{
			Memories:    []cpu.Memory{{Name: "flash", Size: 1 << 14, Aliases: []uint32{0x08000000}}, {Name: "ram", Base: 0x20000000, Size: 1 << 14, Writable: true, Aliases: []uint32{0x00800000}}},
			Peripherals: []cpu.Mapping{{Base: 0x40000000, Size: 1 << 16, Peripheral: p}},
			Semihosting: &cpu.Semihosting{Args: "a b"},
		},
		Profile: Profile(kind % 4), BitBand: kind&4 != 0, HardFaults: kind&8 != 0,
	})
	if err != nil {
		t.Fatal(err)
	}
	p.core = c
	image := make([]byte, 0x200, 1<<14)
	for i := 0; i < 0x200; i += 4 {
		binary.LittleEndian.PutUint32(image[i:], 0x201)
	}
	binary.LittleEndian.PutUint32(image, 0x20002000)
	image = append(image, code[:min(len(code), 1<<13)]...)
	if err := c.WriteMemory(0, image); err != nil {
		t.Fatal(err)
	}
	_ = c.WriteMemory(0x20000000, code[:min(len(code), 1<<13)])
	if err := c.Reset(); err != nil {
		t.Fatal(err)
	}
	c.writeControlBlock(scsCPACR, 15<<20)
	c.writeControlBlock(scsSHCSR, uint32(kind>>4)<<16)
	for i := range 13 {
		c.SetRegister(i, [...]uint32{0x20000100, 0x40000010, 0xE000E010, 0x22000000}[i%4]+uint32(kind)*4)
	}
	return c
}

// The host's arithmetic and the exact one agree wherever the first is used.
func TestFastArithmetic(t *testing.T) {
	g := &generator{rng: rand.New(rand.NewPCG(7, 7))}
	used := 0
	for range 300_000 {
		d, n, m := g.float(), g.float(), g.float()
		f := softfloat.Unit{FPSCR: flagInexact}
		for _, op := range []decode.Code{decode.Vadd, decode.Vsub, decode.Vmul, decode.Vmla} {
			fast, ok := fastArithmetic(op, d, n, m)
			if !ok {
				continue
			}
			used++
			want := map[decode.Code]func() uint32{
				decode.Vadd: func() uint32 { return f.Add(n, m) }, decode.Vsub: func() uint32 { return f.Sub(n, m) },
				decode.Vmul: func() uint32 { return f.Mul(n, m) }, decode.Vmla: func() uint32 { return f.Add(d, f.Mul(n, m)) },
			}[op]()
			if fast != want || f.FPSCR != flagInexact {
				t.Fatalf("op %d of %08x %08x %08x: %08x, exactly %08x, FPSCR %08x", op, d, n, m, fast, want, f.FPSCR)
			}
		}
		c := &Core{fpFast: true}
		f = softfloat.Unit{FPSCR: flagInexact}
		exact := f
		if fused := c.fuse(&f, d, n, m); fused != exact.FMA(d, n, m) || f != exact {
			t.Fatalf("fma of %08x %08x %08x: %08x", d, n, m, fused)
		}
		if !softfloat.IsNaN(m) && m>>31 == 0 {
			if root := f.Sqrt(m); root != math.Float32bits(float32(math.Sqrt(float64(math.Float32frombits(m))))) {
				t.Fatalf("square root of %08x: %08x", m, root)
			}
		}
	}
	if used < 400_000 {
		t.Errorf("only %d results were the host's", used)
	}
}
