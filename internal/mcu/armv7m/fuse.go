package armv7m

// fuse rewrites a block's micro-operations for speed: the comparison moves next
// to the branch that needs it and becomes one with it, and in front of a run of
// instructions of one kind goes a micro-operation that does as many of them as
// meet no obstacle. They stay behind it, so that the rest follows one by one.
// Nothing of this shows: what moves can neither fail nor be interrupted.
func (d *decoded) fuse() []uop {
	dropFlags(d.ops)
	sinkComparison(d.ops)
	out := d.fused[:0]
	for i := 0; i < len(d.ops); {
		u := d.ops[i]
		if n, op := longestRun(d.ops[i:]); n > 1 {
			fused := uop{op: op, skip: uint8(n)}
			if n == 2 {
				fused.pair(&u, &d.ops[i+1])
				n += fused.dotStep(d.ops[i+2:])
			}
			fused.even(d.ops[i : i+n])
			fused.vector()
			out = append(out, fused)
			out = append(out, d.ops[i:i+n]...)
			i += n
			continue
		}
		if i+2 == len(d.ops) {
			if f, ok := fuseBranch(&u, &d.ops[i+1]); ok {
				out = append(out, f)
				break
			}
		}
		i++
		switch u.op {
		case opIT, opNop:
			continue // counted and priced with the block
		}
		if f, ok := u.moveFloat(); ok {
			out = append(out, f)
		}
		u.fuseShift()
		u.fuseIndexed()
		out = u.parts(out)
	}
	d.fused = out
	return out
}

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
// one that does it where nothing but RAM is touched; imm2 is what is added to
// the base.
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

// longestRun finds how many instructions from the first on can go in one.
func longestRun(ops []uop) (n int, op opcode) {
	for _, kind := range runs {
		n = 0
		for n < len(ops) && kind.fits(&ops[n], n) {
			n++
		}
		n -= n % kind.multiple
		if n > 1 {
			return n, kind.op
		}
	}
	return 0, 0
}

var runs = [...]struct {
	op       opcode
	multiple int
	fits     func(u *uop, n int) bool
}{
	{opRunWords, 1, func(u *uop, _ int) bool { return u.op == opLdr || u.op == opStr }},
	{opRunFloats, 1, func(u *uop, _ int) bool { return u.op == opVldr || u.op == opVldmOne }},
	{opRunVmul, 1, func(u *uop, _ int) bool { return u.op == opVmul }},
	{opRunVadd, 1, func(u *uop, _ int) bool { return u.op == opVadd }},
	{opRunVsub, 1, func(u *uop, _ int) bool { return u.op == opVsub }},
	{opRunVmulVadd, 2, func(u *uop, n int) bool { return u.op == [...]opcode{opVmul, opVadd}[n%2] }},
}

// fuseBranch makes one of a comparison and the branch that ends the block: imm2
// is the comparison's constant, imm the target.
func fuseBranch(compare, branch *uop) (uop, bool) {
	if !branch.isConditional() {
		return uop{}, false
	}
	f := *branch
	condition := uint8(branch.op - opBeq)
	fused, ok := compareBranches[condition]
	switch {
	case compare.op == opCmpImmS && ok:
		f.op = opCmpImmBeq + fused
	case compare.op == opCmpRegS && ok:
		f.op = opCmpRegBeq + fused
	case compare.op == opSubImmS && condition == conditionNE:
		f.op = opSubImmBne
	default:
		return uop{}, false
	}
	f.d, f.n, f.m, f.imm2 = compare.d, compare.n, compare.m, compare.imm
	return f, true
}

const conditionNE = 1

// compareBranches are the conditions that a comparison is made for.
var compareBranches = map[uint8]opcode{0: 0, conditionNE: 1, 2: 2, 3: 3, 8: 4, 9: 5, 10: 6, 11: 7, 12: 8, 13: 9}

func (u *uop) isConditional() bool { return u.op >= opBeq && u.op <= opBle }

// fuseShift makes one of a shift and the operation without flags behind it.
func (u *uop) fuseShift() {
	if u.op < opLslThen || u.op > opAsrThen || u.x != 0 {
		return
	}
	if op, ok := shiftOps[opcode(u.sub)]; ok && u.imm < 32 {
		u.op = op + u.op - opLslThen
	}
}

var shiftOps = map[opcode]opcode{
	opAndReg: opAndLsl, opBicReg: opBicLsl, opOrrReg: opOrrLsl, opEorReg: opEorLsl,
	opAddReg: opAddLsl, opSubReg: opSubLsl, opRsbReg: opRsbLsl,
}

// fuseIndexed makes a case of its own of the commonest loads and stores that
// write their address back.
func (u *uop) fuseIndexed() {
	sub := opcode(u.sub)
	if u.op == opLdrAfter {
		sub = 0
	} else if u.op != opIndexed {
		return
	}
	op, ok := moves[opLdr+sub]
	if !ok || u.n == regSP {
		return
	}
	u.op = op
	if u.x&indexBefore != 0 {
		u.imm2 = u.imm
	}
}

var moves = map[opcode]opcode{opLdr: opLdrMove, opLdrb: opLdrbMove, opStr: opStrMove, opStrb: opStrbMove}

// sinkComparison moves the last comparison of a block behind the operations
// between it and the block's conditional branch, where they have nothing to do
// with each other.
func sinkComparison(ops []uop) {
	last := len(ops) - 1
	if last < 2 || !ops[last].isConditional() {
		return
	}
	for i := last - 1; i >= max(0, last-4); i-- {
		compare := ops[i]
		if compare.op != opCmpImmS && compare.op != opCmpRegS && compare.op != opSubImmS {
			continue
		}
		for j := i + 1; j < last; j++ {
			if !ops[j].independent(&compare) || ops[j].isFloatSum() && !hasFloat(ops[:i]) {
				return
			}
		}
		copy(ops[i:], ops[i+1:last])
		ops[last-1] = compare
		return
	}
}

// independent says that u cannot fail, has nothing to do with the flags, and
// shares no register with a comparison but as a source of both.
func (u *uop) independent(compare *uop) bool {
	if u.isFloatSum() {
		return true
	}
	source := u.n
	switch u.op {
	case opAndImm, opBicImm, opOrrImm, opEorImm, opMovImm, opAddImm, opSubImm, opRsbImm:
	case opLslThen, opLsrThen, opAsrThen:
		// The second operand is regShifted.
		if u.x != 0 || opcode(u.sub)&1 != opAndReg&1 || opcode(u.sub) == opAdcReg || opcode(u.sub) == opSbcReg {
			return false
		}
		source = u.a
	case opAndReg, opBicReg, opOrrReg, opEorReg, opMovReg, opAddReg, opSubReg, opMul, opMla, opMls,
		opUxtb, opUxth, opSxtb, opSxth, opUbfx, opSbfx, opLslImm, opLsrImm, opAsrImm:
	default:
		return false
	}
	if u.d == compare.n || compare.op == opCmpRegS && u.d == compare.m {
		return false
	}
	if compare.op != opSubImmS {
		return true
	}
	d := compare.d
	return u.d != d && u.n != d && u.m != d && u.a != d && source != d
}

func (u *uop) isFloatSum() bool {
	return u.op == opVadd || u.op == opVsub || u.op == opVmul || u.op == opVmla
}

// hasFloat says that the FPU is known to be on behind ops.
func hasFloat(ops []uop) bool {
	for i := range ops {
		if ops[i].isFloatSum() {
			return true
		}
	}
	return false
}
