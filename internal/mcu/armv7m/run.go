package armv7m

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// loop executes from c.pc inside the current window until the given cycle or
// count of instructions, or until something outside the loop has to be looked
// at. It is one dense switch over what compilers emit most; the classes behind
// opDSP, opMem, opFP and so on are functions in files of their own.
func (c *Core) loop(until, insnEnd uint64) {
	w := c.window
	code, base := w.code, w.base
	ram, ramBase := c.ram, c.ramBase
	ramWords := uint32(len(ram)) / 4
	cycles, insns := c.cycles, c.insns
	i := (c.pc - base) / 2
	if c.itNow != 0 {
		c.decodeAt(w, i, c.itNow)
		c.itNow = 0
	}
	// No instruction takes less than a cycle, so one bound serves for both.
	until = min(until, cycles+(insnEnd-insns))
	for cycles < until {
		if i >= uint32(len(code)) {
			break
		}
		u := &code[i]
		cycles += uint64(u.cyc)
		insns++
		next := i + uint32(u.size)
		op := u.op
	dispatch:
		switch op {
		case opUndecoded:
			insns--
			if !c.decodeAt(w, i, 0) {
				c.at = base + 2*i
				goto stopped
			}
			continue
		case opCond:
			if c.condition(u.it >> 4) {
				op = u.alt
				goto dispatch
			}
		case opAndImm:
			c.r[u.d] = c.r[u.n] & u.imm
		case opAndImmS:
			v := c.r[u.n] & u.imm
			c.r[u.d] = v
			c.nf, c.zf = v, v
			if u.x != keepCarry {
				c.cf = uint32(u.x)
			}
		case opBicImm:
			c.r[u.d] = c.r[u.n] &^ u.imm
		case opBicImmS:
			v := c.r[u.n] &^ u.imm
			c.r[u.d] = v
			c.nf, c.zf = v, v
			if u.x != keepCarry {
				c.cf = uint32(u.x)
			}
		case opOrrImm:
			c.r[u.d] = c.r[u.n] | u.imm
		case opOrrImmS:
			v := c.r[u.n] | u.imm
			c.r[u.d] = v
			c.nf, c.zf = v, v
			if u.x != keepCarry {
				c.cf = uint32(u.x)
			}
		case opOrnImm:
			c.r[u.d] = c.r[u.n] | ^u.imm
		case opOrnImmS:
			v := c.r[u.n] | ^u.imm
			c.r[u.d] = v
			c.nf, c.zf = v, v
			if u.x != keepCarry {
				c.cf = uint32(u.x)
			}
		case opEorImm:
			c.r[u.d] = c.r[u.n] ^ u.imm
		case opEorImmS:
			v := c.r[u.n] ^ u.imm
			c.r[u.d] = v
			c.nf, c.zf = v, v
			if u.x != keepCarry {
				c.cf = uint32(u.x)
			}
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
		case opMvnImmS:
			v := ^u.imm
			c.r[u.d] = v
			c.nf, c.zf = v, v
			if u.x != keepCarry {
				c.cf = uint32(u.x)
			}
		case opTstImmS:
			v := c.r[u.n] & u.imm
			c.nf, c.zf = v, v
			if u.x != keepCarry {
				c.cf = uint32(u.x)
			}
		case opTeqImmS:
			v := c.r[u.n] ^ u.imm
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
		case opAdcImm:
			c.r[u.d] = c.r[u.n] + u.imm + c.cf
		case opAdcImmS:
			c.r[u.d] = c.addFlags(c.r[u.n], u.imm)
		case opSbcImm:
			c.r[u.d] = c.r[u.n] - u.imm - 1 + c.cf
		case opSbcImmS:
			c.r[u.d] = c.addFlags(c.r[u.n], ^u.imm)
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
		case opCmnImmS:
			a, b := c.r[u.n], u.imm
			v := a + b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(v < a), (a^v)&(b^v)
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
		case opOrnReg:
			c.r[u.d] = c.r[u.n] | ^c.r[u.m]
		case opOrnRegS:
			v := c.r[u.n] | ^c.r[u.m]
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
		case opTeqRegS:
			v := c.r[u.n] ^ c.r[u.m]
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
		case opRsbReg:
			c.r[u.d] = c.r[u.m] - c.r[u.n]
		case opRsbRegS:
			a, b := c.r[u.m], c.r[u.n]
			v := a - b
			c.r[u.d] = v
			c.nf, c.zf, c.cf, c.vf = v, v, carry(a >= b), (a^b)&(a^v)
		case opCmnRegS:
			a, b := c.r[u.n], c.r[u.m]
			v := a + b
			c.nf, c.zf, c.cf, c.vf = v, v, carry(v < a), (a^v)&(b^v)
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
			op = opcode(u.sub)
			goto dispatch
		case opLsrThen:
			v := c.r[u.a]
			if u.x != 0 {
				c.cf = v >> (u.imm - 1) & 1
			}
			c.r[regShifted] = v >> u.imm
			op = opcode(u.sub)
			goto dispatch
		case opAsrThen:
			v := c.r[u.a]
			if u.x != 0 {
				c.cf = v >> (u.imm - 1) & 1
			}
			c.r[regShifted] = uint32(int32(v) >> u.imm)
			op = opcode(u.sub)
			goto dispatch
		case opRorThen, opRrxThen:
			c.rotateOperand(u, op)
			op = opcode(u.sub)
			goto dispatch
		case opSPResult:
			if !c.stackOperation(u) {
				goto failed
			}
		case opMovt:
			c.r[u.d] = c.r[u.d]&0xFFFF | u.imm<<16
		case opLslImm:
			c.r[u.d] = c.r[u.m] << u.imm
		case opLsrImm:
			c.r[u.d] = c.r[u.m] >> u.imm
		case opAsrImm:
			c.r[u.d] = uint32(int32(c.r[u.m]) >> u.imm)
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
			if !c.divide(u, op == opSdiv) {
				goto failed
			}
		case opUxtb:
			c.r[u.d] = bits.RotateLeft32(c.r[u.m], -int(u.imm)) & 0xFF
		case opUxth:
			c.r[u.d] = bits.RotateLeft32(c.r[u.m], -int(u.imm)) & 0xFFFF
		case opSxtb:
			c.r[u.d] = uint32(int8(bits.RotateLeft32(c.r[u.m], -int(u.imm))))
		case opSxth:
			c.r[u.d] = uint32(int16(bits.RotateLeft32(c.r[u.m], -int(u.imm))))
		case opUbfx:
			c.r[u.d] = c.r[u.n] >> u.imm & (1<<u.x - 1)
		case opSbfx:
			c.r[u.d] = uint32(int32(c.r[u.n]<<(32-u.imm-uint32(u.x))) >> (32 - u.x))
		case opBfi:
			mask := uint32(1<<u.x-1) << u.imm
			c.r[u.d] = c.r[u.d]&^mask | c.r[u.n]<<u.imm&mask
		case opClz:
			c.r[u.d] = uint32(bits.LeadingZeros32(c.r[u.m]))
		case opDSP:
			c.execDSP(u)

		case opLdr:
			a := c.r[u.n] + u.imm
			if o := bits.RotateLeft32(a-ramBase, -2); o < ramWords {
				c.r[u.d] = binary.LittleEndian.Uint32(ram[o*4:])
				break
			}
			c.cycles = cycles
			v, ok := c.load(a, 4)
			if !ok {
				goto failed
			}
			c.r[u.d] = v
			goto slow
		case opLdrReg:
			a := c.r[u.n] + c.r[u.m]<<u.x
			if o := bits.RotateLeft32(a-ramBase, -2); o < ramWords {
				c.r[u.d] = binary.LittleEndian.Uint32(ram[o*4:])
				break
			}
			c.cycles = cycles
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
			c.cycles = cycles
			v, ok := c.load(a, 1)
			if !ok {
				goto failed
			}
			c.r[u.d] = v
			goto slow
		case opLdrbReg:
			a := c.r[u.n] + c.r[u.m]<<u.x
			if o := a - ramBase; o < uint32(len(ram)) {
				c.r[u.d] = uint32(ram[o])
				break
			}
			c.cycles = cycles
			v, ok := c.load(a, 1)
			if !ok {
				goto failed
			}
			c.r[u.d] = v
			goto slow
		case opLdrLit:
			c.cycles = cycles
			v, ok := c.load(u.imm, 4)
			if !ok {
				goto failed
			}
			c.r[u.d] = v
			goto slow
		case opLdrh, opLdrsb, opLdrsh:
			c.cycles = cycles
			if !c.loadNarrow(op, u.d, c.r[u.n]+u.imm) {
				goto failed
			}
			goto slow
		case opLdrhReg, opLdrsbReg, opLdrshReg:
			c.cycles = cycles
			if !c.loadNarrow(op-(opLdrReg-opLdr), u.d, c.r[u.n]+c.r[u.m]<<u.x) {
				goto failed
			}
			goto slow
		case opStr:
			a := c.r[u.n] + u.imm
			if o := bits.RotateLeft32(a-ramBase, -2); o < ramWords && o*4-c.ramCodeLow >= c.ramCodeSpan {
				binary.LittleEndian.PutUint32(ram[o*4:], c.r[u.d])
				break
			}
			c.cycles = cycles
			if !c.store(a, 4, c.r[u.d]) {
				goto failed
			}
			goto slow
		case opStrReg:
			a := c.r[u.n] + c.r[u.m]<<u.x
			if o := bits.RotateLeft32(a-ramBase, -2); o < ramWords && o*4-c.ramCodeLow >= c.ramCodeSpan {
				binary.LittleEndian.PutUint32(ram[o*4:], c.r[u.d])
				break
			}
			c.cycles = cycles
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
			c.cycles = cycles
			if !c.store(a, 1, c.r[u.d]&0xFF) {
				goto failed
			}
			goto slow
		case opStrbReg:
			a := c.r[u.n] + c.r[u.m]<<u.x
			if o := a - ramBase; o < uint32(len(ram)) && o-c.ramCodeLow >= c.ramCodeSpan {
				ram[o] = byte(c.r[u.d])
				break
			}
			c.cycles = cycles
			if !c.store(a, 1, c.r[u.d]&0xFF) {
				goto failed
			}
			goto slow
		case opStrh:
			c.cycles = cycles
			if !c.store(c.r[u.n]+u.imm, 2, c.r[u.d]&0xFFFF) {
				goto failed
			}
			goto slow
		case opStrhReg:
			c.cycles = cycles
			if !c.store(c.r[u.n]+c.r[u.m]<<u.x, 2, c.r[u.d]&0xFFFF) {
				goto failed
			}
			goto slow
		case opLdrAfter:
			a := c.r[u.n]
			if o := bits.RotateLeft32(a-ramBase, -2); o < ramWords && u.n != regSP {
				c.r[u.d] = binary.LittleEndian.Uint32(ram[o*4:])
				c.r[u.n] = a + u.imm
				break
			}
			c.cycles = cycles
			if !c.indexed(u) {
				goto failed
			}
			goto slow
		case opIndexed:
			c.cycles = cycles
			if !c.indexed(u) {
				goto failed
			}
			goto slow
		case opLdrd:
			c.cycles = cycles
			if !c.loadPair(c.r[u.n]+u.imm, u.d, u.a) {
				goto failed
			}
			goto slow
		case opStrd:
			c.cycles = cycles
			if !c.storePair(c.r[u.n]+u.imm, u.d, u.a) {
				goto failed
			}
			goto slow
		case opStm:
			c.cycles = cycles
			if !c.storeMultiple(u) {
				goto failed
			}
			goto slow
		case opLdm:
			c.cycles = cycles
			target, ok := c.loadMultiple(u)
			if !ok {
				goto failed
			}
			if u.imm>>regPC != 0 {
				cycles = c.cycles + uint64(u.tk)
				if t := target - 1 - base; target&1 != 0 && t/2 < uint32(len(code)) {
					next = t / 2
					break
				}
				c.target = target
				goto far
			}
			goto slow
		case opMem:
			c.cycles = cycles
			if !c.execMem(u) {
				goto failed
			}
			goto slow

		case opB:
			cycles += uint64(u.tk)
			next = (u.imm - base) / 2
		case opBeq:
			if c.zf == 0 {
				cycles += uint64(u.tk)
				next = (u.imm - base) / 2
			}
		case opBne:
			if c.zf != 0 {
				cycles += uint64(u.tk)
				next = (u.imm - base) / 2
			}
		case opBcs:
			if c.cf != 0 {
				cycles += uint64(u.tk)
				next = (u.imm - base) / 2
			}
		case opBcc:
			if c.cf == 0 {
				cycles += uint64(u.tk)
				next = (u.imm - base) / 2
			}
		case opBmi:
			if int32(c.nf) < 0 {
				cycles += uint64(u.tk)
				next = (u.imm - base) / 2
			}
		case opBpl:
			if int32(c.nf) >= 0 {
				cycles += uint64(u.tk)
				next = (u.imm - base) / 2
			}
		case opBvs, opBvc, opBhi, opBls, opBge, opBlt, opBgt, opBle:
			if c.condition(uint8(op - opBeq)) {
				cycles += uint64(u.tk)
				next = (u.imm - base) / 2
			}
		case opCbz:
			if c.r[u.n] == 0 {
				cycles += uint64(u.tk)
				next = (u.imm - base) / 2
			}
		case opCbnz:
			if c.r[u.n] != 0 {
				cycles += uint64(u.tk)
				next = (u.imm - base) / 2
			}
		case opBl:
			c.r[regLR] = (base + 2*next) | 1
			cycles += uint64(u.tk)
			next = (u.imm - base) / 2
		case opBx, opBlx:
			target := c.r[u.m]
			if op == opBlx {
				c.r[regLR] = u.imm
			}
			cycles += uint64(u.tk)
			if t := target - 1 - base; target&1 != 0 && t/2 < uint32(len(code)) {
				next = t / 2
				break
			}
			c.target = target
			goto far
		case opPCWrite:
			c.cycles = cycles
			target, ok := c.execPCWrite(u)
			if !ok {
				goto failed
			}
			cycles = c.cycles + uint64(u.tk)
			c.target = target
			goto far
		case opIT, opNop:
		case opSys:
			c.cycles, c.insns = cycles, insns
			c.at, c.pc = base+2*i, base+2*next
			c.execSys(u)
			return

		case opVldr:
			a := c.r[u.n] + u.imm
			if o := bits.RotateLeft32(a-ramBase, -2); o < ramWords && c.fpReady {
				c.s[u.d] = binary.LittleEndian.Uint32(ram[o*4:])
				break
			}
			c.cycles = cycles
			if !c.floatLoad(u.d, a) {
				goto failed
			}
			goto slow
		case opVldmOne:
			a := c.r[u.n]
			if o := bits.RotateLeft32(a-ramBase, -2); o < ramWords && c.fpReady {
				c.s[u.d] = binary.LittleEndian.Uint32(ram[o*4:])
				c.r[u.n] = a + 4
				break
			}
			c.cycles = cycles
			if !c.execFP(u) {
				goto failed
			}
			goto slow
		case opVstr:
			a := c.r[u.n] + u.imm
			if o := bits.RotateLeft32(a-ramBase, -2); o < ramWords && o*4-c.ramCodeLow >= c.ramCodeSpan && c.fpReady {
				binary.LittleEndian.PutUint32(ram[o*4:], c.s[u.d])
				break
			}
			c.cycles = cycles
			if !c.floatStore(u.d, a) {
				goto failed
			}
			goto slow
		case opVadd:
			v := math.Float32bits(math.Float32frombits(c.s[u.n]) + math.Float32frombits(c.s[u.m]))
			if c.fpFast && v&infinity != infinity {
				c.s[u.d] = v
				break
			}
			if !c.arithmetic(op, u) {
				goto failed
			}
		case opVsub:
			v := math.Float32bits(math.Float32frombits(c.s[u.n]) - math.Float32frombits(c.s[u.m]))
			if c.fpFast && v&infinity != infinity {
				c.s[u.d] = v
				break
			}
			if !c.arithmetic(op, u) {
				goto failed
			}
		case opVmul:
			v := math.Float32bits(math.Float32frombits(c.s[u.n]) * math.Float32frombits(c.s[u.m]))
			// Neither infinite nor NaN, nor so small that underflow is in question.
			if c.fpFast && v<<1-smallest < infinity<<1-smallest {
				c.s[u.d] = v
				break
			}
			if !c.arithmetic(op, u) {
				goto failed
			}
		case opVmla:
			if !c.arithmetic(op, u) {
				goto failed
			}
		case opVmovReg:
			if !c.fpReady && !c.useFloat() {
				goto failed
			}
			c.s[u.d] = c.s[u.m]
		case opFP:
			c.cycles = cycles
			if !c.execFP(u) {
				goto failed
			}
			goto slow
		case opNoCoprocessor:
			c.fail(CauseNoCoprocessor, 0, 0)
			goto failed
		default:
			c.fail(CauseUndefined, 0, 0)
			goto failed
		}
		i = next
		continue
	slow:
		i = next
		if c.attention {
			break
		}
		continue
	failed:
		c.at = base + 2*i
		goto stopped
	far:
		c.cycles, c.insns = cycles, insns
		c.at = base + 2*i
		c.pc = c.at
		c.jump(c.target)
		return
	}
	c.cycles, c.insns = cycles, insns
	c.pc = base + 2*i
	return
stopped:
	c.cycles, c.insns = cycles, insns
	c.pc = c.at
}
