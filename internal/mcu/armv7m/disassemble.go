package armv7m

import (
	"strconv"
	"strings"
)

// spelling is how an encoding is written. Of the text a word in braces stands
// for an operand, or for what depends on operands:
//
//	{Rd}      the core register in field d; {Sd} and {Dd} those of the FPU, whose
//	          numbers go on in the field of the capital letter
//	{i}       the number in field i, {i*4} scaled, {w+1} counted from one
//	{word}    one of the functions in disassemble_words.go
type spelling struct{ bits, text string }

// spelled is a compiled spelling.
type spelled struct {
	row
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
			r := compile(width, []pattern{{bits: s.bits, name: s.text}})[0]
			all = append(all, spelled{r, parseText(s.text)})
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
			panic("armv7m: the disassembler has no word {" + name + "}")
		}
		parts = append(parts, part{before, w})
		text = after
	}
	return parts
}

// Disassemble writes the instruction at pc as assemblers read it, in unified
// syntax, as GNU objdump writes it, with addresses in hexadecimal and their
// symbols, and gives its encoding and its size in bytes. ITSTATE is what the
// decoder has found there. Size is 0 where there is no memory. What the core
// would not execute is given as data.
func (c *Core) Disassemble(pc uint32) (text string, encoding uint32, size int) {
	encoding, size = c.encodingAt(pc)
	if size == 0 {
		return "", 0, 0
	}
	return string(c.spell(nil, pc, c.itAt(pc), encoding, size)), encoding, size
}

func (c *Core) spell(b []byte, pc uint32, it uint8, encoding uint32, size int) []byte {
	f := fields{pc: pc, it: it, core: c, raw: encoding}
	one, two, all := uint16(encoding), uint16(0), spellings16
	if size == 4 {
		one, two, all = uint16(encoding>>16), uint16(encoding), spellings32
	}
	u := c.decode(pc, one, two, it)
	op := u.op
	if op == opCond {
		op = u.alt
	}
	if op != opUndefined && op != opNoCoprocessor || isUDF(encoding, size) {
		for i := range all {
			if s := &all[i]; encoding&s.mask == s.value {
				s.gather(&f)
				return s.append(b, &f)
			}
		}
	}
	if size == 4 {
		return hex(append(b, ".inst.w 0x"...), encoding, 8)
	}
	return hex(append(b, ".inst.n 0x"...), encoding, 4)
}

// isUDF recognises what is undefined for ever, and has a name.
func isUDF(encoding uint32, size int) bool {
	if size == 4 {
		return encoding&0xFFF0F000 == 0xF7F0A000
	}
	return encoding>>8 == 0xDE
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

// hex appends a number with at least so many digits.
func hex(b []byte, v uint32, digits int) []byte {
	text := strconv.FormatUint(uint64(v), 16)
	for range digits - len(text) {
		b = append(b, '0')
	}
	return append(b, text...)
}

// place appends an address and its symbol.
func (c *Core) place(b []byte, a uint32) []byte {
	b = hex(b, a, 1)
	if s := c.symbolAt(a); s != "" {
		b = append(append(append(b, " <"...), s...), '>')
	}
	return b
}
