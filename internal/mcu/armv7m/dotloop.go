package armv7m

import (
	"math"
	"math/bits"

	"tinyol-sim/internal/mcu/armv7m/decode"
)

// dotLoop goes round a block that is nothing but u, the step of a dot product,
// and the comparison and branch that close its loop, as compilers write dense
// layers. It stops in front of the round that meets a limit or an obstacle, or
// that is the last: the loop does that one, which has been counted like any
// block that is entered.
func (c *Core) dotLoop(b *block, u, compare *decode.Op) {
	if !c.fpFast {
		return
	}
	s := c.floats()
	words := c.words
	cycles, insns := c.cycles, c.insns
	sum := s[u.IT]
	var p, q uint32
	for {
		entered := cycles + uint64(b.Refill)
		if entered+uint64(b.Most) > c.until || insns+uint64(b.count) > c.insnEnd {
			break
		}
		n, m := c.r[u.N], c.r[u.N2]
		i := bits.RotateLeft32(n+u.Imm-c.ramBase, -2)
		j := bits.RotateLeft32(m+u.Imm2-c.ramBase, -2)
		if i >= uint32(len(words)) || j >= uint32(len(words)) {
			break
		}
		x, y := math.Float32frombits(words[i]), math.Float32frombits(words[j])
		product := float32(x * y) // rounded: a VMUL and a VADD, which no processor may fuse
		next := sum + product
		if !plainProduct(product) && !exactZero(product, x, y) || math.Float32bits(next)&infinity == infinity {
			break
		}
		c.r[u.N], c.r[u.N2] = n+uint32(u.A), m+uint32(u.A2)
		left, right := c.r[compare.N], c.r[compare.M]
		if left == right {
			c.r[u.N], c.r[u.N2] = n, m
			break
		}
		p, q, sum = left, right, next
		s[u.D], s[u.D2] = x, y
		s[u.X], s[u.IT] = product, sum
		cycles, insns = entered+uint64(b.Cycles), insns+uint64(b.count)
	}
	if insns != c.insns {
		v := p - q
		c.nf, c.zf, c.cf, c.vf = v, v, carry(p >= q), (p^q)&(p^v)
		c.cycles, c.insns = cycles, insns
	}
}
