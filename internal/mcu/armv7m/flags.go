package armv7m

// Flags, as a set.
const (
	setNZ = 1 << iota
	setC
	setV
	setAll = setNZ | setC | setV
)

// dropFlags takes flags from operations that nothing looks at before others
// overwrite them: 16-bit encodings set them whether they are wanted or not.
// Whatever may fail, and whatever comes behind the block, looks at them all.
func dropFlags(ops []uop) {
	wanted := uint8(setAll)
	for i := len(ops) - 1; i >= 0; i-- {
		u := &ops[i]
		sets, reads, plain, ok := u.flags()
		switch {
		case !ok:
			wanted = setAll
			continue
		case sets != 0 && sets&wanted == 0:
			u.op, sets = plain, 0
		}
		wanted = wanted&^sets | reads
	}
}

// flags are those that an operation on registers sets and reads, and the
// operation that does the same without setting them. Not ok is every other one.
func (u *uop) flags() (sets, reads uint8, plain opcode, ok bool) {
	switch op := u.op; op {
	case opAddImmS, opSubImmS, opRsbImmS, opAddRegS, opSubRegS, opRsbRegS:
		return setAll, 0, op - 1, true
	case opAdcImmS, opSbcImmS, opAdcRegS, opSbcRegS:
		return setAll, setC, op - 1, true
	case opCmpImmS, opCmnImmS, opCmpRegS, opCmnRegS:
		return setAll, 0, opNop, true
	case opAndImmS, opBicImmS, opOrrImmS, opOrnImmS, opEorImmS, opMovImmS, opMvnImmS:
		if u.x == keepCarry {
			return setNZ, 0, op - 1, true
		}
		return setNZ | setC, 0, op - 1, true
	case opAndRegS, opBicRegS, opOrrRegS, opOrnRegS, opEorRegS, opMovRegS, opMvnRegS, opMulS:
		return setNZ, 0, op - 1, true
	case opLslImmS, opLsrImmS, opAsrImmS:
		return setNZ | setC, 0, op - (opLslImmS - opLslImm), true
	case opAndImm, opBicImm, opOrrImm, opEorImm, opMovImm, opAddImm, opSubImm, opRsbImm, opMovt,
		opAndReg, opBicReg, opOrrReg, opEorReg, opMovReg, opAddReg, opSubReg, opMul, opMla, opMls,
		opUxtb, opUxth, opSxtb, opSxth, opUbfx, opSbfx, opBfi, opClz, opLslImm, opLsrImm, opAsrImm, opNop:
		return 0, 0, op, true
	}
	return 0, 0, 0, false
}
