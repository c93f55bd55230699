//go:build ignore

// Cases of loop.go: data processing with a shifted operand, fused.

package armv7m

func _() {
	switch u.Code {
	case decode.End:
		goto end

	case decode.AndLsl:
		c.r[u.D] = c.r[u.A] << (u.Imm & 31) & c.r[u.N]
	case decode.AndLsr:
		c.r[u.D] = c.r[u.A] >> (u.Imm & 31) & c.r[u.N]
	case decode.AndAsr:
		c.r[u.D] = uint32(int32(c.r[u.A])>>(u.Imm&31)) & c.r[u.N]
	case decode.BicLsl:
		c.r[u.D] = c.r[u.N] &^ (c.r[u.A] << (u.Imm & 31))
	case decode.BicLsr:
		c.r[u.D] = c.r[u.N] &^ (c.r[u.A] >> (u.Imm & 31))
	case decode.BicAsr:
		c.r[u.D] = c.r[u.N] &^ (uint32(int32(c.r[u.A]) >> (u.Imm & 31)))
	case decode.OrrLsl:
		c.r[u.D] = c.r[u.A]<<(u.Imm&31) | c.r[u.N]
	case decode.OrrLsr:
		c.r[u.D] = c.r[u.A]>>(u.Imm&31) | c.r[u.N]
	case decode.OrrAsr:
		c.r[u.D] = uint32(int32(c.r[u.A])>>(u.Imm&31)) | c.r[u.N]
	case decode.EorLsl:
		c.r[u.D] = c.r[u.A]<<(u.Imm&31) ^ c.r[u.N]
	case decode.EorLsr:
		c.r[u.D] = c.r[u.A]>>(u.Imm&31) ^ c.r[u.N]
	case decode.EorAsr:
		c.r[u.D] = uint32(int32(c.r[u.A])>>(u.Imm&31)) ^ c.r[u.N]
	case decode.AddLsl:
		c.r[u.D] = c.r[u.A]<<(u.Imm&31) + c.r[u.N]
	case decode.AddLsr:
		c.r[u.D] = c.r[u.A]>>(u.Imm&31) + c.r[u.N]
	case decode.AddAsr:
		c.r[u.D] = uint32(int32(c.r[u.A])>>(u.Imm&31)) + c.r[u.N]
	case decode.SubLsl:
		c.r[u.D] = c.r[u.N] - c.r[u.A]<<(u.Imm&31)
	case decode.SubLsr:
		c.r[u.D] = c.r[u.N] - c.r[u.A]>>(u.Imm&31)
	case decode.SubAsr:
		c.r[u.D] = c.r[u.N] - uint32(int32(c.r[u.A])>>(u.Imm&31))
	case decode.RsbLsl:
		c.r[u.D] = c.r[u.A]<<(u.Imm&31) - c.r[u.N]
	case decode.RsbLsr:
		c.r[u.D] = c.r[u.A]>>(u.Imm&31) - c.r[u.N]
	case decode.RsbAsr:
		c.r[u.D] = uint32(int32(c.r[u.A])>>(u.Imm&31)) - c.r[u.N]
	}
}
