package armv7m

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/decode/decodetest"
	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/program"
)

// generator writes images of random blocks.
type generator struct {
	t            *testing.T
	tg           target
	core         *Core
	rng          *rand.Rand
	rows         []*decode.Row
	counts       map[string]int
	instructions int
	code         []byte
	base         uint32
	text         []string
}

func newGenerator(t *testing.T, tg target, seed uint64, counts map[string]int) *generator {
	g := &generator{t: t, tg: tg, core: tg.core(t, nil), rng: rand.New(rand.NewPCG(seed, uint64(tg.profile))), counts: counts}
	for _, r := range decode.Rows() {
		if r.Needs&^g.core.features == 0 && !excluded[r.Name] {
			g.rows = append(g.rows, r)
		}
	}
	return g
}

// excluded are instructions that leave the block or that have directed tests.
var excluded = map[string]bool{
	"bx": true, "blx": true, "b": true, "bl": true, "tb": true, "cbz": true, "cbnz": true, "it": true,
	"bkpt": true, "svc": true, "cps": true, "udf": true, "undefined": true, "system": true, "isb": true,
	"strex": true, "strexb": true, "strexh": true, "float": true, "coprocessor": true, "vmsr": true,
}

func (g *generator) image(harness *program.Image, instructions int) ([]byte, []testBlock) {
	data := make([]byte, blocksAt, g.tg.flash)
	for _, s := range harness.Segments {
		copy(data[s.Address:], s.Data)
	}
	var blocks []testBlock
	for g.instructions < instructions && len(data) < int(g.tg.flash)-1024 {
		header := len(data)
		g.base, g.code, g.text = uint32(header+headerWords*4), nil, nil
		for n := 4 + g.rng.IntN(20); n > 0; n-- {
			g.step()
		}
		g.emit16(0xDF00)
		if len(g.code)%4 != 0 {
			g.emit16(0xBF00)
		}
		data = g.header(data, len(g.code))
		blocks = append(blocks, testBlock{header, int(g.base), g.text})
		data = append(data, g.code...)
	}
	binary.LittleEndian.PutUint32(data[blocks[len(blocks)-1].header+4*(headerWords-1):], 0)
	return data, blocks
}

func (g *generator) header(data []byte, size int) []byte {
	words := make([]uint32, headerWords)
	for i := range 17 {
		words[i] = g.value()
	}
	words[6] = g.base
	words[7] = 1<<24 | g.rng.Uint32()&0xF8000000
	if g.core.features&decode.WithDSP != 0 {
		words[7] |= g.rng.Uint32() & 0xF0000
	} else if g.core.features == decode.V6 {
		words[7] &^= 1 << 27
	}
	words[16] = g.rng.Uint32() & 0xF000001F
	switch g.rng.IntN(3) {
	case 0:
		words[16] |= g.rng.Uint32() & 0x07C0009F
	case 1:
		words[16] |= flagInexact
	}
	for i := range 32 {
		words[17+i] = g.float()
	}
	words[headerWords-1] = g.base + uint32(size)
	for _, w := range words {
		data = binary.LittleEndian.AppendUint32(data, w)
	}
	return data
}

var specialWords = []uint32{0, 1, 2, 31, 32, 33, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE, 0x80008000, 0x7FFF7FFF, 0xFF00FF00}

func (g *generator) value() uint32 {
	switch g.rng.IntN(4) {
	case 0:
		return specialWords[g.rng.IntN(len(specialWords))]
	case 1:
		return g.rng.Uint32() >> g.rng.IntN(32)
	}
	return g.rng.Uint32()
}

var specialFloats = []uint32{0, 0x80000000, 0x3F800000, 0xBF800000, 0x7F800000, 0xFF800000, 0x7FC00000, 0x7F800001, 0xFFC12345, 0x7FA00000,
	1, 0x80000001, 0x007FFFFF, 0x00800000, 0x80800000, 0x00800001, 0x7F7FFFFF, 0xFF7FFFFF, 0x4F000000, 0xCF000000, 0x4F800000, 0x4EFFFFFF, 0x3F000000, 0x3FC00000, 0x477FE000, 0x477FF000, 0x33800000, 0x38800000, 0x34000000}

// float favours special values, exponents near each other, and short
// significands, which bring halfway cases.
func (g *generator) float() uint32 {
	switch g.rng.IntN(5) {
	case 0:
		return specialFloats[g.rng.IntN(len(specialFloats))]
	case 1:
		return g.rng.Uint32()
	case 2:
		return g.rng.Uint32()&0x807FFFFF | uint32(100+g.rng.IntN(60))<<23
	case 3:
		return g.rng.Uint32()&0x80780000 | uint32(120+g.rng.IntN(30))<<23
	}
	return g.rng.Uint32()&0x807FFFFF | uint32(g.rng.IntN(30))<<23
}

func (g *generator) emit16(v uint16) { g.code = binary.LittleEndian.AppendUint16(g.code, v) }

func (g *generator) emit(enc uint32, wide bool, name string) {
	if wide {
		g.emit16(uint16(enc >> 16))
		g.text = append(g.text, fmt.Sprintf("%s %08x", name, enc))
	} else {
		g.text = append(g.text, fmt.Sprintf("%s %04x", name, enc&0xFFFF))
	}
	g.emit16(uint16(enc))
	g.counts[name]++
	g.instructions++
}

// step adds an instruction, an IT block, or a branch over an instruction.
func (g *generator) step() {
	switch k := g.rng.IntN(20); {
	case k == 0 && g.core.features&decode.V7 != 0:
		g.itBlock()
	case k == 1:
		g.branchOver()
	default:
		g.one(0, true)
	}
}

// one adds a random instruction that decodes under the given ITSTATE. With
// prepare set it may be preceded by others that give its address.
func (g *generator) one(it uint8, prepare bool) {
	for range 1000 {
		r := g.rows[g.rng.IntN(len(g.rows))]
		if (len(r.Bits) == 32) && g.rng.IntN(3) == 0 && g.core.features == decode.V6 {
			continue
		}
		enc := decodetest.Encoding(g.rng, r)
		wide := len(r.Bits) == 32
		one, two := uint16(enc), uint16(0)
		if wide {
			one, two = uint16(enc>>16), uint16(enc)
		}
		// The row has to be the one that decoding finds, too.
		if decode.RowOf(one, enc) != r {
			continue
		}
		pc := g.base + uint32(len(g.code))
		u := g.core.decoder.Instruction(pc, one, two, it)
		op := u.Code
		if op == decode.Cond {
			op = u.Alt
		}
		if op == decode.Undefined || op == decode.NoCoprocessor || !g.acceptable(op, &u, prepare) {
			continue
		}
		if prepare {
			// The address may move the instruction; its literal does not matter.
			g.prepare(op, &u)
		}
		g.emit(enc, wide, r.Name)
		return
	}
	g.t.Fatal("no instruction fits")
}

// acceptable excludes what would end the block or read what differs between
// the machines, such as code.
func (g *generator) acceptable(op decode.Code, u *decode.Op, prepare bool) bool {
	memory := op >= decode.Ldr && op <= decode.Mem || op == decode.Vldr || op == decode.VldmOne || op == decode.Vstr || op == decode.FP && u.Sub >= decode.FPVldrDouble
	if memory && !prepare {
		return false
	}
	if op >= decode.LdrReg && op <= decode.StrhReg && u.N == thumb.SP {
		return false
	}
	switch op {
	case decode.PCWrite, decode.SPResult:
		return false
	case decode.Sys:
		if u.Sub == decode.SysMsr {
			return u.Imm < 4
		}
		return u.Sub == decode.SysMrs && u.Imm != decode.SpecialMSP || u.Sub == decode.SysDsb || u.Sub == decode.SysClrex || u.Sub == decode.SysSev
	case decode.AddImm, decode.SubImm:
		return u.D != thumb.SP
	case decode.Ldm, decode.Stm:
		return u.Imm>>thumb.PC == 0 && (u.N != thumb.SP || u.X == decode.MultipleWriteback && op == decode.Ldm || u.X == decode.MultipleWriteback|decode.MultipleBefore && op == decode.Stm)
	case decode.LdrLit:
		return true
	case decode.Mem:
		return u.Sub != decode.MemLdrSP && u.Sub != decode.MemStrex
	case decode.Indexed, decode.LdrAfter, decode.Str, decode.StrReg:
		return u.N != thumb.SP || op == decode.Str
	case decode.FP:
		if u.Sub == decode.FPFromFixed {
			// QEMU rounds these as FPSCR says, the architecture to nearest.
			return u.A == 16
		}
	}
	return true
}

func (g *generator) constant(reg uint8, v uint32) {
	if g.core.features&decode.V7 == 0 {
		// movs; lsls; adds: built from bytes, high registers through r0-r7 only.
		g.emit(0x2000|uint32(reg)<<8|v>>24, false, "mov")
		for _, shift := range []uint32{16, 8, 0} {
			g.emit(8<<6|uint32(reg)<<3|uint32(reg), false, "lsl")
			g.emit(0x3000|uint32(reg)<<8|v>>shift&0xFF, false, "add")
		}
		return
	}
	for i, half := range []uint32{v & 0xFFFF, v >> 16} {
		enc := 0xF2400000 | half>>12<<16 | half>>11&1<<26 | half>>8&7<<12 | half&0xFF | uint32(reg)<<8
		if i == 1 {
			enc |= 0x00800000
		}
		g.emit(enc, true, [...]string{"movw", "movt"}[i])
	}
}

// prepare points base registers of a load or store into the scratch memory.
func (g *generator) prepare(op decode.Code, u *decode.Op) {
	memory := op >= decode.Ldr && op <= decode.Mem && op != decode.LdrLit || op == decode.Vldr || op == decode.VldmOne || op == decode.Vstr || op == decode.FP && u.Sub >= decode.FPVldrDouble
	if !memory || u.N == thumb.SP || u.N >= thumb.PC || op == decode.Mem && (u.Sub == decode.MemLdrLit || u.Sub == decode.MemPairLit) {
		return
	}
	if g.core.features == decode.V6 && u.N > 7 {
		return
	}
	address := scratchAt + 64 + uint32(g.rng.IntN(16))*4
	if g.rng.IntN(12) == 0 {
		address += uint32(g.rng.IntN(4))
	}
	indexed := op >= decode.LdrReg && op <= decode.StrhReg
	switch {
	case indexed && u.M == u.N:
		g.constant(u.N, (address&^(1<<u.X+0))/(1+1<<u.X))
		return
	case indexed:
		offset := uint32(g.rng.IntN(8))
		if g.core.features == decode.V6 {
			offset *= 4
		}
		g.constant(u.M, offset)
		address -= offset << u.X
	case op == decode.Ldm || op == decode.Stm:
	case op == decode.LdrAfter || op == decode.VldmOne || op == decode.Indexed && u.X&decode.IndexBefore == 0 || op == decode.Mem && u.Sub == decode.MemPair && u.X&decode.IndexBefore == 0:
	case op == decode.FP && (u.Sub == decode.FPLoadMultiple || u.Sub == decode.FPStoreMultiple):
	default:
		address -= u.Imm
	}
	g.constant(u.N, address)
}

// itBlock adds IT and the instructions of its block.
func (g *generator) itBlock() {
	cc := uint32(g.rng.IntN(14))
	mask := 1 + uint32(g.rng.IntN(15))
	g.emit(0xBF00|cc<<4|mask, false, "it")
	state := uint8(cc<<4 | mask)
	for state&15 != 0 {
		g.one(state, false)
		if state&7 == 0 {
			return
		}
		state = state&0xE0 | state<<1&0x1F
	}
}

// branchOver adds a branch, taken or not, over one instruction.
func (g *generator) branchOver() {
	at, texts, count := len(g.code), len(g.text), g.instructions
	g.one(0, false)
	skipped := append([]byte(nil), g.code[at:]...)
	text := g.text[texts]
	g.code, g.text, g.instructions = g.code[:at], g.text[:texts], count
	size := uint32(len(skipped))
	kinds := 2
	if g.core.features&decode.V7 != 0 {
		kinds = 6
	}
	cc := uint32(g.rng.IntN(14))
	switch g.rng.IntN(kinds) {
	case 0:
		g.emit(0xD000|cc<<8|(size-2)/2, false, "b.cond")
	case 1:
		g.emit(0xF000F800|size/2, true, "bl")
	case 2:
		g.emit(0xB100|(size-2)/2<<3|uint32(g.rng.IntN(8)), false, "cbz")
	case 3:
		g.emit(0xB900|(size-2)/2<<3|uint32(g.rng.IntN(8)), false, "cbnz")
	case 4:
		g.emit(0xF0008000|cc<<22|size/2, true, "b.cond.w")
	default:
		g.emit(0xF000B800|size/2, true, "b.w")
	}
	g.code = append(g.code, skipped...)
	g.text = append(g.text, text)
	g.instructions++
}
