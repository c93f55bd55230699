//go:build ignore

// Cases of loop.go: stores of a register.

package armv7m

func _() {
	switch u.op {
	case opStr:
		a := c.r[u.n] + u.imm
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && o*4-c.ramCodeLow >= c.ramCodeSpan {
			words[o] = c.r[u.d]
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 4, c.r[u.d]) {
			goto failed
		}
		goto slow
	case opStrReg:
		a := c.r[u.n] + c.r[u.m]<<(u.x&3)
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && o*4-c.ramCodeLow >= c.ramCodeSpan {
			words[o] = c.r[u.d]
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 4, c.r[u.d]) {
			goto failed
		}
		goto slow
	case opStrb:
		a := c.r[u.n] + u.imm
		if o := a - ramBase; o < uint32(len(ram)) && o-c.ramCodeLow >= c.ramCodeSpan {
			ram[o] = byte(c.r[u.d])
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 1, c.r[u.d]&0xFF) {
			goto failed
		}
		goto slow
	case opStrbReg:
		a := c.r[u.n] + c.r[u.m]<<(u.x&3)
		if o := a - ramBase; o < uint32(len(ram)) && o-c.ramCodeLow >= c.ramCodeSpan {
			ram[o] = byte(c.r[u.d])
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 1, c.r[u.d]&0xFF) {
			goto failed
		}
		goto slow
	case opStrh:
		a := c.r[u.n] + u.imm
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 && o-c.ramCodeLow >= c.ramCodeSpan {
			shift := o & 2 * 8
			words[o>>2] = words[o>>2]&^(0xFFFF<<shift) | c.r[u.d]&0xFFFF<<shift
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 2, c.r[u.d]&0xFFFF) {
			goto failed
		}
		goto slow
	case opStrhReg:
		a := c.r[u.n] + c.r[u.m]<<(u.x&3)
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 && o-c.ramCodeLow >= c.ramCodeSpan {
			shift := o & 2 * 8
			words[o>>2] = words[o>>2]&^(0xFFFF<<shift) | c.r[u.d]&0xFFFF<<shift
			break
		}
		c.cycles -= b.rest(u)
		if !c.store(a, 2, c.r[u.d]&0xFFFF) {
			goto failed
		}
		goto slow
	}
}
