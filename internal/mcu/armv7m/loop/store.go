//go:build ignore

// Cases of loop.go: stores of a register.

package armv7m

func _() {
	switch u.Code {
	case decode.Str:
		a := c.r[u.N] + u.Imm
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && o*4-c.ramCodeLow >= c.ramCodeSpan {
			words[o] = c.r[u.D]
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 4, c.r[u.D]) {
			goto failed
		}
		goto slow
	case decode.StrReg:
		a := c.r[u.N] + c.r[u.M]<<(u.X&3)
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && o*4-c.ramCodeLow >= c.ramCodeSpan {
			words[o] = c.r[u.D]
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 4, c.r[u.D]) {
			goto failed
		}
		goto slow
	case decode.Strb:
		a := c.r[u.N] + u.Imm
		if o := a - ramBase; o < uint32(len(ram)) && o-c.ramCodeLow >= c.ramCodeSpan {
			ram[o] = byte(c.r[u.D])
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 1, c.r[u.D]&0xFF) {
			goto failed
		}
		goto slow
	case decode.StrbReg:
		a := c.r[u.N] + c.r[u.M]<<(u.X&3)
		if o := a - ramBase; o < uint32(len(ram)) && o-c.ramCodeLow >= c.ramCodeSpan {
			ram[o] = byte(c.r[u.D])
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 1, c.r[u.D]&0xFF) {
			goto failed
		}
		goto slow
	case decode.Strh:
		a := c.r[u.N] + u.Imm
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 && o-c.ramCodeLow >= c.ramCodeSpan {
			shift := o & 2 * 8
			words[o>>2] = words[o>>2]&^(0xFFFF<<shift) | c.r[u.D]&0xFFFF<<shift
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 2, c.r[u.D]&0xFFFF) {
			goto failed
		}
		goto slow
	case decode.StrhReg:
		a := c.r[u.N] + c.r[u.M]<<(u.X&3)
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 && o-c.ramCodeLow >= c.ramCodeSpan {
			shift := o & 2 * 8
			words[o>>2] = words[o>>2]&^(0xFFFF<<shift) | c.r[u.D]&0xFFFF<<shift
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 2, c.r[u.D]&0xFFFF) {
			goto failed
		}
		goto slow
	}
}
