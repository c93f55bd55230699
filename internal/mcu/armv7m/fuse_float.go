package armv7m

// pair makes of a run of two a micro-operation that has the operands of both.
func (u *uop) pair(first, second *uop) {
	switch {
	case u.op == opRunVmulVadd:
		u.op = opVmulThenVadd
	case u.op >= opRunVmul && u.op <= opRunVsub:
		u.op += opTwoVmul - opRunVmul
	case u.op == opRunFloats && first.n != second.n:
		u.op, u.a, u.a2 = opTwoFloats, first.step(), second.step()
	default:
		return
	}
	u.d, u.n, u.m, u.imm = first.d, first.n, first.m, first.imm
	u.d2, u.n2, u.m2, u.imm2 = second.d, second.n, second.m, second.imm
}

// even makes of a run of one operation, whose registers go up by the same steps
// from each to the next, as in the kernels of a dense layer, one that counts
// them itself.
func (u *uop) even(run []uop) {
	kind, ok := evenRuns[u.op]
	if !ok || len(run) < 3 {
		return
	}
	d, n, m := run[1].d-run[0].d, run[1].n-run[0].n, run[1].m-run[0].m
	for i := 2; i < len(run); i++ {
		a, b := &run[i-1], &run[i]
		if b.d-a.d != d || b.n-a.n != n || b.m-a.m != m {
			return
		}
	}
	u.op = kind
	u.d, u.n, u.m, u.d2, u.n2, u.m2 = run[0].d, run[0].n, run[0].m, d, n, m
}

var evenRuns = map[opcode]opcode{opRunVmul: opEvenVmul, opRunVadd: opEvenVadd, opRunVsub: opEvenVsub}

// vector recognises the steps of the kernels among the even runs. A factor that
// the run itself changes is none.
func (u *uop) vector() {
	d, n, m := u.d2, u.n2, u.m2
	switch {
	case u.op == opEvenVmul && d == 1 && n == 1 && m == 0 && u.m-u.d >= u.skip:
		u.op = opScale
	case u.op == opEvenVadd && d == 1 && n == 1 && m == 1 && u.n == u.d:
		u.op = opAccumulate
	case u.op == opEvenVsub && d == 1 && n == 1 && m == 1 && u.n == u.d:
		u.op = opDescend
	}
}

// moveVector makes, to be put in front of it, of a VLDM or VSTM that counts up
// one that does it where nothing but RAM or flash is touched; imm2 is what is
// added to the base.
func (u *uop) moveVector() (uop, bool) {
	if u.sub != fpLoadMultiple && u.sub != fpStoreMultiple || u.x&2 != 0 || u.m != 0 || u.imm != 0 {
		return uop{}, false
	}
	v := uop{op: opVectorLoad, skip: 1, d: u.d, n: u.n, a: u.a}
	if u.sub == fpStoreMultiple {
		v.op = opVectorStore
	}
	if u.x&1 != 0 {
		v.imm2 = 4 * uint32(u.a)
	}
	return v, true
}

// moveFloat makes, to be put in front of it, of a VMOV or a VDIV one that does
// it when the FPU has nothing to prepare, and the same of moveVector.
func (u *uop) moveFloat() (uop, bool) {
	if u.op != opFP {
		return uop{}, false
	}
	f := *u
	switch {
	case u.sub == fpConstant:
		f.op = opVmovImm
	case u.sub == fpVdiv:
		f.op = opQuotient
	case u.sub == fpMoveCore && u.x != 0:
		f.op = opFromFloat
	case u.sub == fpMoveCore:
		f.op = opToFloat
	default:
		return u.moveVector()
	}
	return f, true
}

// dotStep takes the product of two loaded floats and its sum with a third into
// the loads, the inner loop of every dense layer, and returns how many
// instructions that adds.
func (u *uop) dotStep(behind []uop) int {
	if u.op != opTwoFloats || u.d == u.d2 || len(behind) < 2 || behind[0].op != opVmul || behind[1].op != opVadd {
		return 0
	}
	product, sum := &behind[0], &behind[1]
	if (product.n != u.d || product.m != u.d2) && (product.n != u.d2 || product.m != u.d) {
		return 0
	}
	u.sub, u.x, u.it = sum.n, product.d, sum.d
	if sum.n == product.d {
		u.sub = sum.m
	}
	loaded := u.sub == u.d || u.sub == u.d2 || u.sub == product.d
	if loaded || sum.n != product.d && sum.m != product.d {
		return 0
	}
	u.op = opDotStep
	return 2
}

// step is what a load of a float adds to its base.
func (u *uop) step() uint8 {
	if u.op == opVldmOne {
		return 4
	}
	return 0
}
