package format

import (
	"bytes"
	"encoding/binary"
	"math"
	"strconv"
	"unicode/utf8"
)

// kind is what the bytes of a value mean.
type kind uint8

const (
	signed   kind = iota
	offset        // 8 bits whose zero is 128, as in WAV files
	unsigned      // also truth values, as 0 and 1
	float
	latinText // padded with zero bytes
	wideText  // UTF-32, padded with zeros
	moment    // int64 since 1970, in units of a moment
)

// scalar is how one value is written in a binary file.
type scalar struct {
	kind kind
	size int // bytes
	big  bool
	unit momentUnit
}

// appendRow appends a line of the values in raw, whose length is a multiple of
// the size.
func (s scalar) appendRow(dst, raw []byte) []byte {
	start := len(dst)
	for at := 0; at < len(raw); at += s.size {
		if at > 0 {
			dst = append(dst, ',')
		}
		dst = s.append(dst, raw[at:at+s.size])
	}
	return endLine(dst, start)
}

// append appends a value as a field.
func (s scalar) append(dst, raw []byte) []byte {
	switch s.kind {
	case offset:
		return strconv.AppendInt(dst, int64(raw[0])-128, 10)
	case signed:
		return strconv.AppendInt(dst, s.int(raw), 10)
	case unsigned:
		return strconv.AppendUint(dst, s.bits(raw), 10)
	case float:
		return s.appendFloat(dst, raw)
	case moment:
		return s.unit.append(dst, s.int(raw))
	case wideText:
		return s.appendWide(dst, raw)
	}
	return appendField(dst, bytes.TrimRight(raw, "\x00"))
}

// bits are the bytes of a value as an unsigned number.
func (s scalar) bits(raw []byte) (u uint64) {
	if s.big {
		for _, c := range raw {
			u = u<<8 | uint64(c)
		}
		return u
	}
	switch len(raw) {
	case 2:
		return uint64(binary.LittleEndian.Uint16(raw))
	case 4:
		return uint64(binary.LittleEndian.Uint32(raw))
	case 8:
		return binary.LittleEndian.Uint64(raw)
	}
	for i, c := range raw {
		u |= uint64(c) << (8 * i)
	}
	return u
}

// int is the value as a number in two's complement.
func (s scalar) int(raw []byte) int64 {
	unused := 64 - 8*len(raw)
	return int64(s.bits(raw)<<unused) >> unused
}

func (s scalar) appendFloat(dst, raw []byte) []byte {
	switch bits := s.bits(raw); s.size {
	case 2:
		// Every half is a float32 with fewer digits, which the shortest decimal of
		// the float32 gives back.
		return appendFloat(dst, float64(halfToFloat(uint16(bits))), 32)
	case 4:
		return appendFloat(dst, float64(math.Float32frombits(uint32(bits))), 32)
	default:
		return appendFloat(dst, math.Float64frombits(bits), 64)
	}
}

// halfToFloat widens an IEEE 754 binary16.
func halfToFloat(h uint16) float32 {
	const (
		fractionBits = 10
		bias         = 15
		allOnes      = 31
	)
	sign := float32(1)
	if h&0x8000 != 0 {
		sign = -1
	}
	exponent, fraction := int(h>>fractionBits&allOnes), float64(h&(1<<fractionBits-1))
	switch {
	case exponent == allOnes && fraction != 0:
		return float32(math.NaN())
	case exponent == allOnes:
		return sign * float32(math.Inf(1))
	case exponent == 0:
		return sign * float32(math.Ldexp(fraction, 1-bias-fractionBits))
	}
	return sign * float32(math.Ldexp(fraction+1<<fractionBits, exponent-bias-fractionBits))
}

func (s scalar) appendWide(dst, raw []byte) []byte {
	var room [64]byte
	text := room[:0]
	for at := 0; at+4 <= len(raw); at += 4 {
		text = utf8.AppendRune(text, rune(s.bits(raw[at:at+4])))
	}
	return appendField(dst, bytes.TrimRight(text, "\x00"))
}

// number is the value as a float64, NaN where it is none.
func (s scalar) number(raw []byte) float64 {
	f, err := strconv.ParseFloat(string(s.append(nil, raw)), 64)
	if err != nil {
		return math.NaN()
	}
	return f
}
