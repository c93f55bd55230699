package decode

import (
	"slices"

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
	has   Features // of the core
	plain Op
}

// form turns fields into operands. It reports false where the encoding is
// undefined or unpredictable; both are faults here.
type form func(f *fields, u *Op) bool

// pattern is a row of the table of encodings, of which the decoder makes
// micro-operations and the disassembler text. thumb.Parse says how bits are
// written, disasm.Spelling how texts are.
type pattern struct {
	Bits  string
	Needs Features
	form  form
	Name  string
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

// Row is a row of the table of encodings: those that have Value under Mask. Bits
// has a letter for each bit of an operand, Name is the row's, Needs what a core has
// to have.
type Row struct {
	Mask, Value uint32
	speller     disasm.Speller
	pattern
}

// rows is the table of encodings, of which the first that fits counts.
var rows = slices.Concat(
	compile(16, narrowPatterns),
	compile(32, systemPatterns, branchPatterns, dataPatterns, memoryPatterns, multiplyPatterns, dspPatterns, floatPatterns, coprocessorPatterns),
)

func compile(width int, patterns ...[]pattern) []*Row {
	var rows []*Row
	for _, p := range slices.Concat(patterns...) {
		parsed := thumb.Parse(width, p.Bits)
		p.Bits = parsed.Bits
		rows = append(rows, &Row{parsed.Mask, parsed.Value, p.speller(width), p})
	}
	return rows
}

func (p *pattern) speller(width int) disasm.Speller {
	var all []disasm.Spelling
	for _, s := range p.texts.special {
		all = append(all, disasm.Spelling{Bits: s.bits, Text: s.text})
	}
	if p.texts.text != "" {
		all = append(all, disasm.Spelling{Bits: p.Bits, Text: p.texts.text})
	}
	return disasm.Compile(width, all...)
}

// gather collects the operands of an encoding that the row matches.
func (r *Row) gather(f *fields) {
	f.v.Gather(&thumb.Pattern{Bits: r.Bits}, f.raw)
}

func (f *fields) reg(letter byte) uint8 { return uint8(f.v[letter]) }

// wide holds the rows of 32-bit encodings by the first byte of the encoding,
// narrow those of 16 bits by their first six bits.
var wide, narrow = buildTables()

func buildTables() (wide [32][]*Row, narrow [64][]*Row) {
	for _, r := range rows {
		tops, shift := narrow[:], 10
		if len(r.Bits) == 32 {
			tops, shift = wide[:], 24
		}
		for top := range tops {
			if r.Mask>>shift&uint32(len(tops)-1)&(uint32(top)^r.Value>>shift) == 0 {
				tops[top] = append(tops[top], r)
			}
		}
	}
	return wide, narrow
}

// Rows is the table of encodings, for who wants to see every one.
func Rows() []*Row { return rows }

// RowOf is the first row that an encoding is of, or nil.
func RowOf(one uint16, raw uint32) *Row {
	rows := narrow[one>>10]
	if thumb.IsWide(one) {
		rows = wide[one>>8&31]
	}
	for _, r := range rows {
		if raw&r.Mask == r.Value {
			return r
		}
	}
	return nil
}
