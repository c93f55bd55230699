package armv7m

import (
	"math/bits"

	"tinyol-sim/internal/mcu/armv7m/decode"
)

// execDSP executes the class decode.DSP: reversals, long and halfword
// multiplication, saturation, extension, packing, parallel arithmetic.
func (c *Core) execDSP(u *decode.Op) {
	n, m := c.r[u.N], c.r[u.M]
	switch u.Sub {
	case decode.DSPRev:
		c.r[u.D] = bits.ReverseBytes32(m)
	case decode.DSPRev16:
		c.r[u.D] = bits.RotateLeft32(bits.ReverseBytes32(m), 16)
	case decode.DSPRevsh:
		c.r[u.D] = uint32(int16(bits.ReverseBytes16(uint16(m))))
	case decode.DSPRbit:
		c.r[u.D] = bits.Reverse32(m)
	case decode.DSPSmlal, decode.DSPUmlal, decode.DSPSmlalxy, decode.DSPSmlald, decode.DSPSmlsld, decode.DSPUmaal:
		c.longAccumulate(u, n, m)
	case decode.DSPSmla, decode.DSPSmlad, decode.DSPSmlaw, decode.DSPSmlsd, decode.DSPSmmla, decode.DSPSmmls, decode.DSPUsada8:
		c.r[u.D] = c.accumulate(u, n, m)
	case decode.DSPSsat, decode.DSPUsat:
		if u.X != 0 { // ASR
			n = uint32(int32(n) >> u.Imm)
		} else {
			n <<= u.Imm
		}
		c.r[u.D] = c.saturate(int64(int32(n)), u.A, u.Sub == decode.DSPSsat)
	case decode.DSPSsat16, decode.DSPUsat16:
		signed := u.Sub == decode.DSPSsat16
		low := c.saturate(int64(int16(n)), u.A, signed)
		high := c.saturate(int64(int16(n>>16)), u.A, signed)
		c.r[u.D] = low&0xFFFF | high<<16
	case decode.DSPPkh:
		if u.X != 0 { // PKHTB
			c.r[u.D] = n&0xFFFF0000 | uint32(int32(m)>>u.Imm)&0xFFFF
		} else {
			c.r[u.D] = n&0xFFFF | m<<u.Imm&0xFFFF0000
		}
	case decode.DSPQadd, decode.DSPQdadd, decode.DSPQsub, decode.DSPQdsub:
		b := int64(int32(n))
		if u.Sub == decode.DSPQdadd || u.Sub == decode.DSPQdsub {
			b = int64(int32(c.saturate(2*b, 32, true)))
		}
		if u.Sub == decode.DSPQsub || u.Sub == decode.DSPQdsub {
			b = -b
		}
		c.r[u.D] = c.saturate(int64(int32(m))+b, 32, true)
	case decode.DSPSel:
		mask := c.ge&1*0xFF | c.ge>>1&1*0xFF00 | c.ge>>2&1*0xFF0000 | c.ge>>3&1*0xFF000000
		c.r[u.D] = n&mask | m&^mask
	case decode.DSPParallel:
		c.r[u.D] = c.parallel(u.Imm>>3, u.Imm&7, n, m)
	default:
		c.r[u.D] = extendAndAdd(u.Sub, n, bits.RotateLeft32(m, -int(u.Imm)))
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
func (c *Core) accumulate(u *decode.Op, n, m uint32) uint32 {
	a := int64(int32(c.r[u.A]))
	var sum int64
	switch u.Sub {
	case decode.DSPSmla:
		sum = a + half(n, u.X>>1)*half(m, u.X&1)
	case decode.DSPSmlaw:
		sum = a + int64(int32(n))*half(m, u.X)>>16
	case decode.DSPSmlad:
		sum = a + half(n, 0)*half(m, u.X) + half(n, 1)*half(m, u.X^1)
	case decode.DSPSmlsd:
		sum = a + half(n, 0)*half(m, u.X) - half(n, 1)*half(m, u.X^1)
	case decode.DSPUsada8:
		for shift := 0; shift < 32; shift += 8 {
			d := int64(n>>shift&0xFF) - int64(m>>shift&0xFF)
			sum += max(d, -d)
		}
		return uint32(sum + a)
	default: // SMMLA, SMMLS
		product := int64(int32(n)) * int64(int32(m))
		if u.Sub == decode.DSPSmmls {
			product = -product
		}
		product += a << 32
		if u.X != 0 {
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
func (c *Core) longAccumulate(u *decode.Op, n, m uint32) {
	a := uint64(c.r[u.D])<<32 | uint64(c.r[u.A])
	switch u.Sub {
	case decode.DSPSmlal:
		a += uint64(int64(int32(n)) * int64(int32(m)))
	case decode.DSPUmlal:
		a += uint64(n) * uint64(m)
	case decode.DSPUmaal:
		a = uint64(n)*uint64(m) + uint64(c.r[u.D]) + uint64(c.r[u.A])
	case decode.DSPSmlalxy:
		a += uint64(half(n, u.X>>1) * half(m, u.X&1))
	case decode.DSPSmlald:
		a += uint64(half(n, 0)*half(m, u.X) + half(n, 1)*half(m, u.X^1))
	case decode.DSPSmlsld:
		a += uint64(half(n, 0)*half(m, u.X) - half(n, 1)*half(m, u.X^1))
	}
	c.r[u.A], c.r[u.D] = uint32(a), uint32(a>>32)
}

func extendAndAdd(sub uint8, n, m uint32) uint32 {
	switch sub {
	case decode.DSPSxtah:
		return n + uint32(int16(m))
	case decode.DSPUxtah:
		return n + m&0xFFFF
	case decode.DSPSxtab:
		return n + uint32(int8(m))
	case decode.DSPUxtab:
		return n + m&0xFF
	case decode.DSPSxtab16:
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
