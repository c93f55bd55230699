package armv7m

import (
	"math"
	"math/bits"
)

// loop executes blocks from c.pc on until the given cycle or count of
// instructions, or until something outside the loop has to be looked at. It is
// one dense switch over what compilers emit most and what fuse makes of it; the
// classes behind opDSP, opMem, opFP and so on are functions in files of their
// own. Cycles and instructions are counted a block at a time: whoever leaves a
// block early takes back what is left of it.
func (c *Core) loop(until, insnEnd uint64) {
	c.until, c.insnEnd = until, insnEnd // not in registers that the loop needs
	var (
		u      *uop
		b      *block
		target uint32
		refill uint32 // what reaching b costs
		cycles uint64
		insns  uint64
		ok     bool
	)
	ram, words, ramBase := c.ram, c.words, c.ramBase
	s := c.floats()
	if it := c.itNow; it != 0 || c.step.continues && c.step.pc == c.pc {
		c.itNow = 0
		b = c.single(c.pc, it)
	} else {
		b = c.blockAt(c.pc)
	}
	if b == nil {
		c.noFetch(c.pc)
		return
	}
block:
	// One read and one write of each counter: through memory they are slow.
	cycles = c.cycles + uint64(refill)
	insns = c.insns
	if cycles+uint64(b.most) > c.until || insns+uint64(b.count) > c.insnEnd {
		if cycles >= c.until || insns >= c.insnEnd {
			c.cycles = cycles
			c.pc, c.itNow = b.pc, b.it
			if b == &c.one {
				c.step.putBack(b.pc)
			}
			return
		}
		if b != &c.one {
			b = c.single(b.pc, 0)
		}
	}
	c.step.continues = false
	c.cycles = cycles + uint64(b.cycles)
	c.insns = insns + uint64(b.count)
	for u = b.ops; ; u = u.next() {
		switch u.op {
		case opIfEq:
			if c.zf != 0 {
				goto skipped
			}
		case opIfNe:
			if c.zf == 0 {
				goto skipped
			}
		case opIfCs:
			if c.cf == 0 {
				goto skipped
			}
		case opIfCc:
			if c.cf != 0 {
				goto skipped
			}
		case opIfMi:
			if int32(c.nf) >= 0 {
				goto skipped
			}
		case opIfPl:
			if int32(c.nf) < 0 {
				goto skipped
			}
		case opIfVs:
			if int32(c.vf) >= 0 {
				goto skipped
			}
		case opIfVc:
			if int32(c.vf) < 0 {
				goto skipped
			}
		case opIfHi:
			if c.cf == 0 || c.zf == 0 {
				goto skipped
			}
		case opIfLs:
			if c.cf != 0 && c.zf != 0 {
				goto skipped
			}
		case opIfGe:
			if int32(c.nf^c.vf) < 0 {
				goto skipped
			}
		case opIfLt:
			if int32(c.nf^c.vf) >= 0 {
				goto skipped
			}
		case opIfGt:
			if int32(c.nf^c.vf) < 0 || c.zf == 0 {
				goto skipped
			}
		case opIfLe:
			if int32(c.nf^c.vf) >= 0 && c.zf != 0 {
				goto skipped
			}
		case opAndImm:
			c.r[u.d] = c.r[u.n] & u.imm
		case opBicImm:
			c.r[u.d] = c.r[u.n] &^ u.imm
		case opOrrImm:
			c.r[u.d] = c.r[u.n] | u.imm
		case opEorImm:
			c.r[u.d] = c.r[u.n] ^ u.imm
		case opMovImm:
			c.r[u.d] = u.imm
		case opMovImmS:
			v := u.imm
			c.r[u.d] = v
			c.nf, c.zf = v, v
			if u.x != keepCarry {
				c.cf = uint32(u.x)
			}
		case opMvnImm:
			c.r[u.d] = ^u.imm
		case opTstImmS:
			v := c.r[u.n] & u.imm
			c.nf, c.zf = v, v
			if u.x != keepCarry {
				c.cf = uint32(u.x)
			}
		case opAddImm:
			c.r[u.d] = c.r[u.n] + u.imm
		case opAddImmS:
			a, b := c.r[u.n], u.imm
			v := a + b
			c.r[u.d] = v
			c.nf, c.zf, c.cf, c.vf = v, v, carry(v < a), (a^v)&(b^v)
		case opSubImm:
			c.r[u.d] = c.r[u.n] - u.imm
		case opSubImmS:
			a, b := c.r[u.n], u.imm
			v := a - b
			c.r[u.d] = v
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		case opRsbImm:
			c.r[u.d] = u.imm - c.r[u.n]
		case opRsbImmS:
			a, b := u.imm, c.r[u.n]
			v := a - b
			c.r[u.d] = v
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		case opCmpImmS:
			a, b := c.r[u.n], u.imm
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		case opAndReg:
			c.r[u.d] = c.r[u.n] & c.r[u.m]
		case opAndRegS:
			v := c.r[u.n] & c.r[u.m]
			c.r[u.d] = v
			c.nf, c.zf = v, v
		case opBicReg:
			c.r[u.d] = c.r[u.n] &^ c.r[u.m]
		case opBicRegS:
			v := c.r[u.n] &^ c.r[u.m]
			c.r[u.d] = v
			c.nf, c.zf = v, v
		case opOrrReg:
			c.r[u.d] = c.r[u.n] | c.r[u.m]
		case opOrrRegS:
			v := c.r[u.n] | c.r[u.m]
			c.r[u.d] = v
			c.nf, c.zf = v, v
		case opEorReg:
			c.r[u.d] = c.r[u.n] ^ c.r[u.m]
		case opEorRegS:
			v := c.r[u.n] ^ c.r[u.m]
			c.r[u.d] = v
			c.nf, c.zf = v, v
		case opMovReg:
			c.r[u.d] = c.r[u.m]
		case opMovRegS:
			v := c.r[u.m]
			c.r[u.d] = v
			c.nf, c.zf = v, v
		case opMvnReg:
			c.r[u.d] = ^c.r[u.m]
		case opMvnRegS:
			v := ^c.r[u.m]
			c.r[u.d] = v
			c.nf, c.zf = v, v
		case opTstRegS:
			v := c.r[u.n] & c.r[u.m]
			c.nf, c.zf = v, v
		case opAddReg:
			c.r[u.d] = c.r[u.n] + c.r[u.m]
		case opAddRegS:
			a, b := c.r[u.n], c.r[u.m]
			v := a + b
			c.r[u.d] = v
			c.nf, c.zf, c.cf, c.vf = v, v, carry(v < a), (a^v)&(b^v)
		case opAdcReg:
			c.r[u.d] = c.r[u.n] + c.r[u.m] + c.cf
		case opAdcRegS:
			c.r[u.d] = c.addFlags(c.r[u.n], c.r[u.m])
		case opSbcReg:
			c.r[u.d] = c.r[u.n] - c.r[u.m] - 1 + c.cf
		case opSbcRegS:
			c.r[u.d] = c.addFlags(c.r[u.n], ^c.r[u.m])
		case opSubReg:
			c.r[u.d] = c.r[u.n] - c.r[u.m]
		case opSubRegS:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.r[u.d] = v
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		case opCmpRegS:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		case opLslThen:
			v := c.r[u.a]
			if u.x != 0 {
				c.cf = v >> (32 - u.imm) & 1
			}
			c.r[regShifted] = v << u.imm
		case opLsrThen:
			v := c.r[u.a]
			if u.x != 0 {
				c.cf = v >> (u.imm - 1) & 1
			}
			c.r[regShifted] = v >> u.imm
		case opAsrThen:
			v := c.r[u.a]
			if u.x != 0 {
				c.cf = v >> (u.imm - 1) & 1
			}
			c.r[regShifted] = uint32(int32(v) >> u.imm)
		case opRorThen, opRrxThen:
			c.rotateOperand(u, u.op)
		case opSPResult:
			c.cycles -= b.rest(u)
			if !c.stackOperation(u) {
				goto failed
			}
			goto slow
		case opMovt:
			c.r[u.d] = c.r[u.d]&0xFFFF | u.imm<<16
		case opLslImm:
			c.r[u.d] = c.r[u.m] << (u.imm & 31)
		case opLsrImm:
			c.r[u.d] = c.r[u.m] >> u.imm
		case opAsrImm:
			c.r[u.d] = uint32(int32(c.r[u.m]) >> min(u.imm, 31))
		case opLslImmS:
			v := c.r[u.m]
			c.cf = v >> (32 - u.imm) & 1
			v <<= u.imm
			c.r[u.d], c.nf, c.zf = v, v, v
		case opLsrImmS:
			v := c.r[u.m]
			c.cf = v >> (u.imm - 1) & 1
			v >>= u.imm
			c.r[u.d], c.nf, c.zf = v, v, v
		case opAsrImmS:
			v := c.r[u.m]
			c.cf = v >> (u.imm - 1) & 1
			v = uint32(int32(v) >> u.imm)
			c.r[u.d], c.nf, c.zf = v, v, v
		case opShiftReg:
			c.shiftRegister(u)
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
		case opLdr:
			a := c.r[u.n] + u.imm
			if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) {
				c.r[u.d] = words[o]
				break
			}
			if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) {
				c.r[u.d] = c.flash[o]
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

		case opB:
			goto taken
		case opBeq:
			if c.zf == 0 {
				goto taken
			}
		case opBne:
			if c.zf != 0 {
				goto taken
			}
		case opBcs:
			if c.cf != 0 {
				goto taken
			}
		case opBcc:
			if c.cf == 0 {
				goto taken
			}
		case opBmi:
			if int32(c.nf) < 0 {
				goto taken
			}
		case opBpl:
			if int32(c.nf) >= 0 {
				goto taken
			}
		case opBvs:
			if int32(c.vf) < 0 {
				goto taken
			}
		case opBvc:
			if int32(c.vf) >= 0 {
				goto taken
			}
		case opBhi:
			if c.cf != 0 && c.zf != 0 {
				goto taken
			}
		case opBls:
			if c.cf == 0 || c.zf == 0 {
				goto taken
			}
		case opBge:
			if int32(c.nf^c.vf) >= 0 {
				goto taken
			}
		case opBlt:
			if int32(c.nf^c.vf) < 0 {
				goto taken
			}
		case opBgt:
			if int32(c.nf^c.vf) >= 0 && c.zf != 0 {
				goto taken
			}
		case opBle:
			if int32(c.nf^c.vf) < 0 || c.zf == 0 {
				goto taken
			}
		case opCbz:
			if c.r[u.n] == 0 {
				c.cycles += uint64(c.timing.compareBranch)
				goto taken
			}
		case opCbnz:
			if c.r[u.n] != 0 {
				c.cycles += uint64(c.timing.compareBranch)
				goto taken
			}
		case opBl:
			c.r[regLR] = b.end | 1
			goto taken
		case opBx, opBlx:
			target = c.r[u.m]
			if u.op == opBlx {
				c.r[regLR] = u.imm
			}
			goto far
		case opPCWrite:
			if target, ok = c.execPCWrite(u); !ok {
				goto failed
			}
			goto far
		case opIT, opNop:
		case opSys:
			c.at, c.pc = b.end-2*uint32(u.size), b.end
			c.itNow = u.nextIT(u.it)
			c.execSys(u)
			return

		case opVldr:
			a := c.r[u.n] + u.imm
			if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && c.fpReady {
				c.s[u.d] = words[o]
				break
			}
			if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) && c.fpReady {
				c.s[u.d] = c.flash[o]
				break
			}
			c.cycles -= b.rest(u)
			if !c.floatLoad(u.d, a) {
				goto failed
			}
			goto slow
		case opVldmOne:
			a := c.r[u.n]
			if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && c.fpReady {
				c.s[u.d] = words[o]
				c.r[u.n] = a + 4
				break
			}
			if o := bits.RotateLeft32(a-c.flashBase, -2); o < uint32(len(c.flash)) && c.fpReady {
				c.s[u.d] = c.flash[o]
				c.r[u.n] = a + 4
				break
			}
			c.cycles -= b.rest(u)
			if !c.execFP(u) {
				goto failed
			}
			goto slow
		case opVstr:
			a := c.r[u.n] + u.imm
			if o := bits.RotateLeft32(a-ramBase, -2); o < uint32(len(words)) && o*4-c.ramCodeLow >= c.ramCodeSpan && c.fpReady {
				words[o] = c.s[u.d]
				break
			}
			c.cycles -= b.rest(u)
			if !c.floatStore(u.d, a) {
				goto failed
			}
			goto slow
		case opVadd:
			v := s[u.n] + s[u.m]
			if c.fpFast && math.Float32bits(v)&infinity != infinity {
				s[u.d] = v
				break
			}
			c.cycles -= b.rest(u)
			if !c.arithmetic(u.op, u) {
				goto failed
			}
			goto slow
		case opVsub:
			v := s[u.n] - s[u.m]
			if c.fpFast && math.Float32bits(v)&infinity != infinity {
				s[u.d] = v
				break
			}
			c.cycles -= b.rest(u)
			if !c.arithmetic(u.op, u) {
				goto failed
			}
			goto slow
		case opVmul:
			v := s[u.n] * s[u.m]
			if c.fpFast && (plainProduct(v) || v == 0 && (s[u.n] == 0 || s[u.m] == 0)) {
				s[u.d] = v
				break
			}
			c.cycles -= b.rest(u)
			if !c.arithmetic(u.op, u) {
				goto failed
			}
			goto slow
		case opVmla:
			c.cycles -= b.rest(u)
			if !c.arithmetic(u.op, u) {
				goto failed
			}
			goto slow
		case opVmovReg:
			if c.fpReady {
				c.s[u.d] = c.s[u.m]
				break
			}
			c.cycles -= b.rest(u)
			if !c.useFloat() {
				goto failed
			}
			c.s[u.d] = c.s[u.m]
			goto slow
		case opToFloat:
			if c.fpReady {
				c.s[u.n] = c.r[u.d]
				u = u.next()
			}
		case opFromFloat:
			if c.fpReady {
				c.r[u.d] = c.s[u.n]
				u = u.next()
			}
		case opQuotient:
			if v := s[u.n] / s[u.m]; c.fpFast && plainProduct(v) {
				s[u.d] = v
				u = u.next()
			}
		case opVmovImm:
			if c.fpReady {
				c.s[u.d] = u.imm
				u = u.next()
			}
		case opFP:
			c.cycles -= b.rest(u)
			if !c.execFP(u) {
				goto failed
			}
			goto slow
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
		case opCmpImmBeq:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a == b {
				goto taken
			}
		case opCmpImmBne:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a != b {
				goto taken
			}
		case opCmpImmBcs:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a >= b {
				goto taken
			}
		case opCmpImmBcc:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a < b {
				goto taken
			}
		case opCmpImmBhi:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a > b {
				goto taken
			}
		case opCmpImmBls:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a <= b {
				goto taken
			}
		case opCmpImmBge:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if int32(a) >= int32(b) {
				goto taken
			}
		case opCmpImmBlt:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if int32(a) < int32(b) {
				goto taken
			}
		case opCmpImmBgt:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if int32(a) > int32(b) {
				goto taken
			}
		case opCmpImmBle:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if int32(a) <= int32(b) {
				goto taken
			}
		case opCmpRegBeq:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a == b {
				goto taken
			}
		case opCmpRegBne:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a != b {
				goto taken
			}
		case opCmpRegBcs:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a >= b {
				goto taken
			}
		case opCmpRegBcc:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a < b {
				goto taken
			}
		case opCmpRegBhi:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a > b {
				goto taken
			}
		case opCmpRegBls:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if a <= b {
				goto taken
			}
		case opCmpRegBge:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if int32(a) >= int32(b) {
				goto taken
			}
		case opCmpRegBlt:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if int32(a) < int32(b) {
				goto taken
			}
		case opCmpRegBgt:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if int32(a) > int32(b) {
				goto taken
			}
		case opCmpRegBle:
			a, b := c.r[u.n], c.r[u.m]
			v := a - b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if int32(a) <= int32(b) {
				goto taken
			}
		case opSubImmBne:
			a, b := c.r[u.n], u.imm2
			v := a - b
			c.r[u.d] = v
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
			if v != 0 { // as loops end
				goto taken
			}
		case opCopyWords:
			o := bits.RotateLeft32(c.r[u.n]+u.imm-ramBase, -2)
			p := bits.RotateLeft32(c.r[u.m]+u.imm2-ramBase, -2)
			n, size := uint32(u.a), uint32(len(words))
			if o >= size || p >= size || size-o < n || size-p < n || p*4 < c.ramCodeLow+c.ramCodeSpan && (p+n)*4 > c.ramCodeLow {
				break
			}
			from := words[o:][:n]
			to := words[p:][:len(from)]
			v := uint32(0)
			for i := range from {
				v = from[i]
				to[i] = v
			}
			c.r[u.d] = v
			u = u.ahead(u.skip)
		case opRunWords:
			for n := u.skip; n > 0; n-- {
				w := u.next()
				o := bits.RotateLeft32(c.r[w.n]+w.imm-ramBase, -2)
				if o >= uint32(len(words)) || w.op == opStr && o*4-c.ramCodeLow < c.ramCodeSpan {
					break
				}
				u = w
				if u.op == opStr {
					words[o] = c.r[u.d]
				} else {
					c.r[u.d] = words[o]
				}
			}
		case opDotLoop:
			u = u.next()
			c.dotLoop(b, u, u.ahead(5))
			fallthrough
		case opDotStep:
			if !c.fpFast {
				break
			}
			a, b := c.r[u.n], c.r[u.n2]
			o := bits.RotateLeft32(a+u.imm-ramBase, -2)
			p := bits.RotateLeft32(b+u.imm2-ramBase, -2)
			if o >= uint32(len(words)) || p >= uint32(len(words)) {
				break
			}
			x, y := words[o], words[p]
			product := math.Float32frombits(x) * math.Float32frombits(y)
			sum := s[u.sub] + product
			if !plainProduct(product) && (product != 0 || x<<1 != 0 && y<<1 != 0) || math.Float32bits(sum)&infinity == infinity {
				break
			}
			c.s[u.d], c.s[u.d2] = x, y
			s[u.x], s[u.it] = product, sum
			c.r[u.n] = a + uint32(u.a)
			c.r[u.n2] = b + uint32(u.a2)
			u = u.ahead(4)
		case opTwoFloats:
			if !c.fpReady {
				break
			}
			a, b := c.r[u.n], c.r[u.n2]
			o := bits.RotateLeft32(a+u.imm-ramBase, -2)
			p := bits.RotateLeft32(b+u.imm2-ramBase, -2)
			if o >= uint32(len(words)) || p >= uint32(len(words)) {
				break
			}
			c.s[u.d] = words[o]
			c.s[u.d2] = words[p]
			c.r[u.n] = a + uint32(u.a)
			c.r[u.n2] = b + uint32(u.a2)
			u = u.ahead(2)
		case opRunFloats:
			for n := u.skip; n > 0; n-- {
				w := u.next()
				a := c.r[w.n]
				o := bits.RotateLeft32(a+w.imm-ramBase, -2)
				if o >= uint32(len(words)) || !c.fpReady {
					break
				}
				u = w
				c.s[u.d] = words[o]
				if u.op == opVldmOne {
					c.r[u.n] = a + 4
				}
			}
		case opRunVmul:
			for n := u.skip; n > 0; n-- {
				w := u.next()
				v := s[w.n] * s[w.m]
				if !c.fpFast || !plainProduct(v) && (v != 0 || s[w.n] != 0 && s[w.m] != 0) {
					break
				}
				u = w
				s[u.d] = v
			}
		case opRunVadd:
			for n := u.skip; n > 0; n-- {
				w := u.next()
				v := s[w.n] + s[w.m]
				if !c.fpFast || math.Float32bits(v)&infinity == infinity {
					break
				}
				u = w
				s[u.d] = v
			}
		case opRunVsub:
			for n := u.skip; n > 0; n-- {
				w := u.next()
				v := s[w.n] - s[w.m]
				if !c.fpFast || math.Float32bits(v)&infinity == infinity {
					break
				}
				u = w
				s[u.d] = v
			}
		case opVectorLoad, opVectorStore, opEvenVmul, opEvenVadd, opEvenVsub, opScale, opAccumulate, opDescend:
			u = c.vectors(u)
		case opTwoVmul:
			if !c.fpFast {
				break
			}
			v := s[u.n] * s[u.m]
			if !plainProduct(v) && (v != 0 || s[u.n] != 0 && s[u.m] != 0) {
				break
			}
			s[u.d] = v
			v = s[u.n2] * s[u.m2]
			if !plainProduct(v) && (v != 0 || s[u.n2] != 0 && s[u.m2] != 0) {
				u = u.next()
				break
			}
			s[u.d2] = v
			u = u.ahead(2)
		case opTwoVadd:
			if !c.fpFast {
				break
			}
			v := s[u.n] + s[u.m]
			if math.Float32bits(v)&infinity == infinity {
				break
			}
			s[u.d] = v
			v = s[u.n2] + s[u.m2]
			if math.Float32bits(v)&infinity == infinity {
				u = u.next()
				break
			}
			s[u.d2] = v
			u = u.ahead(2)
		case opTwoVsub:
			if !c.fpFast {
				break
			}
			v := s[u.n] - s[u.m]
			if math.Float32bits(v)&infinity == infinity {
				break
			}
			s[u.d] = v
			v = s[u.n2] - s[u.m2]
			if math.Float32bits(v)&infinity == infinity {
				u = u.next()
				break
			}
			s[u.d2] = v
			u = u.ahead(2)
		case opVmulThenVadd:
			if !c.fpFast {
				break
			}
			v := s[u.n] * s[u.m]
			if !plainProduct(v) && (v != 0 || s[u.n] != 0 && s[u.m] != 0) {
				break
			}
			n, m := s[u.n2], s[u.m2]
			if u.n2 == u.d {
				n = v
			}
			if u.m2 == u.d {
				m = v
			}
			w := n + m
			if math.Float32bits(w)&infinity == infinity {
				break
			}
			s[u.d] = v
			s[u.d2] = w
			u = u.ahead(2)
		case opRunVmulVadd:
			for n := u.skip; n > 0; n -= 2 {
				w := u.next()
				v := s[w.n] * s[w.m]
				if !c.fpFast || !plainProduct(v) && (v != 0 || s[w.n] != 0 && s[w.m] != 0) {
					break
				}
				u = w
				s[u.d] = v
				w = u.next()
				v = s[w.n] + s[w.m]
				if math.Float32bits(v)&infinity == infinity {
					break
				}
				u = w
				s[u.d] = v
			}

		case opNoCoprocessor:
			c.fail(CauseNoCoprocessor, 0, 0)
			goto failed
		case opUndefined:
			c.fail(CauseUndefined, 0, 0)
			goto failed
		default:
			c.execData(u, u.op)
		}
		continue
	skipped: // its condition failed
		c.cycles -= uint64(u.skip)
		u = u.ahead(u.sub)
		continue
	slow:
		c.cycles += b.rest(u) + c.stall
		c.stall = 0
		if c.attention {
			c.cycles -= b.rest(u)
			c.insns -= uint64(b.count - uint32(u.nth))
			c.pc, c.itNow = b.pc+2*uint32(u.after), u.nextIT(u.it)
			return
		}
	}
end:
	refill = 0
	if b.next != nil {
		b = b.next
		goto block
	}
	target = b.end
	if b = c.behind(b); b == nil {
		c.pc = target
		return
	}
	goto block
taken:
	target = u.imm
	if b.taken != nil {
		b = b.taken
	} else if b = c.branch(b, target); b == nil {
		c.pc = target
		return
	}
	refill = b.refill
	goto block
far:
	c.cycles += c.stall
	c.stall = 0
	if target&1 != 0 && !c.attention && (c.ipsr == 0 || target>>28 != 0xF) {
		// Most return to where they returned the time before.
		next := b.taken
		if next == nil || next.pc != target&^1 {
			next = c.branch(b, target&^1)
		}
		if next != nil {
			b = next
			refill = b.refill
			goto block
		}
	}
	c.at = b.end - 2*uint32(u.size)
	c.pc = c.at
	c.jump(target)
	return
failed:
	c.stall = 0
	c.insns -= uint64(b.count - uint32(u.nth))
	c.at = b.pc + 2*uint32(u.after-u.size)
	c.pc, c.itNow = c.at, u.it
}

// behind finds the block that follows b in memory, and links them.
func (c *Core) behind(b *block) *block {
	c.step.continues = b == &c.one
	if b.itEnd != 0 || c.step.continues && c.step.at < len(c.step.ops) {
		return c.single(b.end, b.itEnd)
	}
	next := c.blockAt(b.end)
	if b != &c.one {
		b.next = next
	}
	return next
}

// branch finds the block at the target of b's last instruction, and links them.
func (c *Core) branch(b *block, target uint32) *block {
	next := c.blockAt(target)
	if b != &c.one {
		b.taken = next
	}
	return next
}

// noFetch notes why nothing can be executed at pc.
func (c *Core) noFetch(pc uint32) {
	c.at = pc
	cause := CauseFetch
	if w := c.windowAt(pc); w == nil || pc&1 != 0 {
		if region := pc >> 29; region == 2 || region >= 5 {
			cause = CauseNoExecute
		}
	}
	c.fail(cause, pc, 2)
}
