package armv7m

import (
	"math"
	"math/bits"
)

// Cumulative exception flags and control bits of FPSCR, ARM ARM A2.5.3.
const (
	flagInvalid    = 1 << 0
	flagDivide     = 1 << 1
	flagOverflow   = 1 << 2
	flagUnderflow  = 1 << 3
	flagInexact    = 1 << 4
	flagDenormal   = 1 << 7
	fpscrRounding  = 22
	fpscrFlush     = 1 << 24
	fpscrDefaultN  = 1 << 25
	fpscrAlternate = 1 << 26
	fpscrMask      = 0xF7C0009F

	defaultNaN = 0x7FC00000
	quietBit   = 1 << 22
	signBit    = 1 << 31
	infinity   = 0x7F800000
)

// Rounding modes as FPSCR has them.
const (
	roundNearest = iota
	roundUp
	roundDown
	roundZero
)

// softFloat computes binary32 exactly in integers, with the flags and modes of
// an FPSCR. The FPU uses it where the host's arithmetic would not tell.
type softFloat struct {
	fpscr uint32
	mode  uint32
}

func (c *Core) soft() softFloat {
	return softFloat{fpscr: c.fpscr, mode: c.fpscr >> fpscrRounding & 3}
}

func isNaN(v uint32) bool        { return v&^uint32(signBit) > infinity }
func isSignalling(v uint32) bool { return isNaN(v) && v&quietBit == 0 }
func isInfinite(v uint32) bool   { return v&^uint32(signBit) == infinity }
func isZero(v uint32) bool       { return v&^uint32(signBit) == 0 }

// input flushes a denormal operand where FPSCR asks for it.
func (f *softFloat) input(v uint32) uint32 {
	if f.fpscr&fpscrFlush != 0 && v&infinity == 0 && !isZero(v) {
		f.fpscr |= flagDenormal
		return v & signBit
	}
	return v
}

// nan picks the NaN that an operation on values with one among them yields:
// the first signalling, then the first quiet (ARM ARM A2.5.5).
func (f *softFloat) nan(values ...uint32) uint32 {
	result := uint32(0)
	for i := len(values) - 1; i >= 0; i-- {
		if isNaN(values[i]) && !isSignalling(values[i]) {
			result = values[i]
		}
	}
	for i := len(values) - 1; i >= 0; i-- {
		if isSignalling(values[i]) {
			f.fpscr |= flagInvalid
			result = values[i] | quietBit
		}
	}
	if f.fpscr&fpscrDefaultN != 0 {
		return defaultNaN
	}
	return result
}

func (f *softFloat) invalid() uint32 {
	f.fpscr |= flagInvalid
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
func (f *softFloat) up(sign uint32, kept, cut, unit uint64) bool {
	switch f.mode {
	case roundNearest:
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
func (f *softFloat) pack(sign uint32, sig uint64, exp int) uint32 {
	shift := bits.LeadingZeros64(sig) - 1
	if shift < 0 {
		sig = shiftJam(sig, 1)
	} else {
		sig <<= shift
	}
	biased := exp - shift + 62 + 127
	tiny := biased <= 0
	if tiny {
		if f.fpscr&fpscrFlush != 0 {
			f.fpscr |= flagUnderflow
			return sign
		}
		sig = shiftJam(sig, 1-biased)
		biased = 1
	}
	const unit = 1 << 39
	kept, cut := sig/unit, sig%unit
	if cut != 0 {
		f.fpscr |= flagInexact
		if tiny {
			f.fpscr |= flagUnderflow
		}
	}
	if f.up(sign, kept, cut, unit) {
		kept++
	}
	v := uint64(biased-1)<<23 + kept
	if biased >= 255 || v >= infinity {
		f.fpscr |= flagOverflow | flagInexact
		if f.mode == roundNearest || f.mode == roundUp && sign == 0 || f.mode == roundDown && sign != 0 {
			return sign | infinity
		}
		return sign | (infinity - 1)
	}
	return sign | uint32(v)
}

// exactZero is the sum of two values that cancel.
func (f *softFloat) exactZero() uint32 {
	if f.mode == roundDown {
		return signBit
	}
	return 0
}

func (f *softFloat) add(a, b uint32) uint32 {
	a, b = f.input(a), f.input(b)
	switch {
	case isNaN(a) || isNaN(b):
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
	return f.sum(a&signBit, sa<<38, ea-38, b&signBit, sb<<38, eb-38)
}

// sum adds two magnitudes below 2^62 with their signs; not both are zero.
func (f *softFloat) sum(signA uint32, a uint64, ea int, signB uint32, b uint64, eb int) uint32 {
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

func (f *softFloat) mul(a, b uint32) uint32 {
	a, b = f.input(a), f.input(b)
	sign := (a ^ b) & signBit
	switch {
	case isNaN(a) || isNaN(b):
		return f.nan(a, b)
	case isInfinite(a) || isInfinite(b):
		if isZero(a) || isZero(b) {
			return f.invalid()
		}
		return sign | infinity
	case isZero(a) || isZero(b):
		return sign
	}
	sa, ea := parts(a)
	sb, eb := parts(b)
	return f.pack(sign, sa*sb, ea+eb)
}

func (f *softFloat) div(a, b uint32) uint32 {
	a, b = f.input(a), f.input(b)
	sign := (a ^ b) & signBit
	switch {
	case isNaN(a) || isNaN(b):
		return f.nan(a, b)
	case isInfinite(a) && isInfinite(b), isZero(a) && isZero(b):
		return f.invalid()
	case isInfinite(a):
		return sign | infinity
	case isZero(b):
		f.fpscr |= flagDivide
		return sign | infinity
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

func (f *softFloat) sqrt(a uint32) uint32 {
	a = f.input(a)
	switch {
	case isNaN(a):
		return f.nan(a)
	case isZero(a) || a == infinity:
		return a
	case a&signBit != 0:
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

// fma is d + n*m with one rounding.
func (f *softFloat) fma(d, n, m uint32) uint32 {
	d, n, m = f.input(d), f.input(n), f.input(m)
	sign := (n ^ m) & signBit
	bad := isInfinite(n) && isZero(m) || isZero(n) && isInfinite(m)
	switch {
	case isNaN(d) || isNaN(n) || isNaN(m):
		if bad && !isSignalling(d) {
			return f.invalid()
		}
		return f.nan(d, n, m)
	case bad:
		return f.invalid()
	case isInfinite(n) || isInfinite(m):
		if isInfinite(d) && d&signBit != sign {
			return f.invalid()
		}
		return sign | infinity
	case isInfinite(d):
		return d
	case isZero(n) || isZero(m):
		if !isZero(d) {
			// The sum is d, but rounding and flushing still apply.
			sd, ed := parts(d)
			return f.pack(d&signBit, sd, ed)
		}
		if d&signBit == sign {
			return d
		}
		return f.exactZero()
	}
	sn, en := parts(n)
	sm, em := parts(m)
	sd, ed := parts(d)
	return f.sum(d&signBit, sd<<38, ed-38, sign, sn*sm<<14, en+em-14)
}
