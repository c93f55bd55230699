package armv7m

import "math/bits"

// execDSP executes the class opDSP: reversals, long and halfword
// multiplication, saturation, extension, packing, parallel arithmetic.
func (c *Core) execDSP(u *uop) {
	n, m := c.r[u.n], c.r[u.m]
	switch u.sub {
	case dspRev:
		c.r[u.d] = bits.ReverseBytes32(m)
	case dspRev16:
		c.r[u.d] = bits.RotateLeft32(bits.ReverseBytes32(m), 16)
	case dspRevsh:
		c.r[u.d] = uint32(int16(bits.ReverseBytes16(uint16(m))))
	case dspRbit:
		c.r[u.d] = bits.Reverse32(m)
	case dspSmlal, dspUmlal, dspSmlalxy, dspSmlald, dspSmlsld, dspUmaal:
		c.longAccumulate(u, n, m)
	case dspSmla, dspSmlad, dspSmlaw, dspSmlsd, dspSmmla, dspSmmls, dspUsada8:
		c.r[u.d] = c.accumulate(u, n, m)
	case dspSsat, dspUsat:
		if u.x != 0 { // ASR
			n = uint32(int32(n) >> u.imm)
		} else {
			n <<= u.imm
		}
		c.r[u.d] = c.saturate(int64(int32(n)), u.a, u.sub == dspSsat)
	case dspSsat16, dspUsat16:
		signed := u.sub == dspSsat16
		low := c.saturate(int64(int16(n)), u.a, signed)
		high := c.saturate(int64(int16(n>>16)), u.a, signed)
		c.r[u.d] = low&0xFFFF | high<<16
	case dspPkh:
		if u.x != 0 { // PKHTB
			c.r[u.d] = n&0xFFFF0000 | uint32(int32(m)>>u.imm)&0xFFFF
		} else {
			c.r[u.d] = n&0xFFFF | m<<u.imm&0xFFFF0000
		}
	case dspQadd, dspQdadd, dspQsub, dspQdsub:
		b := int64(int32(n))
		if u.sub == dspQdadd || u.sub == dspQdsub {
			b = int64(int32(c.saturate(2*b, 32, true)))
		}
		if u.sub == dspQsub || u.sub == dspQdsub {
			b = -b
		}
		c.r[u.d] = c.saturate(int64(int32(m))+b, 32, true)
	case dspSel:
		mask := c.ge&1*0xFF | c.ge>>1&1*0xFF00 | c.ge>>2&1*0xFF0000 | c.ge>>3&1*0xFF000000
		c.r[u.d] = n&mask | m&^mask
	case dspParallel:
		c.r[u.d] = c.parallel(u.imm>>3, u.imm&7, n, m)
	default:
		c.r[u.d] = extendAndAdd(u.sub, n, bits.RotateLeft32(m, -int(u.imm)))
	}
}

// saturate clamps to width bits and notes in Q that it had to.
func (c *Core) saturate(v int64, width uint8, signed bool) uint32 {
	low, high := int64(0), int64(1)<<width-1
	if signed {
		low, high = -1<<(width-1), 1<<(width-1)-1
	}
	clamped := min(max(v, low), high)
	if clamped != v {
		c.qf = 1
	}
	return uint32(clamped)
}

// half picks the upper or lower signed halfword.
func half(v uint32, upper uint8) int64 {
	if upper != 0 {
		return int64(int16(v >> 16))
	}
	return int64(int16(v))
}

// accumulate is a + n*m in the forms with a 32-bit result; Q notes an overflow
// of the sum.
func (c *Core) accumulate(u *uop, n, m uint32) uint32 {
	a := int64(int32(c.r[u.a]))
	var sum int64
	switch u.sub {
	case dspSmla:
		sum = a + half(n, u.x>>1)*half(m, u.x&1)
	case dspSmlaw:
		sum = a + int64(int32(n))*half(m, u.x)>>16
	case dspSmlad:
		sum = a + half(n, 0)*half(m, u.x) + half(n, 1)*half(m, u.x^1)
	case dspSmlsd:
		sum = a + half(n, 0)*half(m, u.x) - half(n, 1)*half(m, u.x^1)
	case dspUsada8:
		for shift := 0; shift < 32; shift += 8 {
			d := int64(n>>shift&0xFF) - int64(m>>shift&0xFF)
			sum += max(d, -d)
		}
		return uint32(sum + a)
	default: // SMMLA, SMMLS
		product := int64(int32(n)) * int64(int32(m))
		if u.sub == dspSmmls {
			product = -product
		}
		product += a << 32
		if u.x != 0 {
			product += 1 << 31
		}
		return uint32(product >> 32)
	}
	if sum != int64(int32(sum)) {
		c.qf = 1
	}
	return uint32(sum)
}

// longAccumulate is d:a + n*m.
func (c *Core) longAccumulate(u *uop, n, m uint32) {
	a := uint64(c.r[u.d])<<32 | uint64(c.r[u.a])
	switch u.sub {
	case dspSmlal:
		a += uint64(int64(int32(n)) * int64(int32(m)))
	case dspUmlal:
		a += uint64(n) * uint64(m)
	case dspUmaal:
		a = uint64(n)*uint64(m) + uint64(c.r[u.d]) + uint64(c.r[u.a])
	case dspSmlalxy:
		a += uint64(half(n, u.x>>1) * half(m, u.x&1))
	case dspSmlald:
		a += uint64(half(n, 0)*half(m, u.x) + half(n, 1)*half(m, u.x^1))
	case dspSmlsld:
		a += uint64(half(n, 0)*half(m, u.x) - half(n, 1)*half(m, u.x^1))
	}
	c.r[u.a], c.r[u.d] = uint32(a), uint32(a>>32)
}

func extendAndAdd(sub uint8, n, m uint32) uint32 {
	switch sub {
	case dspSxtah:
		return n + uint32(int16(m))
	case dspUxtah:
		return n + m&0xFFFF
	case dspSxtab:
		return n + uint32(int8(m))
	case dspUxtab:
		return n + m&0xFF
	case dspSxtab16:
		return (n+uint32(int8(m)))&0xFFFF | (n>>16+uint32(int8(m>>16)))<<16
	}
	return (n+m&0xFF)&0xFFFF | (n>>16+m>>16&0xFF)<<16 // UXTAB16
}

// Operations and prefixes of the parallel instructions as they are encoded.
const (
	parallelAdd8  = 0
	parallelAdd16 = 1
	parallelASX   = 2
	parallelSub8  = 4
	parallelSub16 = 5
	parallelSAX   = 6

	prefixS  = 0
	prefixQ  = 1
	prefixSH = 2
	prefixU  = 4
	prefixUQ = 5
	prefixUH = 6
)

// parallel works on four bytes or two halfwords at once (ARM ARM A7.7, SADD16
// and its relatives). GE is set by the plain forms.
func (c *Core) parallel(op, prefix, n, m uint32) uint32 {
	width := 16
	if op == parallelAdd8 || op == parallelSub8 {
		width = 8
	}
	if op == parallelASX || op == parallelSAX {
		m = bits.RotateLeft32(m, 16)
	}
	var result, ge uint32
	lanes := 32 / width
	for lane := range lanes {
		shift := lane * width
		a, b := lanePart(n, shift, width, prefix), lanePart(m, shift, width, prefix)
		subtract := op == parallelSub8 || op == parallelSub16 ||
			op == parallelASX && lane == 0 || op == parallelSAX && lane == 1
		v := a + b
		if subtract {
			v = a - b
		}
		carry := v >= 0
		if prefix == prefixU && !subtract {
			carry = v >= 1<<width
		}
		if carry {
			ge |= (1<<(4/lanes) - 1) << (lane * 4 / lanes)
		}
		result |= uint32(finish(v, width, prefix)) & (1<<width - 1) << shift
	}
	if prefix == prefixS || prefix == prefixU {
		c.ge = ge
	}
	return result
}

func lanePart(v uint32, shift, width int, prefix uint32) int32 {
	v = v << (32 - shift - width)
	if prefix < prefixU {
		return int32(v) >> (32 - width)
	}
	return int32(v >> (32 - width))
}

// finish saturates or halves what a lane came to.
func finish(v int32, width int, prefix uint32) int32 {
	switch prefix {
	case prefixQ:
		return min(max(v, -1<<(width-1)), 1<<(width-1)-1)
	case prefixUQ:
		return min(max(v, 0), 1<<width-1)
	case prefixSH, prefixUH:
		return v >> 1
	}
	return v
}
