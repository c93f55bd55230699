package armv7m

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"

	"tinyol-sim/internal/mcu/armv7m/thumb"
	"tinyol-sim/internal/mcu/program"
)

// generator writes images of random blocks.
type generator struct {
	t            *testing.T
	tg           target
	core         *Core
	rng          *rand.Rand
	rows         []*row
	counts       map[string]int
	instructions int
	code         []byte
	base         uint32
	text         []string
}

func newGenerator(t *testing.T, tg target, seed uint64, counts map[string]int) *generator {
	g := &generator{t: t, tg: tg, core: tg.core(t, nil), rng: rand.New(rand.NewPCG(seed, uint64(tg.profile))), counts: counts}
	n, w := rows16(), rows32()
	for _, rows := range [][]row{n, w} {
		for i := range rows {
			if r := &rows[i]; r.needs&^g.core.features == 0 && !excluded[r.name] {
				g.rows = append(g.rows, r)
			}
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
	if g.core.features&dsp != 0 {
		words[7] |= g.rng.Uint32() & 0xF0000
	} else if g.core.features == v6 {
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
	case k == 0 && g.core.features&v7 != 0:
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
		if (len(r.bits) == 32) && g.rng.IntN(3) == 0 && g.core.features == v6 {
			continue
		}
		enc := g.encode(r)
		wide := len(r.bits) == 32
		one, two := uint16(enc), uint16(0)
		if wide {
			one, two = uint16(enc>>16), uint16(enc)
		}
		// The row has to be the one that decoding finds, too.
		if g.match(enc, one) != r {
			continue
		}
		pc := g.base + uint32(len(g.code))
		u := g.core.decode(pc, one, two, it)
		op := u.op
		if op == opCond {
			op = u.alt
		}
		if op == opUndefined || op == opNoCoprocessor || !g.acceptable(op, &u, prepare) {
			continue
		}
		if prepare {
			// The address may move the instruction; its literal does not matter.
			g.prepare(op, &u)
		}
		g.emit(enc, wide, r.name)
		return
	}
	g.t.Fatal("no instruction fits")
}

func (g *generator) match(enc uint32, one uint16) *row {
	rows := narrow[one>>10]
	if thumb.IsWide(one) {
		rows = wide[one>>8&31]
	}
	for _, r := range rows {
		if enc&r.mask == r.value {
			for _, own := range g.rows {
				if own.pattern.bits == r.pattern.bits {
					return own
				}
			}
			return nil
		}
	}
	return nil
}

func (g *generator) encode(r *row) uint32 {
	v := g.rng.Uint32()
	if len(r.bits) == 16 {
		v &= 0xFFFF
	}
	switch r.name {
	case "vldm": // short lists, up or down
		v &^= 0xF0
		if v>>24&1 != 0 {
			v = v&^0x00800000 | 0x00200000
		} else {
			v |= 0x00800000
		}
	case "rbit", "clz", "rev", "rev16", "revsh":
		if len(r.bits) == 32 {
			v = v&^(15<<16) | v&15<<16
		}
	case "mrs":
		v = v&^0xFF | uint32([...]uint8{0, 1, 2, 3, 9, 16, 17, 18, 19, 20}[g.rng.IntN(10)])
	}
	return v&^r.mask | r.value
}

// acceptable excludes what would end the block or read what differs between
// the machines, such as code.
func (g *generator) acceptable(op opcode, u *uop, prepare bool) bool {
	memory := op >= opLdr && op <= opMem || op == opVldr || op == opVldmOne || op == opVstr || op == opFP && u.sub >= fpVldrDouble
	if memory && !prepare {
		return false
	}
	if op >= opLdrReg && op <= opStrhReg && u.n == regSP {
		return false
	}
	switch op {
	case opPCWrite, opSPResult:
		return false
	case opSys:
		if u.sub == sysMsr {
			return u.imm < 4
		}
		return u.sub == sysMrs && u.imm != specialMSP || u.sub == sysDsb || u.sub == sysClrex || u.sub == sysSev
	case opAddImm, opSubImm:
		return u.d != regSP
	case opLdm, opStm:
		return u.imm>>regPC == 0 && (u.n != regSP || u.x == multipleWriteback && op == opLdm || u.x == multipleWriteback|multipleBefore && op == opStm)
	case opLdrLit:
		return true
	case opMem:
		return u.sub != memLdrSP && u.sub != memStrex
	case opIndexed, opLdrAfter, opStr, opStrReg:
		return u.n != regSP || op == opStr
	case opFP:
		if u.sub == fpFromFixed {
			// QEMU rounds these as FPSCR says, the architecture to nearest.
			return u.a == 16
		}
	}
	return true
}

func (g *generator) constant(reg uint8, v uint32) {
	if g.core.features&v7 == 0 {
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
func (g *generator) prepare(op opcode, u *uop) {
	memory := op >= opLdr && op <= opMem && op != opLdrLit || op == opVldr || op == opVldmOne || op == opVstr || op == opFP && u.sub >= fpVldrDouble
	if !memory || u.n == regSP || u.n >= regPC || op == opMem && (u.sub == memLdrLit || u.sub == memPairLit) {
		return
	}
	if g.core.features == v6 && u.n > 7 {
		return
	}
	address := scratchAt + 64 + uint32(g.rng.IntN(16))*4
	if g.rng.IntN(12) == 0 {
		address += uint32(g.rng.IntN(4))
	}
	indexed := op >= opLdrReg && op <= opStrhReg
	switch {
	case indexed && u.m == u.n:
		g.constant(u.n, (address&^(1<<u.x+0))/(1+1<<u.x))
		return
	case indexed:
		offset := uint32(g.rng.IntN(8))
		if g.core.features == v6 {
			offset *= 4
		}
		g.constant(u.m, offset)
		address -= offset << u.x
	case op == opLdm || op == opStm:
	case op == opLdrAfter || op == opVldmOne || op == opIndexed && u.x&indexBefore == 0 || op == opMem && u.sub == memPair && u.x&indexBefore == 0:
	case op == opFP && (u.sub == fpLoadMultiple || u.sub == fpStoreMultiple):
	default:
		address -= u.imm
	}
	g.constant(u.n, address)
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
	if g.core.features&v7 != 0 {
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
