package softfloat

import "math/bits"

// ToInteger rounds a * 2^fraction to an integer of the given width and
// saturates it.
func (f *Unit) ToInteger(a uint32, fraction uint32, width uint8, signed bool) uint32 {
	a = f.input(a)
	if IsNaN(a) {
		f.FPSCR |= flagInvalid
		return 0
	}
	low, high := int64(0), int64(1)<<width-1
	if signed {
		low, high = -1<<(width-1), 1<<(width-1)-1
	}
	limit := high
	if a&Sign != 0 {
		limit = low
	}
	sig, exp := parts(a)
	exp += int(fraction)
	if isInfinite(a) || sig != 0 && exp > 32 {
		f.FPSCR |= flagInvalid
		return uint32(limit)
	}
	var kept, cut uint64
	const unit = 1 << 32
	if exp >= 0 {
		kept = sig << exp
	} else {
		fixed := shiftJam(sig<<32, -exp)
		kept, cut = fixed/unit, fixed%unit
	}
	if f.up(a&Sign, kept, cut, unit) {
		kept++
	}
	v := int64(kept)
	if a&Sign != 0 {
		v = -v
	}
	if v < low || v > high {
		f.FPSCR |= flagInvalid
		return uint32(limit)
	}
	if cut != 0 {
		f.FPSCR |= Inexact
	}
	return uint32(v)
}

// FromInteger is v * 2^-fraction.
func (f *Unit) FromInteger(v int64, fraction uint32) uint32 {
	if v == 0 {
		return 0
	}
	if v < 0 {
		return f.pack(Sign, uint64(-v), -int(fraction))
	}
	return f.pack(0, uint64(v), -int(fraction))
}

// Compare gives N Z C V in bits 31:28 (ARM ARM, FPCompare).
func (f *Unit) Compare(a, b uint32, signalling bool) uint32 {
	a, b = f.input(a), f.input(b)
	if IsNaN(a) || IsNaN(b) {
		if signalling || isSignalling(a) || isSignalling(b) {
			f.FPSCR |= flagInvalid
		}
		return 0b0011 << 28
	}
	x, y := ordered(a), ordered(b)
	switch {
	case x == y:
		return 0b0110 << 28
	case x < y:
		return 0b1000 << 28
	}
	return 0b0010 << 28
}

// ordered maps a value to an integer that compares as it does; both zeros are
// the same.
func ordered(v uint32) int64 {
	magnitude := int64(v &^ uint32(Sign))
	if v&Sign != 0 {
		return -magnitude
	}
	return magnitude
}

// FromHalf widens binary16, or the alternative format, which has no infinities
// and NaNs. Half-precision denormals are never flushed.
func (f *Unit) FromHalf(h uint32) uint32 {
	sign := h >> 15 & 1 << 31
	exp, frac := h>>10&31, h&0x3FF
	switch {
	case exp == 31 && f.FPSCR&fpscrAlternate == 0:
		if frac == 0 {
			return sign | Infinity
		}
		return f.nan(sign | Infinity | frac<<13)
	case exp == 0 && frac == 0:
		return sign
	case exp == 0:
		shift := uint32(bits.LeadingZeros32(frac) - 21)
		return sign | (113-shift)<<23 | frac<<(shift+13)&0x7FFFFF
	}
	return sign | (exp+112)<<23 | frac<<13
}

// ToHalf narrows to binary16 or the alternative format.
func (f *Unit) ToHalf(a uint32) uint32 {
	alternate := f.FPSCR&fpscrAlternate != 0
	a = f.input(a)
	sign := a >> 31 << 15
	switch {
	case IsNaN(a):
		if alternate {
			f.FPSCR |= flagInvalid
			return sign
		}
		v := f.nan(a)
		return v>>31<<15 | 0x7C00 | v>>13&0x3FF
	case isInfinite(a):
		if alternate {
			f.FPSCR |= flagInvalid
			return sign | 0x7FFF
		}
		return sign | 0x7C00
	case isZero(a):
		return sign
	}
	sig, exp := parts(a)
	sig <<= 39
	biased := exp + 23 + 15
	tiny := biased <= 0
	if tiny {
		sig = shiftJam(sig, 1-biased)
		biased = 1
	}
	const unit = 1 << 52
	kept, cut := sig/unit, sig%unit
	if f.up(a&Sign, kept, cut, unit) {
		kept++
	}
	return sign | f.halfResult(a&Sign, uint64(biased-1)<<10+kept, cut != 0, tiny)
}

// halfResult notes the flags of a half-precision result and limits it.
func (f *Unit) halfResult(sign uint32, v uint64, inexact, tiny bool) uint32 {
	if f.FPSCR&fpscrAlternate != 0 {
		if v > 0x7FFF {
			f.FPSCR |= flagInvalid
			return 0x7FFF
		}
	} else if v >= 0x7C00 {
		f.FPSCR |= flagOverflow | Inexact
		if f.Mode == RoundNearest || f.Mode == roundUp && sign == 0 || f.Mode == roundDown && sign != 0 {
			return 0x7C00
		}
		return 0x7BFF
	}
	if inexact {
		f.FPSCR |= Inexact
		if tiny {
			f.FPSCR |= flagUnderflow
		}
	}
	return uint32(v)
}
