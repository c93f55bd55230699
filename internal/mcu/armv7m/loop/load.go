//go:build ignore

// Cases of loop.go: loads of a register.

package armv7m

func _() {
	switch u.Code {
	case decode.Ldr:
		a := c.r[u.N] + u.Imm
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) {
			c.r[u.D] = words[o]
			break
		}
		if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) {
			c.r[u.D] = c.flash[o]
			c.cycles += c.flashWait
			break
		}
		c.cycles -= b.rest(u)
		v, ok := c.load(a, 4)
		if !ok {
			goto failed
		}
		c.r[u.D] = v
		goto slow
	case decode.LdrReg:
		a := c.r[u.N] + c.r[u.M]<<(u.X&3)
		if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) {
			c.r[u.D] = words[o]
			break
		}
		if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) {
			c.r[u.D] = c.flash[o]
			c.cycles += c.flashWait
			break
		}
		c.cycles -= b.rest(u)
		v, ok := c.load(a, 4)
		if !ok {
			goto failed
		}
		c.r[u.D] = v
		goto slow
	case decode.Ldrb:
		a := c.r[u.N] + u.Imm
		if o := a - ramBase; o < uint32(len(ram)) {
			c.r[u.D] = uint32(ram[o])
			break
		}
		c.cycles -= b.rest(u)
		v, ok := c.load(a, 1)
		if !ok {
			goto failed
		}
		c.r[u.D] = v
		goto slow
	case decode.LdrbReg:
		a := c.r[u.N] + c.r[u.M]<<(u.X&3)
		if o := a - ramBase; o < uint32(len(ram)) {
			c.r[u.D] = uint32(ram[o])
			break
		}
		c.cycles -= b.rest(u)
		v, ok := c.load(a, 1)
		if !ok {
			goto failed
		}
		c.r[u.D] = v
		goto slow
	case decode.LdrLit:
		c.cycles -= b.rest(u)
		v, ok := c.load(u.Imm, 4)
		if !ok {
			goto failed
		}
		c.r[u.D] = v
		goto slow
	case decode.Ldrh:
		a := c.r[u.N] + u.Imm
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 {
			c.r[u.D] = words[o>>2] >> (o & 2 * 8) & 0xFFFF
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(decode.Ldrh, u.D, a) {
			goto failed
		}
		goto slow
	case decode.Ldrsh:
		a := c.r[u.N] + u.Imm
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 {
			c.r[u.D] = uint32(int16(words[o>>2] >> (o & 2 * 8)))
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(decode.Ldrsh, u.D, a) {
			goto failed
		}
		goto slow
	case decode.Ldrsb:
		a := c.r[u.N] + u.Imm
		if o := a - ramBase; o < uint32(len(ram)) {
			c.r[u.D] = uint32(int8(ram[o]))
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(decode.Ldrsb, u.D, a) {
			goto failed
		}
		goto slow
	case decode.LdrhReg:
		a := c.r[u.N] + c.r[u.M]<<(u.X&3)
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 {
			c.r[u.D] = words[o>>2] >> (o & 2 * 8) & 0xFFFF
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(decode.Ldrh, u.D, a) {
			goto failed
		}
		goto slow
	case decode.LdrshReg:
		a := c.r[u.N] + c.r[u.M]<<(u.X&3)
		if o := a - ramBase; o>>2 < uint32(len(words)) && o&1 == 0 {
			c.r[u.D] = uint32(int16(words[o>>2] >> (o & 2 * 8)))
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(decode.Ldrsh, u.D, a) {
			goto failed
		}
		goto slow
	case decode.LdrsbReg:
		a := c.r[u.N] + c.r[u.M]<<(u.X&3)
		if o := a - ramBase; o < uint32(len(ram)) {
			c.r[u.D] = uint32(int8(ram[o]))
			break
		}
		c.cycles -= b.rest(u)
		if !c.loadNarrow(decode.Ldrsb, u.D, a) {
			goto failed
		}
		goto slow
	}
}
