//go:build ignore

// Cases of loop.go: multiplication, division, and fields of bits.

package armv7m

func _() {
	switch u.Code {
	case decode.Mul:
		c.r[u.D] = c.r[u.N] * c.r[u.M]
	case decode.MulS:
		v := c.r[u.N] * c.r[u.M]
		c.r[u.D], c.nf, c.zf = v, v, v
	case decode.Mla:
		c.r[u.D] = c.r[u.A] + c.r[u.N]*c.r[u.M]
	case decode.Mls:
		c.r[u.D] = c.r[u.A] - c.r[u.N]*c.r[u.M]
	case decode.Smull:
		p := uint64(int64(int32(c.r[u.N])) * int64(int32(c.r[u.M])))
		c.r[u.A], c.r[u.D] = uint32(p), uint32(p>>32)
	case decode.Umull:
		p := uint64(c.r[u.N]) * uint64(c.r[u.M])
		c.r[u.A], c.r[u.D] = uint32(p), uint32(p>>32)
	case decode.Sdiv, decode.Udiv:
		c.cycles -= b.rest(u)
		if !c.divide(u, u.Code == decode.Sdiv) {
			goto failed
		}
		goto slow
	case decode.Uxtb:
		c.r[u.D] = bits.RotateLeft32(c.r[u.M], -int(u.Imm)) & 0xFF
	case decode.Uxth:
		c.r[u.D] = bits.RotateLeft32(c.r[u.M], -int(u.Imm)) & 0xFFFF
	case decode.Sxtb:
		c.r[u.D] = uint32(int8(bits.RotateLeft32(c.r[u.M], -int(u.Imm))))
	case decode.Sxth:
		c.r[u.D] = uint32(int16(bits.RotateLeft32(c.r[u.M], -int(u.Imm))))
	case decode.Ubfx:
		c.r[u.D] = c.r[u.N] << (u.A & 31) >> (u.X & 31)
	case decode.Sbfx:
		c.r[u.D] = uint32(int32(c.r[u.N]<<(u.A&31)) >> (u.X & 31))
	case decode.Bfi:
		mask := uint32(1<<u.X-1) << u.Imm
		c.r[u.D] = c.r[u.D]&^mask | c.r[u.N]<<u.Imm&mask
	case decode.Clz:
		c.r[u.D] = uint32(bits.LeadingZeros32(c.r[u.M]))
	case decode.DSP:
		c.execDSP(u)
	}
}
