package decode

import (
	"encoding/binary"

	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// Decoder makes micro-operations of a core's code. It belongs to one goroutine.
type Decoder struct {
	features Features
	operands fields // of an instruction, here so that decoding allocates nothing
	ops      []Op   // of a block while it is made
	fused    []Op
	store    []Op // where the next block's will be kept
	single   [maxParts + 1]Op
}

// NewDecoder is for a core with these features.
func NewDecoder(f Features) Decoder { return Decoder{features: f} }

const (
	// MaxBlock is how many instructions a block has, and in an IT block four more.
	// It keeps Op.After below 256 halfwords.
	MaxBlock = 80
	// storeOps is how many micro-operations are allocated at a time.
	storeOps = 4096
)

// Straight decodes the instructions at the beginning of code, which is at pc,
// the first with ITSTATE it: up to and with a branch or an instruction of the
// system, or MaxBlock. There are none where code ends within the first. The
// micro-operations, one for each, are good until the next call; itEnd is ITSTATE
// behind the last.
func (d *Decoder) Straight(code []byte, pc uint32, it uint8) (ops []Op, itEnd uint8) {
	ops = d.ops[:0]
	for off := 0; len(code)-off >= 2; {
		one, two := binary.LittleEndian.Uint16(code[off:]), uint16(0)
		if len(code)-off >= 4 {
			two = binary.LittleEndian.Uint16(code[off+2:])
		} else if thumb.IsWide(one) {
			break
		}
		u := d.Instruction(pc+uint32(off), one, two, it)
		off += 2 * int(u.Size)
		u.After, u.Nth = uint8(off/2), uint8(len(ops)+1)
		ops = append(ops, u)
		it = u.NextIT(it)
		if u.Ends() || len(ops) >= MaxBlock && it == 0 {
			break
		}
	}
	d.ops = ops
	return ops, it
}

// Instruction turns the encoding at pc, with ITSTATE it, into a micro-operation.
// Halfword two is looked at only where the first announces it.
func (d *Decoder) Instruction(pc uint32, one, two uint16, it uint8) Op {
	f := &d.operands
	*f = fields{pc: pc, it: it, has: d.features, raw: uint32(one)}
	f.plain = Op{Code: Undefined, Size: 1, IT: it, X: KeepCarry}
	if thumb.IsWide(one) {
		f.plain.Size = 2
		f.raw = uint32(one)<<16 | uint32(two)
	}
	u := f.plain
	switch r := RowOf(one, f.raw); {
	case r == nil:
	case r.Needs&^d.features == 0:
		r.gather(f)
		if r.form(f, &f.plain) {
			u = f.plain
		}
	case r.Needs&WithFP != 0:
		u.Code = NoCoprocessor
	}
	if it != 0 && !(u.Code == Sys && u.Sub == SysBkpt) { // BKPT ignores conditions
		u.underCondition()
	}
	return u
}

// NextIT is ITSTATE behind an instruction that has it.
func (u *Op) NextIT(it uint8) uint8 {
	switch {
	case u.Code == IT:
		return uint8(u.Imm)
	case it&7 == 0:
		return 0
	}
	return it&0xE0 | it<<1&0x1F
}

// Ends says that what follows in memory may not be what is executed next.
func (u *Op) Ends() bool {
	op := u.Code
	if op == Cond {
		op = u.Alt
	}
	switch {
	case op >= B && op <= PCWrite, op == Sys, op == Undefined, op == NoCoprocessor:
		return true
	}
	return op == Ldm && u.Imm>>thumb.PC != 0
}

// underCondition makes an instruction of an IT block ask for its condition.
func (u *Op) underCondition() {
	if u.IT>>4 >= 14 {
		return
	}
	u.Alt, u.Code = u.Code, Cond
}

// Fuse makes of the micro-operations of the block at pc what the loop executes:
// fewer and quicker ones that do the same, behind the last an End. It returns the
// first. They are kept for good.
func (d *Decoder) Fuse(ops []Op, pc uint32) *Op {
	ops = d.fuse(ops, pc)
	if len(d.store) < len(ops)+1 {
		d.store = make([]Op, max(storeOps, len(ops)+1))
	}
	copy(d.store, ops)
	d.store[len(ops)] = Op{Code: End}
	first := &d.store[0]
	d.store = d.store[len(ops)+1:]
	return first
}

// Single is Fuse of a block of one instruction, kept until the next call. u is
// the instruction in its own block, with whose price it stays.
func (d *Decoder) Single(u *Op) *Op {
	parts := u.parts(d.single[:0])
	for i := range parts {
		parts[i].After, parts[i].Nth, parts[i].Sum = u.Size, 1, uint16(u.Cycles)
	}
	d.single[len(parts)].Code = End
	return &d.single[0]
}
