package armv7m

import (
	"tinyol-sim/internal/mcu/armv7m/disasm"
	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// fields are the operands of an encoding by the letter of its pattern, what a
// form needs beside them, and what it makes of them.
type fields struct {
	v     thumb.Operands
	raw   uint32
	pc    uint32 // address of the instruction
	it    uint8
	core  *Core
	plain uop
}

// form turns fields into operands. It reports false where the encoding is
// undefined or unpredictable; both are faults here.
type form func(f *fields, u *uop) bool

// pattern is a row of the table of encodings, of which the decoder makes
// micro-operations and the disassembler text. thumb.Parse says how bits are
// written, disasm.Spelling how texts are.
type pattern struct {
	bits  string
	needs features
	form  form
	name  string
	texts texts
}

// texts are how a row's encodings are written: as text, but for those of the
// special cases, of which the first counts. Letters of a special case are its
// own.
type texts struct {
	text    string // empty: there are but special cases
	special []special
}

type special struct{ bits, text string }

func says(text string, cases ...special) texts { return texts{text, cases} }

// unspelled is for what is never executed and has no name.
var unspelled texts

// row is a compiled pattern.
type row struct {
	mask, value uint32
	speller     disasm.Speller
	pattern
}

func compile(width int, patterns ...[]pattern) []row {
	var rows []row
	for _, group := range patterns {
		for _, p := range group {
			parsed := thumb.Parse(width, p.bits)
			p.bits = parsed.Bits
			rows = append(rows, row{parsed.Mask, parsed.Value, p.speller(width), p})
		}
	}
	return rows
}

func (p *pattern) speller(width int) disasm.Speller {
	var all []disasm.Spelling
	for _, s := range p.texts.special {
		all = append(all, disasm.Spelling{Bits: s.bits, Text: s.text})
	}
	if p.texts.text != "" {
		all = append(all, disasm.Spelling{Bits: p.bits, Text: p.texts.text})
	}
	return disasm.Compile(width, all...)
}

// gather collects the operands of an encoding that the row matches.
func (r *row) gather(f *fields) {
	f.v.Gather(&thumb.Pattern{Bits: r.bits}, f.raw)
}

func (f *fields) reg(letter byte) uint8 { return uint8(f.v[letter]) }

// wide holds the rows of 32-bit encodings by the first byte of the encoding,
// narrow those of 16 bits by their first six bits.
var wide, narrow = buildTables()

func buildTables() (wide [32][]*row, narrow [64][]*row) {
	rows32, rows16 := rows32(), rows16()
	for i := range rows32 {
		r := &rows32[i]
		for top := range wide {
			if r.mask>>24&31&(uint32(top)^r.value>>24) == 0 {
				wide[top] = append(wide[top], r)
			}
		}
	}
	for i := range rows16 {
		r := &rows16[i]
		for top := range narrow {
			if r.mask>>10&(uint32(top)^r.value>>10) == 0 {
				narrow[top] = append(narrow[top], r)
			}
		}
	}
	return wide, narrow
}

func rows16() []row { return compile(16, narrowPatterns) }

func rows32() []row {
	return compile(32, systemPatterns, branchPatterns, dataPatterns, memoryPatterns, multiplyPatterns, dspPatterns, floatPatterns, coprocessorPatterns)
}

// rowOf is the first row that an encoding is of, or nil.
func rowOf(one uint16, raw uint32) *row {
	rows := narrow[one>>10]
	if thumb.IsWide(one) {
		rows = wide[one>>8&31]
	}
	for _, r := range rows {
		if raw&r.mask == r.value {
			return r
		}
	}
	return nil
}

// decode turns the encoding at pc into a micro-operation. Halfword two is
// looked at only where the first announces it.
func (c *Core) decode(pc uint32, one, two uint16, it uint8) uop {
	f := &c.operands
	*f = fields{pc: pc, it: it, core: c, raw: uint32(one)}
	f.plain = uop{op: opUndefined, size: 1, it: it, x: keepCarry}
	if thumb.IsWide(one) {
		f.plain.size = 2
		f.raw = uint32(one)<<16 | uint32(two)
	}
	u := f.plain
	switch r := rowOf(one, f.raw); {
	case r == nil:
	case r.needs&^c.features == 0:
		r.gather(f)
		if r.form(f, &f.plain) {
			u = f.plain
		}
	case r.needs&fp != 0:
		u.op = opNoCoprocessor
	}
	if it != 0 && !(u.op == opSys && u.sub == sysBkpt) { // BKPT ignores conditions
		u.underCondition()
	}
	return u
}

// underCondition makes an instruction of an IT block ask for its condition.
func (u *uop) underCondition() {
	if u.it>>4 >= 14 {
		return
	}
	u.alt, u.op = u.op, opCond
}
