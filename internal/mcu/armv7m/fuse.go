package armv7m

// fuse rewrites a block's micro-operations for speed: the comparison moves next
// to the branch that needs it and becomes one with it, and in front of a run of
// instructions of one kind goes a micro-operation that does as many of them as
// meet no obstacle. They stay behind it, so that the rest follows one by one.
// Nothing of this shows: what moves can neither fail nor be interrupted.
func (d *decoded) fuse(pc uint32) []uop {
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
			fused.copyWords(d.ops[i : i+n])
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
	d.fused = closeDotLoop(out, pc)
	return d.fused
}

// copyWords recognises words that go from one place to another by way of one
// register, as an assignment of a structure or a loop that copies.
func (u *uop) copyWords(run []uop) {
	first := run[:min(2, len(run))]
	if u.op != opRunWords || len(run) < 4 || len(run)%2 != 0 || first[0].d == first[0].n || first[0].d == first[1].n {
		return
	}
	for i := range run {
		a, b := &run[i], &first[i%2]
		if a.op != [...]opcode{opLdr, opStr}[i%2] || a.d != first[0].d || a.n != b.n || a.imm != b.imm+4*uint32(i/2) {
			return
		}
	}
	u.op, u.a = opCopyWords, uint8(len(run)/2)
	u.d, u.n, u.imm = first[0].d, first[0].n, first[0].imm
	u.m, u.imm2 = first[1].n, first[1].imm
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
