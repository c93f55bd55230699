//go:build ignore

// Cases of loop.go: accesses that move their base, and those of several words.

package armv7m

func _() {
	switch u.op {
	case opLdrMove:
		a := c.r[u.n] + u.imm2
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) {
			c.r[u.d] = words[o]
			c.r[u.n] += u.imm
			break
		}
		c.cycles -= b.rest(u)
		if !c.indexed(u) {
			goto failed
		}
		goto slow
	case opLdrbMove:
		a := c.r[u.n] + u.imm2
		if o := a - ramBase; o < uint32(len(ram)) {
			c.r[u.d] = uint32(ram[o])
			c.r[u.n] += u.imm
			break
		}
		c.cycles -= b.rest(u)
		if !c.indexed(u) {
			goto failed
		}
		goto slow
	case opStrMove:
		a := c.r[u.n] + u.imm2
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && o*4-c.ramCodeLow >= c.ramCodeSpan {
			words[o] = c.r[u.d]
			c.r[u.n] += u.imm
			break
		}
		c.cycles -= b.rest(u)
		if !c.indexed(u) {
			goto failed
		}
		goto slow
	case opStrbMove:
		a := c.r[u.n] + u.imm2
		if o := a - ramBase; o < uint32(len(ram)) && o-c.ramCodeLow >= c.ramCodeSpan {
			ram[o] = byte(c.r[u.d])
			c.r[u.n] += u.imm
			break
		}
		c.cycles -= b.rest(u)
		if !c.indexed(u) {
			goto failed
		}
		goto slow
	case opIndexed, opLdrAfter:
		c.cycles -= b.rest(u)
		if !c.indexed(u) {
			goto failed
		}
		goto slow
	case opLdrd:
		if o := bits.RotateLeft32(c.r[u.n]+u.imm-ramBase, -2); o < uint32(len(words)) && o+1 < uint32(len(words)) {
			c.r[u.d], c.r[u.a] = words[o], words[o+1]
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadPair(c.r[u.n]+u.imm, u.d, u.a) {
			goto failed
		}
		goto slow
	case opStrd:
		c.cycles -= b.rest(u)
		if !c.storePair(c.r[u.n]+u.imm, u.d, u.a) {
			goto failed
		}
		goto slow
	case opStm:
		c.cycles -= b.rest(u)
		if !c.storeMultiple(u) {
			goto failed
		}
		goto slow
	case opLdm:
		c.cycles -= b.rest(u)
		if target, ok = c.loadMultiple(u); !ok {
			goto failed
		}
		if u.imm>>regPC != 0 {
			goto far // the last of its block: nothing rests
		}
		goto slow
	case opMem:
		c.cycles -= b.rest(u)
		if !c.execMem(u) {
			goto failed
		}
		goto slow

	}
}
