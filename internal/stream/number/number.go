// Package number reads numbers as text files write them, and what stands for one that
// is missing.
package number

import (
	"bytes"
	"strconv"
)

// Decimal is a number as it was written: mantissa * 10^exponent.
type Decimal struct {
	Mantissa uint64
	Exponent int
	Negative bool
	Exact    bool // the mantissa holds every digit
}

// Largest number of decimal digits that always fit a uint64, and the bound
// that keeps exponents from overflowing; both sides of it are zero or infinity.
const (
	maxDigits   = 19
	maxExponent = 1 << 16
)

// scanShort reads sign, digits and point where all digits surely fit, which is what
// nearly every field of a recording is.
func scanShort(s []byte, point byte) (d Decimal, ok bool) {
	if len(s) == 0 || len(s) >= maxDigits {
		return d, false
	}
	i := 0
	if s[0] == '-' || s[0] == '+' {
		d.Negative = s[0] == '-'
		i = 1
	}
	mantissa, digits, decimals, fraction := uint64(0), 0, 0, 0
	for _, c := range s[i:] {
		if n := c - '0'; n <= 9 {
			mantissa = mantissa*10 + uint64(n)
			digits++
			decimals += fraction
		} else if c == point && fraction == 0 {
			fraction = 1
		} else {
			return d, false
		}
	}
	d.Mantissa, d.Exponent, d.Exact = mantissa, -decimals, true
	return d, digits > 0
}

// Scan reads sign, digits, point and exponent, or a hexadecimal integer with
// its 0x, and nothing else: no underscores, no names for infinity.
func Scan(s []byte, point byte) (d Decimal, ok bool) {
	if d, ok := scanShort(s, point); ok {
		return d, true
	}
	return scanAny(s, point)
}

// scanAny is Scan of what is longer or has an exponent.
func scanAny(s []byte, point byte) (d Decimal, ok bool) {
	i := 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		d.Negative = s[i] == '-'
		i++
		for i+1 < len(s) && s[i] == ' ' { // as some loggers align their columns
			i++
		}
	}
	digits, significant, fraction := 0, 0, false
	for ; i < len(s); i++ {
		c := s[i]
		if c == point && !fraction {
			fraction = true
			continue
		}
		if c -= '0'; c > 9 {
			break
		}
		digits++
		if fraction {
			d.Exponent--
		}
		if significant == maxDigits {
			significant, d.Exponent = maxDigits+1, d.Exponent+1
		} else if significant > maxDigits {
			d.Exponent++
		} else if d.Mantissa = d.Mantissa*10 + uint64(c); d.Mantissa != 0 {
			significant++
		}
	}
	d.Exact = significant <= maxDigits
	if digits == 0 {
		return d, false
	}
	if i == len(s) {
		return d, true
	}
	if s[i]|0x20 == 'x' && digits == 1 && d.Mantissa == 0 && !fraction {
		return scanHexadecimal(s[i+1:], d.Negative)
	}
	if s[i]|0x20 != 'e' {
		return d, false
	}
	e, ok := scanExponent(s[i+1:])
	d.Exponent += e
	return d, ok
}

// scanHexadecimal reads the digits of an integer behind 0x.
func scanHexadecimal(s []byte, negative bool) (d Decimal, ok bool) {
	const longest = 16 // what fits a uint64
	d = Decimal{Negative: negative, Exact: true}
	for _, c := range s {
		switch {
		case c-'0' <= 9:
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return d, false
		}
		d.Mantissa = d.Mantissa<<4 | uint64(c)
	}
	return d, len(s) > 0 && len(s) <= longest
}

func scanExponent(s []byte) (e int, ok bool) {
	negative := false
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	for _, c := range s {
		if c -= '0'; c > 9 {
			return 0, false
		}
		e = min(e*10+int(c), maxExponent)
	}
	if negative {
		e = -e
	}
	return e, len(s) > 0
}

// Powers of ten that float32 and float64 hold exactly. A mantissa below 2^24
// (2^53) times or over one of them is rounded once, hence correctly (Clinger,
// "How to read floating point numbers accurately", 1990).
var (
	exactPowers32 = [...]float32{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10}
	ExactPowers   = [...]float64{
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
	}
)

// Float32 returns the float32 nearest to the number in s. ok is false
// where s is no number; one that is too large is infinite.
func Float32(s []byte, point byte) (f float32, ok bool) {
	d, ok := scanShort(s, point)
	if !ok {
		if d, ok = scanAny(s, point); !ok {
			return 0, false
		}
	}
	if !d.Exact || d.Mantissa > 1<<24 || d.Exponent < -10 || d.Exponent > 10 {
		return float32(parseSlowly(s, point, 32)), true
	}
	f = float32(d.Mantissa)
	if d.Exponent < 0 {
		f /= exactPowers32[-d.Exponent]
	} else {
		f *= exactPowers32[d.Exponent]
	}
	if d.Negative {
		f = -f
	}
	return f, true
}

// Float64 is Float32 for float64.
func Float64(s []byte, point byte) (f float64, ok bool) {
	d, ok := scanShort(s, point)
	if !ok {
		if d, ok = scanAny(s, point); !ok {
			return 0, false
		}
	}
	return d.Float64(s, point), true
}

// Float64 is the number nearest to the decimal, which was scanned from s.
func (d *Decimal) Float64(s []byte, point byte) float64 {
	if !d.Exact || d.Mantissa > 1<<53 || d.Exponent < -22 || d.Exponent > 22 {
		return parseSlowly(s, point, 64)
	}
	f := float64(d.Mantissa)
	if d.Exponent < 0 {
		f /= ExactPowers[-d.Exponent]
	} else {
		f *= ExactPowers[d.Exponent]
	}
	if d.Negative {
		f = -f
	}
	return f
}

// parseSlowly hands a number whose syntax is known to be good to strconv. The
// error can only be one of range, where the result is infinite.
func parseSlowly(s []byte, point byte, bits int) float64 {
	var room [64]byte
	text := append(room[:0], s...)
	if bytes.ContainsAny(text, "xX") {
		text = append(text, "p0"...) // as strconv wants it of what is no integer
	}
	for i, c := range text {
		if c == point {
			text[i] = '.'
		}
	}
	f, _ := strconv.ParseFloat(string(text), bits)
	return f
}
