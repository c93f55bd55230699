// Package softfloat computes binary32 exactly in integers, with the flags and
// modes of an FPSCR. The FPU uses it where the host's arithmetic would not tell.
// Values are given as their bits.
package softfloat

import (
	"math"
	"math/bits"
)

// Cumulative exception flags and control bits of FPSCR, ARM ARM A2.5.3.
const (
	Inexact       = 1 << 4
	RoundingShift = 22 // of the mode
	Flush         = 1 << 24
	Mask          = 0xF7C0009F // of the bits that there are

	flagInvalid    = 1 << 0
	flagDivide     = 1 << 1
	flagOverflow   = 1 << 2
	flagUnderflow  = 1 << 3
	flagDenormal   = 1 << 7
	fpscrDefaultN  = 1 << 25
	fpscrAlternate = 1 << 26
)

// Parts of a binary32.
const (
	Sign     = 1 << 31
	Infinity = 0x7F800000

	defaultNaN = 0x7FC00000
	quietBit   = 1 << 22
)

// Rounding modes as FPSCR has them.
const (
	RoundNearest = iota
	roundUp
	roundDown
	RoundZero
)

// Unit is an FPSCR, with the mode that an operation takes.
type Unit struct {
	FPSCR uint32 // with what has been noted so far
	Mode  uint32
}

// New is the arithmetic of an FPSCR.
func New(fpscr uint32) Unit {
	return Unit{FPSCR: fpscr, Mode: fpscr >> RoundingShift & 3}
}

// IsNaN says that a value is a NaN of either kind.
func IsNaN(v uint32) bool        { return v&^uint32(Sign) > Infinity }
func isSignalling(v uint32) bool { return IsNaN(v) && v&quietBit == 0 }
func isInfinite(v uint32) bool   { return v&^uint32(Sign) == Infinity }
func isZero(v uint32) bool       { return v&^uint32(Sign) == 0 }

// input flushes a denormal operand where FPSCR asks for it.
func (f *Unit) input(v uint32) uint32 {
	if f.FPSCR&Flush != 0 && v&Infinity == 0 && !isZero(v) {
		f.FPSCR |= flagDenormal
		return v & Sign
	}
	return v
}

// nan picks the NaN that an operation on values with one among them yields:
// the first signalling, then the first quiet (ARM ARM A2.5.5).
func (f *Unit) nan(values ...uint32) uint32 {
	result := uint32(0)
	for i := len(values) - 1; i >= 0; i-- {
		if IsNaN(values[i]) && !isSignalling(values[i]) {
			result = values[i]
		}
	}
	for i := len(values) - 1; i >= 0; i-- {
		if isSignalling(values[i]) {
			f.FPSCR |= flagInvalid
			result = values[i] | quietBit
		}
	}
	if f.FPSCR&fpscrDefaultN != 0 {
		return defaultNaN
	}
	return result
}

func (f *Unit) invalid() uint32 {
	f.FPSCR |= flagInvalid
	return defaultNaN
}

// parts takes a finite value apart: it is sig * 2^exp, with bit 23 of sig set
// unless it is zero.
func parts(v uint32) (sig uint64, exp int) {
	sig, exp = uint64(v&0x7FFFFF), int(v>>23&0xFF)
	if exp == 0 {
		if sig == 0 {
			return 0, 0
		}
		shift := bits.LeadingZeros64(sig) - 40
		return sig << shift, 1 - 150 - shift
	}
	return sig | 1<<23, exp - 150
}

func shiftJam(v uint64, n int) uint64 {
	if n <= 0 {
		return v
	}
	if n > 63 {
		if v != 0 {
			return 1
		}
		return 0
	}
	lost := v << (64 - n)
	v >>= n
	if lost != 0 {
		v |= 1
	}
	return v
}

// up says whether what is cut off below unit rounds a magnitude up.
func (f *Unit) up(sign uint32, kept, cut, unit uint64) bool {
	switch f.Mode {
	case RoundNearest:
		return cut > unit/2 || cut == unit/2 && kept&1 != 0
	case roundUp:
		return sign == 0 && cut != 0
	case roundDown:
		return sign != 0 && cut != 0
	}
	return false
}

// pack rounds sig * 2^exp, not zero, to binary32. Bit 0 of sig may stand for
// everything below it.
func (f *Unit) pack(sign uint32, sig uint64, exp int) uint32 {
	shift := bits.LeadingZeros64(sig) - 1
	if shift < 0 {
		sig = shiftJam(sig, 1)
	} else {
		sig <<= shift
	}
	biased := exp - shift + 62 + 127
	tiny := biased <= 0
	if tiny {
		if f.FPSCR&Flush != 0 {
			f.FPSCR |= flagUnderflow
			return sign
		}
		sig = shiftJam(sig, 1-biased)
		biased = 1
	}
	const unit = 1 << 39
	kept, cut := sig/unit, sig%unit
	if cut != 0 {
		f.FPSCR |= Inexact
		if tiny {
			f.FPSCR |= flagUnderflow
		}
	}
	if f.up(sign, kept, cut, unit) {
		kept++
	}
	v := uint64(biased-1)<<23 + kept
	if biased >= 255 || v >= Infinity {
		f.FPSCR |= flagOverflow | Inexact
		if f.Mode == RoundNearest || f.Mode == roundUp && sign == 0 || f.Mode == roundDown && sign != 0 {
			return sign | Infinity
		}
		return sign | (Infinity - 1)
	}
	return sign | uint32(v)
}

// exactZero is the sum of two values that cancel.
func (f *Unit) exactZero() uint32 {
	if f.Mode == roundDown {
		return Sign
	}
	return 0
}

// Add is a + b.
func (f *Unit) Add(a, b uint32) uint32 {
	a, b = f.input(a), f.input(b)
	switch {
	case IsNaN(a) || IsNaN(b):
		return f.nan(a, b)
	case isInfinite(a):
		if isInfinite(b) && a != b {
			return f.invalid()
		}
		return a
	case isInfinite(b):
		return b
	case isZero(a) && isZero(b):
		if a == b {
			return a
		}
		return f.exactZero()
	}
	sa, ea := parts(a)
	sb, eb := parts(b)
	return f.sum(a&Sign, sa<<38, ea-38, b&Sign, sb<<38, eb-38)
}

// sum adds two magnitudes below 2^62 with their signs; not both are zero.
func (f *Unit) sum(signA uint32, a uint64, ea int, signB uint32, b uint64, eb int) uint32 {
	switch {
	case a == 0:
		ea = eb
	case b == 0:
		eb = ea
	}
	exp := max(ea, eb)
	a, b = shiftJam(a, exp-ea), shiftJam(b, exp-eb)
	if signA == signB {
		return f.pack(signA, a+b, exp)
	}
	switch {
	case a == b:
		return f.exactZero()
	case a > b:
		return f.pack(signA, a-b, exp)
	}
	return f.pack(signB, b-a, exp)
}

// Sub is a - b. It keeps the sign of a NaN operand, which negation would flip.
func (f *Unit) Sub(a, b uint32) uint32 {
	if IsNaN(a) || IsNaN(b) {
		return f.nan(f.input(a), f.input(b))
	}
	return f.Add(a, b^Sign)
}

// Mul is a * b.
func (f *Unit) Mul(a, b uint32) uint32 {
	a, b = f.input(a), f.input(b)
	sign := (a ^ b) & Sign
	switch {
	case IsNaN(a) || IsNaN(b):
		return f.nan(a, b)
	case isInfinite(a) || isInfinite(b):
		if isZero(a) || isZero(b) {
			return f.invalid()
		}
		return sign | Infinity
	case isZero(a) || isZero(b):
		return sign
	}
	sa, ea := parts(a)
	sb, eb := parts(b)
	return f.pack(sign, sa*sb, ea+eb)
}

// Div is a / b.
func (f *Unit) Div(a, b uint32) uint32 {
	a, b = f.input(a), f.input(b)
	sign := (a ^ b) & Sign
	switch {
	case IsNaN(a) || IsNaN(b):
		return f.nan(a, b)
	case isInfinite(a) && isInfinite(b), isZero(a) && isZero(b):
		return f.invalid()
	case isInfinite(a):
		return sign | Infinity
	case isZero(b):
		f.FPSCR |= flagDivide
		return sign | Infinity
	case isInfinite(b), isZero(a):
		return sign
	}
	sa, ea := parts(a)
	sb, eb := parts(b)
	q, r := sa<<38/sb, sa<<38%sb
	if r != 0 {
		q |= 1
	}
	return f.pack(sign, q, ea-38-eb)
}

// Sqrt is the square root of a.
func (f *Unit) Sqrt(a uint32) uint32 {
	a = f.input(a)
	switch {
	case IsNaN(a):
		return f.nan(a)
	case isZero(a) || a == Infinity:
		return a
	case a&Sign != 0:
		return f.invalid()
	}
	sig, exp := parts(a)
	shift := 37
	if (exp-shift)&1 != 0 {
		shift = 38
	}
	sig <<= shift
	root := uint64(math.Sqrt(float64(sig)))
	for root*root > sig {
		root--
	}
	for (root+1)*(root+1) <= sig {
		root++
	}
	// Two bits more make room for what is below the root's last bit.
	exact := root*root == sig
	root <<= 2
	if !exact {
		root |= 1
	}
	return f.pack(0, root, (exp-shift)/2-2)
}

// FMA is d + n*m with one rounding.
func (f *Unit) FMA(d, n, m uint32) uint32 {
	d, n, m = f.input(d), f.input(n), f.input(m)
	sign := (n ^ m) & Sign
	bad := isInfinite(n) && isZero(m) || isZero(n) && isInfinite(m)
	switch {
	case IsNaN(d) || IsNaN(n) || IsNaN(m):
		if bad && !isSignalling(d) {
			return f.invalid()
		}
		return f.nan(d, n, m)
	case bad:
		return f.invalid()
	case isInfinite(n) || isInfinite(m):
		if isInfinite(d) && d&Sign != sign {
			return f.invalid()
		}
		return sign | Infinity
	case isInfinite(d):
		return d
	case isZero(n) || isZero(m):
		if !isZero(d) {
			// The sum is d, but rounding and flushing still apply.
			sd, ed := parts(d)
			return f.pack(d&Sign, sd, ed)
		}
		if d&Sign == sign {
			return d
		}
		return f.exactZero()
	}
	sn, en := parts(n)
	sm, em := parts(m)
	sd, ed := parts(d)
	return f.sum(d&Sign, sd<<38, ed-38, sign, sn*sm<<14, en+em-14)
}
