package decode

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
func dropFlags(ops []Op) {
	wanted := uint8(setAll)
	for i := len(ops) - 1; i >= 0; i-- {
		u := &ops[i]
		sets, reads, plain, ok := u.flags()
		switch {
		case !ok:
			wanted = setAll
			continue
		case sets != 0 && sets&wanted == 0:
			u.Code, sets = plain, 0
		}
		wanted = wanted&^sets | reads
	}
}

// flags are those that an operation on registers sets and reads, and the
// operation that does the same without setting them. Not ok is every other one.
func (u *Op) flags() (sets, reads uint8, plain Code, ok bool) {
	switch op := u.Code; op {
	case AddImmS, SubImmS, RsbImmS, AddRegS, SubRegS, RsbRegS:
		return setAll, 0, op - 1, true
	case AdcImmS, SbcImmS, AdcRegS, SbcRegS:
		return setAll, setC, op - 1, true
	case CmpImmS, CmnImmS, CmpRegS, CmnRegS:
		return setAll, 0, Nop, true
	case AndImmS, BicImmS, OrrImmS, OrnImmS, EorImmS, MovImmS, MvnImmS:
		if u.X == KeepCarry {
			return setNZ, 0, op - 1, true
		}
		return setNZ | setC, 0, op - 1, true
	case AndRegS, BicRegS, OrrRegS, OrnRegS, EorRegS, MovRegS, MvnRegS, MulS:
		return setNZ, 0, op - 1, true
	case LslImmS, LsrImmS, AsrImmS:
		return setNZ | setC, 0, op - (LslImmS - LslImm), true
	case AndImm, BicImm, OrrImm, EorImm, MovImm, AddImm, SubImm, RsbImm, Movt,
		AndReg, BicReg, OrrReg, EorReg, MovReg, AddReg, SubReg, Mul, Mla, Mls,
		Uxtb, Uxth, Sxtb, Sxth, Ubfx, Sbfx, Bfi, Clz, LslImm, LsrImm, AsrImm, Nop:
		return 0, 0, op, true
	}
	return 0, 0, 0, false
}
