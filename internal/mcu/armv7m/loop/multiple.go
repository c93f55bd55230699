//go:build ignore

// Cases of loop.go: accesses that move their base, and those of several words.

package armv7m

func _() {
	switch u.Code {
	case decode.LdrMove:
		a := c.r[u.N] + u.Imm2
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) {
			c.r[u.D] = words[o]
			c.r[u.N] += u.Imm
			break
		}
		c.cycles -= b.rest(u)
		if !c.indexed(u) {
			goto failed
		}
		goto slow
	case decode.LdrbMove:
		a := c.r[u.N] + u.Imm2
		if o := a - ramBase; o < uint32(len(ram)) {
			c.r[u.D] = uint32(ram[o])
			c.r[u.N] += u.Imm
			break
		}
		c.cycles -= b.rest(u)
		if !c.indexed(u) {
			goto failed
		}
		goto slow
	case decode.StrMove:
		a := c.r[u.N] + u.Imm2
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && o*4-c.ramCodeLow >= c.ramCodeSpan {
			words[o] = c.r[u.D]
			c.r[u.N] += u.Imm
			break
		}
		c.cycles -= b.rest(u)
		if !c.indexed(u) {
			goto failed
		}
		goto slow
	case decode.StrbMove:
		a := c.r[u.N] + u.Imm2
		if o := a - ramBase; o < uint32(len(ram)) && o-c.ramCodeLow >= c.ramCodeSpan {
			ram[o] = byte(c.r[u.D])
			c.r[u.N] += u.Imm
			break
		}
		c.cycles -= b.rest(u)
		if !c.indexed(u) {
			goto failed
		}
		goto slow
	case decode.Indexed, decode.LdrAfter:
		c.cycles -= b.rest(u)
		if !c.indexed(u) {
			goto failed
		}
		goto slow
	case decode.Ldrd:
		if o := bits.RotateLeft32(c.r[u.N]+u.Imm-ramBase, -2); o < uint32(len(words)) && o+1 < uint32(len(words)) {
			c.r[u.D], c.r[u.A] = words[o], words[o+1]
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadPair(c.r[u.N]+u.Imm, u.D, u.A) {
			goto failed
		}
		goto slow
	case decode.Strd:
		c.cycles -= b.rest(u)
		if !c.storePair(c.r[u.N]+u.Imm, u.D, u.A) {
			goto failed
		}
		goto slow
	case decode.Stm:
		c.cycles -= b.rest(u)
		if !c.storeMultiple(u) {
			goto failed
		}
		goto slow
	case decode.Ldm:
		c.cycles -= b.rest(u)
		if target, ok = c.loadMultiple(u); !ok {
			goto failed
		}
		if u.Imm>>thumb.PC != 0 {
			goto far // the last of its block: nothing rests
		}
		goto slow
	case decode.Mem:
		c.cycles -= b.rest(u)
		if !c.execMem(u) {
			goto failed
		}
		goto slow

	}
}
