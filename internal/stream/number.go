package stream

import "strconv"

// decimal is a number as it was written: mantissa * 10^exponent.
type decimal struct {
	mantissa uint64
	exponent int
	negative bool
	exact    bool // the mantissa holds every digit
}

// Largest number of decimal digits that always fit a uint64, and the bound
// that keeps exponents from overflowing; both sides of it are zero or infinity.
const (
	maxDigits   = 19
	maxExponent = 1 << 16
)

// scanDecimal reads sign, digits, point and exponent, and nothing else: no
// hexadecimal, no underscores, no names for infinity.
func scanDecimal(s []byte, point byte) (d decimal, ok bool) {
	i := 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		d.negative = s[i] == '-'
		i++
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
			d.exponent--
		}
		if significant == maxDigits {
			significant, d.exponent = maxDigits+1, d.exponent+1
		} else if significant > maxDigits {
			d.exponent++
		} else if d.mantissa = d.mantissa*10 + uint64(c); d.mantissa != 0 {
			significant++
		}
	}
	d.exact = significant <= maxDigits
	if digits == 0 {
		return d, false
	}
	if i == len(s) {
		return d, true
	}
	if s[i]|0x20 != 'e' {
		return d, false
	}
	e, ok := scanExponent(s[i+1:])
	d.exponent += e
	return d, ok
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
	exactPowers64 = [...]float64{
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
	}
)

// parseFloat32 returns the float32 nearest to the number in s. ok is false
// where s is no number; one that is too large is infinite.
func parseFloat32(s []byte, point byte) (f float32, ok bool) {
	d, ok := scanDecimal(s, point)
	if !ok {
		return 0, false
	}
	if !d.exact || d.mantissa > 1<<24 || d.exponent < -10 || d.exponent > 10 {
		return float32(parseSlowly(s, point, 32)), true
	}
	f = float32(d.mantissa)
	if d.exponent < 0 {
		f /= exactPowers32[-d.exponent]
	} else {
		f *= exactPowers32[d.exponent]
	}
	if d.negative {
		f = -f
	}
	return f, true
}

// parseFloat64 is parseFloat32 for float64.
func parseFloat64(s []byte, point byte) (f float64, ok bool) {
	d, ok := scanDecimal(s, point)
	if !ok {
		return 0, false
	}
	return d.float64(s, point), true
}

// float64 is the number nearest to the decimal, which was scanned from s.
func (d *decimal) float64(s []byte, point byte) float64 {
	if !d.exact || d.mantissa > 1<<53 || d.exponent < -22 || d.exponent > 22 {
		return parseSlowly(s, point, 64)
	}
	f := float64(d.mantissa)
	if d.exponent < 0 {
		f /= exactPowers64[-d.exponent]
	} else {
		f *= exactPowers64[d.exponent]
	}
	if d.negative {
		f = -f
	}
	return f
}

// parseSlowly hands a number whose syntax is known to be good to strconv. The
// error can only be one of range, where the result is infinite.
func parseSlowly(s []byte, point byte, bits int) float64 {
	var room [64]byte
	text := append(room[:0], s...)
	for i, c := range text {
		if c == point {
			text[i] = '.'
		}
	}
	f, _ := strconv.ParseFloat(string(text), bits)
	return f
}

// trim removes the spaces and tabs around an unquoted field.
func trim(s []byte) []byte {
	for len(s) > 0 && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	for len(s) > 0 && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	return s
}
