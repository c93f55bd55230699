//go:build ignore

// Cases of loop.go: data processing with a shifted operand, fused.

package armv7m

func _() {
	switch u.op {
	case opEnd:
		goto end

	case opAndLsl:
		c.r[u.d] = c.r[u.a] << (u.imm & 31) & c.r[u.n]
	case opAndLsr:
		c.r[u.d] = c.r[u.a] >> (u.imm & 31) & c.r[u.n]
	case opAndAsr:
		c.r[u.d] = uint32(int32(c.r[u.a])>>(u.imm&31)) & c.r[u.n]
	case opBicLsl:
		c.r[u.d] = c.r[u.n] &^ (c.r[u.a] << (u.imm & 31))
	case opBicLsr:
		c.r[u.d] = c.r[u.n] &^ (c.r[u.a] >> (u.imm & 31))
	case opBicAsr:
		c.r[u.d] = c.r[u.n] &^ (uint32(int32(c.r[u.a]) >> (u.imm & 31)))
	case opOrrLsl:
		c.r[u.d] = c.r[u.a]<<(u.imm&31) | c.r[u.n]
	case opOrrLsr:
		c.r[u.d] = c.r[u.a]>>(u.imm&31) | c.r[u.n]
	case opOrrAsr:
		c.r[u.d] = uint32(int32(c.r[u.a])>>(u.imm&31)) | c.r[u.n]
	case opEorLsl:
		c.r[u.d] = c.r[u.a]<<(u.imm&31) ^ c.r[u.n]
	case opEorLsr:
		c.r[u.d] = c.r[u.a]>>(u.imm&31) ^ c.r[u.n]
	case opEorAsr:
		c.r[u.d] = uint32(int32(c.r[u.a])>>(u.imm&31)) ^ c.r[u.n]
	case opAddLsl:
		c.r[u.d] = c.r[u.a]<<(u.imm&31) + c.r[u.n]
	case opAddLsr:
		c.r[u.d] = c.r[u.a]>>(u.imm&31) + c.r[u.n]
	case opAddAsr:
		c.r[u.d] = uint32(int32(c.r[u.a])>>(u.imm&31)) + c.r[u.n]
	case opSubLsl:
		c.r[u.d] = c.r[u.n] - c.r[u.a]<<(u.imm&31)
	case opSubLsr:
		c.r[u.d] = c.r[u.n] - c.r[u.a]>>(u.imm&31)
	case opSubAsr:
		c.r[u.d] = c.r[u.n] - uint32(int32(c.r[u.a])>>(u.imm&31))
	case opRsbLsl:
		c.r[u.d] = c.r[u.a]<<(u.imm&31) - c.r[u.n]
	case opRsbLsr:
		c.r[u.d] = c.r[u.a]>>(u.imm&31) - c.r[u.n]
	case opRsbAsr:
		c.r[u.d] = uint32(int32(c.r[u.a])>>(u.imm&31)) - c.r[u.n]
	}
}
