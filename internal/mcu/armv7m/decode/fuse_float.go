package decode

// pair makes of a run of two a micro-operation that has the operands of both.
func (u *Op) pair(first, second *Op) {
	switch {
	case u.Code == RunVmulVadd:
		u.Code = VmulThenVadd
	case u.Code >= RunVmul && u.Code <= RunVsub:
		u.Code += TwoVmul - RunVmul
	case u.Code == RunFloats && first.N != second.N:
		u.Code, u.A, u.A2 = TwoFloats, first.step(), second.step()
	default:
		return
	}
	u.D, u.N, u.M, u.Imm = first.D, first.N, first.M, first.Imm
	u.D2, u.N2, u.M2, u.Imm2 = second.D, second.N, second.M, second.Imm
}

// even makes of a run of one operation, whose registers go up by the same steps
// from each to the next, as in the kernels of a dense layer, one that counts
// them itself.
func (u *Op) even(run []Op) {
	kind, ok := evenRuns[u.Code]
	if !ok || len(run) < 3 {
		return
	}
	d, n, m := run[1].D-run[0].D, run[1].N-run[0].N, run[1].M-run[0].M
	for i := 2; i < len(run); i++ {
		a, b := &run[i-1], &run[i]
		if b.D-a.D != d || b.N-a.N != n || b.M-a.M != m {
			return
		}
	}
	u.Code = kind
	u.D, u.N, u.M, u.D2, u.N2, u.M2 = run[0].D, run[0].N, run[0].M, d, n, m
}

var evenRuns = map[Code]Code{RunVmul: EvenVmul, RunVadd: EvenVadd, RunVsub: EvenVsub}

// vector recognises the steps of the kernels among the even runs. A factor that
// the run itself changes is none.
func (u *Op) vector() {
	d, n, m := u.D2, u.N2, u.M2
	switch {
	case u.Code == EvenVmul && d == 1 && n == 1 && m == 0 && u.M-u.D >= u.Skip:
		u.Code = Scale
	case u.Code == EvenVadd && d == 1 && n == 1 && m == 1 && u.N == u.D:
		u.Code = Accumulate
	case u.Code == EvenVsub && d == 1 && n == 1 && m == 1 && u.N == u.D:
		u.Code = Descend
	}
}

// moveVector makes, to be put in front of it, of a VLDM or VSTM that counts up
// one that does it where nothing but RAM or flash is touched; imm2 is what is
// added to the base.
func (u *Op) moveVector() (Op, bool) {
	if u.Sub != FPLoadMultiple && u.Sub != FPStoreMultiple || u.X&2 != 0 || u.M != 0 || u.Imm != 0 {
		return Op{}, false
	}
	v := Op{Code: VectorLoad, Skip: 1, D: u.D, N: u.N, A: u.A}
	if u.Sub == FPStoreMultiple {
		v.Code = VectorStore
	}
	if u.X&1 != 0 {
		v.Imm2 = 4 * uint32(u.A)
	}
	return v, true
}

// moveFloat makes, to be put in front of it, of a VMOV or a VDIV one that does
// it when the FPU has nothing to prepare, and the same of moveVector.
func (u *Op) moveFloat() (Op, bool) {
	if u.Code != FP {
		return Op{}, false
	}
	f := *u
	switch {
	case u.Sub == FPConstant:
		f.Code = VmovImm
	case u.Sub == FPVdiv:
		f.Code = Quotient
	case u.Sub == FPMoveCore && u.X != 0:
		f.Code = FromFloat
	case u.Sub == FPMoveCore:
		f.Code = ToFloat
	default:
		return u.moveVector()
	}
	return f, true
}

// dotStep takes the product of two loaded floats and its sum with a third into
// the loads, the inner loop of every dense layer, and returns how many
// instructions that adds.
func (u *Op) dotStep(behind []Op) int {
	if u.Code != TwoFloats || u.D == u.D2 || len(behind) < 2 || behind[0].Code != Vmul || behind[1].Code != Vadd {
		return 0
	}
	product, sum := &behind[0], &behind[1]
	if (product.N != u.D || product.M != u.D2) && (product.N != u.D2 || product.M != u.D) {
		return 0
	}
	u.Sub, u.X, u.IT = sum.N, product.D, sum.D
	if sum.N == product.D {
		u.Sub = sum.M
	}
	loaded := u.Sub == u.D || u.Sub == u.D2 || u.Sub == product.D
	if loaded || sum.N != product.D && sum.M != product.D {
		return 0
	}
	u.Code = DotStep
	return 2
}

// step is what a load of a float adds to its base.
func (u *Op) step() uint8 {
	if u.Code == VldmOne {
		return 4
	}
	return 0
}

// closeDotLoop puts a dotLoop in front of a block that is one: a step of a dot
// product, the four instructions that it stands for, and the branch back.
func closeDotLoop(out []Op, pc uint32) []Op {
	if len(out) != 6 || out[0].Code != DotStep || out[0].Sub != out[0].IT || out[5].Code != CmpRegBne || out[5].Imm != pc {
		return out
	}
	loop := Op{Code: DotLoop}
	return append([]Op{loop}, out...)
}
