package armv7m

import (
	"math"
	"math/bits"
)

// dotLoop goes round a block that is nothing but u, the step of a dot product,
// and the comparison and branch that close its loop, as compilers write dense
// layers. It stops in front of the round that meets a limit or an obstacle, or
// that is the last: the loop does that one, which has been counted like any
// block that is entered.
func (c *Core) dotLoop(b *block, u, compare *uop) {
	if !c.fpFast {
		return
	}
	s := c.floats()
	words := c.words
	cycles, insns := c.cycles, c.insns
	sum := s[u.it]
	var p, q uint32
	for {
		entered := cycles + uint64(b.refill)
		if entered+uint64(b.most) > c.until || insns+uint64(b.count) > c.insnEnd {
			break
		}
		n, m := c.r[u.n], c.r[u.n2]
		i := bits.RotateLeft32(n+u.imm-c.ramBase, -2)
		j := bits.RotateLeft32(m+u.imm2-c.ramBase, -2)
		if i >= uint32(len(words)) || j >= uint32(len(words)) {
			break
		}
		x, y := math.Float32frombits(words[i]), math.Float32frombits(words[j])
		product := float32(x * y) // rounded: a VMUL and a VADD, which no processor may fuse
		next := sum + product
		if !plainProduct(product) && !exactZero(product, x, y) || math.Float32bits(next)&infinity == infinity {
			break
		}
		c.r[u.n], c.r[u.n2] = n+uint32(u.a), m+uint32(u.a2)
		left, right := c.r[compare.n], c.r[compare.m]
		if left == right {
			c.r[u.n], c.r[u.n2] = n, m
			break
		}
		p, q, sum = left, right, next
		s[u.d], s[u.d2] = x, y
		s[u.x], s[u.it] = product, sum
		cycles, insns = entered+uint64(b.cycles), insns+uint64(b.count)
	}
	if insns != c.insns {
		v := p - q
		c.nf, c.zf, c.cf, c.vf = v, v, carry(p >= q), (p^q)&(p^v)
		c.cycles, c.insns = cycles, insns
	}
}

// closeDotLoop puts a dotLoop in front of a block that is one: a step of a dot
// product, the four instructions that it stands for, and the branch back.
func closeDotLoop(out []uop, pc uint32) []uop {
	if len(out) != 6 || out[0].op != opDotStep || out[0].sub != out[0].it || out[5].op != opCmpRegBne || out[5].imm != pc {
		return out
	}
	loop := uop{op: opDotLoop}
	return append([]uop{loop}, out...)
}
