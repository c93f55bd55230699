// Package disasm writes instructions as assemblers read them, in unified syntax,
// as GNU objdump writes them.
package disasm

import (
	"strconv"
	"strings"

	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// spelling is how an encoding is written. Of the text a word in braces stands
// for an operand, or for what depends on operands:
//
//	{Rd}      the core register in field d; {Sd} and {Dd} those of the FPU, whose
//	          numbers go on in the field of the capital letter
//	{i}       the number in field i, {i*4} scaled, {w+1} counted from one
//	{word}    one of the functions in words.go
type spelling struct{ bits, text string }

// spelled is a compiled spelling.
type spelled struct {
	thumb.Pattern
	parts []part
}

// part is literal text and the word behind it, if there is one.
type part struct {
	text string
	word word
}

// word appends what it stands for.
type word func(b []byte, f *fields) []byte

// spellings16 and spellings32 are found like rows of the decode tables.
var (
	spellings16 = compileSpellings(16, narrowTexts)
	spellings32 = compileSpellings(32, wideTexts, memoryTexts, floatTexts)
)

func compileSpellings(width int, groups ...[]spelling) []spelled {
	var all []spelled
	for _, group := range groups {
		for _, s := range group {
			all = append(all, spelled{thumb.Parse(width, s.bits), parseText(s.text)})
		}
	}
	return all
}

func parseText(text string) []part {
	var parts []part
	for text != "" {
		before, rest, found := strings.Cut(text, "{")
		if !found {
			return append(parts, part{text: text})
		}
		name, after, closed := strings.Cut(rest, "}")
		w := findWord(name)
		if !closed || w == nil {
			panic("disasm: there is no word {" + name + "}")
		}
		parts = append(parts, part{before, w})
		text = after
	}
	return parts
}

// Instruction is an instruction in its place.
type Instruction struct {
	Encoding uint32
	Size     int // in bytes: 2 or 4
	Address  uint32
	IT       uint8                 // ITSTATE, on which condition and flags depend
	Symbol   func(a uint32) string // names the target of a branch, or gives nothing
}

// fields are the operands of an instruction.
type fields struct {
	*Instruction
	v thumb.Operands
}

// Append writes the instruction, with addresses in hexadecimal and their
// symbols. What has no spelling is written as AppendData does; what a core does
// not execute may have one, and its caller knows.
func (i *Instruction) Append(b []byte) []byte {
	all := spellings16
	if i.Size == 4 {
		all = spellings32
	}
	for n := range all {
		if s := &all[n]; i.Encoding&s.Mask == s.Value {
			f := fields{Instruction: i}
			f.v.Gather(&s.Pattern, i.Encoding)
			return s.append(b, &f)
		}
	}
	return i.AppendData(b)
}

// AppendData writes the encoding as data.
func (i *Instruction) AppendData(b []byte) []byte {
	if i.Size == 4 {
		return AppendHex(append(b, ".inst.w 0x"...), i.Encoding, 8)
	}
	return AppendHex(append(b, ".inst.n 0x"...), i.Encoding, 4)
}

// Undefined recognises what is undefined for ever, and has a name.
func (i *Instruction) Undefined() bool {
	if i.Size == 4 {
		return i.Encoding&0xFFF0F000 == 0xF7F0A000
	}
	return i.Encoding>>8 == 0xDE
}

func (s *spelled) append(b []byte, f *fields) []byte {
	for _, p := range s.parts {
		b = append(b, p.text...)
		if p.word != nil {
			b = p.word(b, f)
		}
	}
	return b
}

// AppendHex appends a number with at least so many hexadecimal digits.
func AppendHex(b []byte, v uint32, digits int) []byte {
	text := strconv.FormatUint(uint64(v), 16)
	for range digits - len(text) {
		b = append(b, '0')
	}
	return append(b, text...)
}

// place appends an address and its symbol.
func (f *fields) place(b []byte, a uint32) []byte {
	b = AppendHex(b, a, 1)
	if s := f.Symbol(a); s != "" {
		b = append(append(append(b, " <"...), s...), '>')
	}
	return b
}
