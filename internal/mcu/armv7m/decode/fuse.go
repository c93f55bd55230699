package decode

import "tinyol-sim/internal/mcu/armv7m/thumb"

// fuse rewrites a block's micro-operations for speed: the comparison moves next
// to the branch that needs it and becomes one with it, and in front of a run of
// instructions of one kind goes a micro-operation that does as many of them as
// meet no obstacle. They stay behind it, so that the rest follows one by one.
// Nothing of this shows: what moves can neither fail nor be interrupted.
func (d *Decoder) fuse(ops []Op, pc uint32) []Op {
	dropFlags(ops)
	sinkComparison(ops)
	out := d.fused[:0]
	for i := 0; i < len(ops); {
		u := ops[i]
		if n, op := longestRun(ops[i:]); n > 1 {
			fused := Op{Code: op, Skip: uint8(n)}
			if n == 2 {
				fused.pair(&u, &ops[i+1])
				n += fused.dotStep(ops[i+2:])
			}
			fused.copyWords(ops[i : i+n])
			fused.even(ops[i : i+n])
			fused.vector()
			out = append(out, fused)
			out = append(out, ops[i:i+n]...)
			i += n
			continue
		}
		if i+2 == len(ops) {
			if f, ok := fuseBranch(&u, &ops[i+1]); ok {
				out = append(out, f)
				break
			}
		}
		i++
		switch u.Code {
		case IT, Nop:
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
func (u *Op) copyWords(run []Op) {
	first := run[:min(2, len(run))]
	if u.Code != RunWords || len(run) < 4 || len(run)%2 != 0 || first[0].D == first[0].N || first[0].D == first[1].N {
		return
	}
	for i := range run {
		a, b := &run[i], &first[i%2]
		if a.Code != [...]Code{Ldr, Str}[i%2] || a.D != first[0].D || a.N != b.N || a.Imm != b.Imm+4*uint32(i/2) {
			return
		}
	}
	u.Code, u.A = CopyWords, uint8(len(run)/2)
	u.D, u.N, u.Imm = first[0].D, first[0].N, first[0].Imm
	u.M, u.Imm2 = first[1].N, first[1].Imm
}

// longestRun finds how many instructions from the first on can go in one.
func longestRun(ops []Op) (n int, op Code) {
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
	op       Code
	multiple int
	fits     func(u *Op, n int) bool
}{
	{RunWords, 1, func(u *Op, _ int) bool { return u.Code == Ldr || u.Code == Str }},
	{RunFloats, 1, func(u *Op, _ int) bool { return u.Code == Vldr || u.Code == VldmOne }},
	{RunVmul, 1, func(u *Op, _ int) bool { return u.Code == Vmul }},
	{RunVadd, 1, func(u *Op, _ int) bool { return u.Code == Vadd }},
	{RunVsub, 1, func(u *Op, _ int) bool { return u.Code == Vsub }},
	{RunVmulVadd, 2, func(u *Op, n int) bool { return u.Code == [...]Code{Vmul, Vadd}[n%2] }},
}

// fuseBranch makes one of a comparison and the branch that ends the block: imm2
// is the comparison's constant, imm the target.
func fuseBranch(compare, branch *Op) (Op, bool) {
	if !branch.isConditional() {
		return Op{}, false
	}
	f := *branch
	condition := uint8(branch.Code - Beq)
	fused, ok := compareBranches[condition]
	switch {
	case compare.Code == CmpImmS && ok:
		f.Code = CmpImmBeq + fused
	case compare.Code == CmpRegS && ok:
		f.Code = CmpRegBeq + fused
	case compare.Code == SubImmS && condition == conditionNE:
		f.Code = SubImmBne
	default:
		return Op{}, false
	}
	f.D, f.N, f.M, f.Imm2 = compare.D, compare.N, compare.M, compare.Imm
	return f, true
}

const conditionNE = 1

// compareBranches are the conditions that a comparison is made for.
var compareBranches = map[uint8]Code{0: 0, conditionNE: 1, 2: 2, 3: 3, 8: 4, 9: 5, 10: 6, 11: 7, 12: 8, 13: 9}

func (u *Op) isConditional() bool { return u.Code >= Beq && u.Code <= Ble }

// fuseShift makes one of a shift and the operation without flags behind it.
func (u *Op) fuseShift() {
	if u.Code < LslThen || u.Code > AsrThen || u.X != 0 {
		return
	}
	if op, ok := shiftOps[Code(u.Sub)]; ok && u.Imm < 32 {
		u.Code = op + u.Code - LslThen
	}
}

var shiftOps = map[Code]Code{
	AndReg: AndLsl, BicReg: BicLsl, OrrReg: OrrLsl, EorReg: EorLsl,
	AddReg: AddLsl, SubReg: SubLsl, RsbReg: RsbLsl,
}

// fuseIndexed makes a case of its own of the commonest loads and stores that
// write their address back.
func (u *Op) fuseIndexed() {
	sub := Code(u.Sub)
	if u.Code == LdrAfter {
		sub = 0
	} else if u.Code != Indexed {
		return
	}
	op, ok := moves[Ldr+sub]
	if !ok || u.N == thumb.SP {
		return
	}
	u.Code = op
	if u.X&IndexBefore != 0 {
		u.Imm2 = u.Imm
	}
}

var moves = map[Code]Code{Ldr: LdrMove, Ldrb: LdrbMove, Str: StrMove, Strb: StrbMove}

// sinkComparison moves the last comparison of a block behind the operations
// between it and the block's conditional branch, where they have nothing to do
// with each other.
func sinkComparison(ops []Op) {
	last := len(ops) - 1
	if last < 2 || !ops[last].isConditional() {
		return
	}
	for i := last - 1; i >= max(0, last-4); i-- {
		compare := ops[i]
		if compare.Code != CmpImmS && compare.Code != CmpRegS && compare.Code != SubImmS {
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
func (u *Op) independent(compare *Op) bool {
	if u.isFloatSum() {
		return true
	}
	source := u.N
	switch u.Code {
	case AndImm, BicImm, OrrImm, EorImm, MovImm, AddImm, SubImm, RsbImm:
	case LslThen, LsrThen, AsrThen:
		// The second operand is RegShifted.
		if u.X != 0 || Code(u.Sub)&1 != AndReg&1 || Code(u.Sub) == AdcReg || Code(u.Sub) == SbcReg {
			return false
		}
		source = u.A
	case AndReg, BicReg, OrrReg, EorReg, MovReg, AddReg, SubReg, Mul, Mla, Mls,
		Uxtb, Uxth, Sxtb, Sxth, Ubfx, Sbfx, LslImm, LsrImm, AsrImm:
	default:
		return false
	}
	if u.D == compare.N || compare.Code == CmpRegS && u.D == compare.M {
		return false
	}
	if compare.Code != SubImmS {
		return true
	}
	d := compare.D
	return u.D != d && u.N != d && u.M != d && u.A != d && source != d
}

func (u *Op) isFloatSum() bool {
	return u.Code == Vadd || u.Code == Vsub || u.Code == Vmul || u.Code == Vmla
}

// hasFloat says that the FPU is known to be on behind ops.
func hasFloat(ops []Op) bool {
	for i := range ops {
		if ops[i].isFloatSum() {
			return true
		}
	}
	return false
}
