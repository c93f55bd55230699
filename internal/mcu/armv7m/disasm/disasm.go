// Package disasm writes instructions as assemblers read them, in unified syntax,
// as GNU objdump writes them.
package disasm

import (
	"strconv"
	"strings"

	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// Spelling is how encodings of a pattern are written. Of the text a word in
// braces stands for an operand, or for what depends on operands:
//
//	{Rd}      the core register in field d; {Sd} and {Dd} those of the FPU, whose
//	          numbers go on in the field of the capital letter
//	{i}       the number in field i, {i*4} scaled, {w+1} counted from one
//	{word}    one of the functions in words.go
type Spelling struct{ Bits, Text string }

// Speller writes encodings by the first of its spellings that they are of.
type Speller []spelled

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

// Compile makes a speller of spellings of 16 or 32 bits. It panics where one
// is of another width or has a word that there is not: spellings are constants.
func Compile(width int, spellings ...Spelling) Speller {
	var all Speller
	for _, s := range spellings {
		all = append(all, spelled{thumb.Parse(width, s.Bits), parseText(s.Text)})
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
// symbols. What has no spelling is written as data.
func (s Speller) Append(b []byte, i *Instruction) []byte {
	for n := range s {
		if one := &s[n]; i.Encoding&one.Mask == one.Value {
			f := fields{Instruction: i}
			f.v.Gather(&one.Pattern, i.Encoding)
			return one.append(b, &f)
		}
	}
	if i.Size == 4 {
		return AppendHex(append(b, ".inst.w 0x"...), i.Encoding, 8)
	}
	return AppendHex(append(b, ".inst.n 0x"...), i.Encoding, 4)
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
