//go:build ignore

// Cases of loop.go: multiplication, division, and fields of bits.

package armv7m

func _() {
	switch u.op {
	case opMul:
		c.r[u.d] = c.r[u.n] * c.r[u.m]
	case opMulS:
		v := c.r[u.n] * c.r[u.m]
		c.r[u.d], c.nf, c.zf = v, v, v
	case opMla:
		c.r[u.d] = c.r[u.a] + c.r[u.n]*c.r[u.m]
	case opMls:
		c.r[u.d] = c.r[u.a] - c.r[u.n]*c.r[u.m]
	case opSmull:
		p := uint64(int64(int32(c.r[u.n])) * int64(int32(c.r[u.m])))
		c.r[u.a], c.r[u.d] = uint32(p), uint32(p>>32)
	case opUmull:
		p := uint64(c.r[u.n]) * uint64(c.r[u.m])
		c.r[u.a], c.r[u.d] = uint32(p), uint32(p>>32)
	case opSdiv, opUdiv:
		c.cycles -= b.rest(u)
		if !c.divide(u, u.op == opSdiv) {
			goto failed
		}
		goto slow
	case opUxtb:
		c.r[u.d] = bits.RotateLeft32(c.r[u.m], -int(u.imm)) & 0xFF
	case opUxth:
		c.r[u.d] = bits.RotateLeft32(c.r[u.m], -int(u.imm)) & 0xFFFF
	case opSxtb:
		c.r[u.d] = uint32(int8(bits.RotateLeft32(c.r[u.m], -int(u.imm))))
	case opSxth:
		c.r[u.d] = uint32(int16(bits.RotateLeft32(c.r[u.m], -int(u.imm))))
	case opUbfx:
		c.r[u.d] = c.r[u.n] << (u.a & 31) >> (u.x & 31)
	case opSbfx:
		c.r[u.d] = uint32(int32(c.r[u.n]<<(u.a&31)) >> (u.x & 31))
	case opBfi:
		mask := uint32(1<<u.x-1) << u.imm
		c.r[u.d] = c.r[u.d]&^mask | c.r[u.n]<<u.imm&mask
	case opClz:
		c.r[u.d] = uint32(bits.LeadingZeros32(c.r[u.m]))
	case opDSP:
		c.execDSP(u)
	}
}
