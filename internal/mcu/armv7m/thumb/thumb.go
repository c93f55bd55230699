// Package thumb is what decoder and disassembler both need of instructions:
// patterns of bits, and fields whose meaning is not their number ("ARM ARM" is
// the Armv7-M Architecture Reference Manual, DDI 0403E).
package thumb

import (
	"math/bits"
	"strings"
)

// Numbers of core registers with a part of their own.
const (
	SP = 13
	LR = 14
	PC = 15
)

// Kinds of shift, in the order of their encoding. RRX is ROR by 0.
const (
	LSL = iota
	LSR
	ASR
	ROR
	RRX
)

// Pattern is an encoding: '0' and '1' are fixed, a letter is a bit of the
// operand of that name, most significant first.
type Pattern struct {
	Bits        string // without blanks
	Mask, Value uint32 // an encoding is one of the pattern where its masked bits are the value
}

// Parse reads a pattern of 16 or 32 bits, in which blanks are for reading. It
// panics where there are more or fewer: patterns are constants.
func Parse(width int, text string) Pattern {
	p := Pattern{Bits: strings.ReplaceAll(text, " ", "")}
	if len(p.Bits) != width {
		panic("thumb: a pattern has the wrong width: " + text)
	}
	for _, b := range p.Bits {
		p.Mask <<= 1
		p.Value <<= 1
		if b == '0' || b == '1' {
			p.Mask |= 1
			p.Value |= uint32(b - '0')
		}
	}
	return p
}

// Operands are the operands of an encoding by the letters of its pattern.
type Operands [128]uint32

// Gather adds the operands of an encoding of the pattern. There must be none of
// their letters yet.
func (o *Operands) Gather(p *Pattern, raw uint32) {
	width := len(p.Bits)
	for i := 0; i < width; i++ {
		letter := p.Bits[i]
		if letter > '1' {
			o[letter] = o[letter]<<1 | raw>>(width-1-i)&1
		}
	}
}

// Near is the distance in bytes of a conditional 32-bit branch from PC, whose
// fields are s, k, j and i (ARM ARM A7.7.12, encoding T3).
func (o *Operands) Near() uint32 {
	return SignExtend(o['s']<<19|o['k']<<18|o['j']<<17|o['i'], 20) << 1
}

// Far is that of the other 32-bit branches (encoding T4).
func (o *Operands) Far() uint32 {
	s := o['s']
	return SignExtend(s<<23|(^(o['j']^s)&1)<<22|(^(o['k']^s)&1)<<21|o['i'], 24) << 1
}

// SignExtend extends a number of so many bits.
func SignExtend(v uint32, width uint) uint32 {
	return uint32(int32(v<<(32-width)) >> (32 - width))
}

// IsWide reports that a halfword starts a 32-bit encoding.
func IsWide(one uint16) bool { return one>>11 >= 0b11101 }

// ExpandImmediate is ThumbExpandImm (ARM ARM A5.3.2). The carry is bit 31 of a
// constant that comes from a rotation; others leave it.
func ExpandImmediate(i uint32) (value uint32, rotated bool) {
	b := i & 0xFF
	switch {
	case i>>8 == 0:
		return b, false
	case i>>8 == 1:
		return b<<16 | b, false
	case i>>8 == 2:
		return b<<24 | b<<8, false
	case i>>8 == 3:
		return b<<24 | b<<16 | b<<8 | b, false
	}
	return bits.RotateLeft32(i&0x7F|0x80, -int(i>>7)), true
}

// ExpandFloat is VFPExpandImm (ARM ARM A6.4.1).
func ExpandFloat(i uint32) uint32 {
	exponent := uint32(0x80) | i>>4&3
	if i>>6&1 != 0 {
		exponent = 0x7C | i>>4&3
	}
	return i>>7<<31 | exponent<<23 | i&15<<19
}
