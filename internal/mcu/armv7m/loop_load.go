//go:build ignore

// Cases of loop.go: loads of a register.

package armv7m

func _() {
	switch u.op {
	case opLdr:
		a := c.r[u.n] + u.imm
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) {
			c.r[u.d] = words[o]
			break
		}
		if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) {
			c.r[u.d] = c.flash[o]
			c.cycles += c.flashWait
			break
		}
		c.cycles -= b.rest(u)
		v, ok := c.load(a, 4)
		if !ok {
			goto failed
		}
		c.r[u.d] = v
		goto slow
	case opLdrReg:
		a := c.r[u.n] + c.r[u.m]<<(u.x&3)
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) {
			c.r[u.d] = words[o]
			break
		}
		if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) {
			c.r[u.d] = c.flash[o]
			c.cycles += c.flashWait
			break
		}
		c.cycles -= b.rest(u)
		v, ok := c.load(a, 4)
		if !ok {
			goto failed
		}
		c.r[u.d] = v
		goto slow
	case opLdrb:
		a := c.r[u.n] + u.imm
		if o := a - ramBase; o < uint32(len(ram)) {
			c.r[u.d] = uint32(ram[o])
			break
		}
		c.cycles -= b.rest(u)
		v, ok := c.load(a, 1)
		if !ok {
			goto failed
		}
		c.r[u.d] = v
		goto slow
	case opLdrbReg:
		a := c.r[u.n] + c.r[u.m]<<(u.x&3)
		if o := a - ramBase; o < uint32(len(ram)) {
			c.r[u.d] = uint32(ram[o])
			break
		}
		c.cycles -= b.rest(u)
		v, ok := c.load(a, 1)
		if !ok {
			goto failed
		}
		c.r[u.d] = v
		goto slow
	case opLdrLit:
		c.cycles -= b.rest(u)
		v, ok := c.load(u.imm, 4)
		if !ok {
			goto failed
		}
		c.r[u.d] = v
		goto slow
	case opLdrh:
		a := c.r[u.n] + u.imm
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 {
			c.r[u.d] = words[o>>2] >> (o & 2 * 8) & 0xFFFF
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(opLdrh, u.d, a) {
			goto failed
		}
		goto slow
	case opLdrsh:
		a := c.r[u.n] + u.imm
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 {
			c.r[u.d] = uint32(int16(words[o>>2] >> (o & 2 * 8)))
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(opLdrsh, u.d, a) {
			goto failed
		}
		goto slow
	case opLdrsb:
		a := c.r[u.n] + u.imm
		if o := a - ramBase; o < uint32(len(ram)) {
			c.r[u.d] = uint32(int8(ram[o]))
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(opLdrsb, u.d, a) {
			goto failed
		}
		goto slow
	case opLdrhReg:
		a := c.r[u.n] + c.r[u.m]<<(u.x&3)
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 {
			c.r[u.d] = words[o>>2] >> (o & 2 * 8) & 0xFFFF
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(opLdrh, u.d, a) {
			goto failed
		}
		goto slow
	case opLdrshReg:
		a := c.r[u.n] + c.r[u.m]<<(u.x&3)
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 {
			c.r[u.d] = uint32(int16(words[o>>2] >> (o & 2 * 8)))
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(opLdrsh, u.d, a) {
			goto failed
		}
		goto slow
	case opLdrsbReg:
		a := c.r[u.n] + c.r[u.m]<<(u.x&3)
		if o := a - ramBase; o < uint32(len(ram)) {
			c.r[u.d] = uint32(int8(ram[o]))
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(opLdrsb, u.d, a) {
			goto failed
		}
		goto slow
	}
}
