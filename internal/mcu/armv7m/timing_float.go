package armv7m

// floatTiming are the parameters of FPv4-SP.
type floatTiming struct {
	latency         int // of VADD, VSUB, VMUL and VCVT: 2 delays the next instruction by one where it needs the result
	accumulate      int // VMLA, VFMA and their kin: cycles until the next instruction
	accumulateReady int // until their result can be used
	divide          int // VDIV and VSQRT: cycles until the FPU is free again
	divideReady     int // until their result can be used
	divideOverlaps  bool
	load, store     int // VLDR and VSTR of a single
	double          int // VLDR and VSTR of a double
	multiple        int // VLDM and VSTM beside a cycle a word
	move            int // between core and FPU, one register
	compare, status int // VCMP; VMRS
}

// floatHazards is the state of the FPU's pipeline inside a block, in cycles
// from its start.
type floatHazards struct {
	ready [32]int // when a register's value can be used
	addnd [32]int // when it can be used as the addend of VMLA and its kin
	free  int     // when the FPU takes the next instruction
}

// floating is the cost of a floating-point instruction; what it waits for is
// part of its own cost.
func (p *pricer) floating(u *uop, op opcode) int {
	f, h := &p.timing.float, &p.float
	start := max(p.now, h.free)
	switch op {
	case opVldr, opVldmOne:
		h.set(u.d, start+f.load)
		return start + f.load - p.now
	case opVstr:
		start = max(start, h.ready[u.d&31])
		return start + f.store - p.now
	case opVadd, opVsub, opVmul:
		return p.arithmetic(start, u, 1, f.latency, f.latency-1, u.n, u.m)
	case opVmla:
		start = max(start, h.addnd[u.d&31])
		return p.arithmetic(start, u, f.accumulate, f.accumulateReady, f.accumulateReady-1, u.n, u.m)
	case opVmovReg:
		return p.arithmetic(start, u, 1, 1, 1, u.m)
	}
	return p.floatClass(start, u)
}

// arithmetic issues an instruction with the sources in regs at the earliest
// from start on.
func (p *pricer) arithmetic(start int, u *uop, issue, ready, addend int, regs ...uint8) int {
	h := &p.float
	for _, r := range regs {
		start = max(start, h.ready[r&31])
	}
	h.ready[u.d&31], h.addnd[u.d&31] = start+ready, start+addend
	return start + issue - p.now
}

func (h *floatHazards) set(d uint8, at int) { h.ready[d&31], h.addnd[d&31] = at, at }

func (p *pricer) floatClass(start int, u *uop) int {
	f, h := &p.timing.float, &p.float
	switch u.sub {
	case fpVmls, fpVnmls, fpVnmla, fpVfma, fpVfms, fpVfnma, fpVfnms:
		start = max(start, h.addnd[u.d&31])
		return p.arithmetic(start, u, f.accumulate, f.accumulateReady, f.accumulateReady-1, u.n, u.m)
	case fpVnmul:
		return p.arithmetic(start, u, 1, f.latency, f.latency-1, u.n, u.m)
	case fpVdiv:
		return p.divide(start, u, u.n, u.m)
	case fpVsqrt:
		return p.divide(start, u, u.m)
	case fpVabs, fpVneg:
		return p.arithmetic(start, u, 1, 1, 1, u.m)
	case fpConstant:
		return p.arithmetic(start, u, 1, 1, 1)
	case fpHalf, fpFromInt, fpToInt, fpToFixed, fpFromFixed:
		return p.arithmetic(start, u, 1, f.latency, f.latency-1, u.m)
	case fpVcmp:
		return max(start, h.ready[u.d&31], h.ready[u.m&31]) + f.compare - p.now
	case fpVcmpZero:
		return max(start, h.ready[u.d&31]) + f.compare - p.now
	case fpVmsr, fpVmrs:
		return start + f.status - p.now
	case fpMoveCore:
		if u.x != 0 {
			start = max(start, h.ready[u.n&31])
		} else {
			h.set(u.n, start+f.move)
		}
		return start + f.move - p.now
	case fpMoveTwo:
		return start + 2*f.move - p.now
	case fpVldrDouble, fpVstrDouble:
		return start + f.double - p.now
	}
	return p.floatMultiple(start, u)
}

// divide keeps the FPU busy while integer instructions go on.
func (p *pricer) divide(start int, u *uop, regs ...uint8) int {
	f, h := &p.timing.float, &p.float
	issue := f.divide
	if f.divideOverlaps {
		issue = 1
	}
	cost := p.arithmetic(start, u, issue, f.divideReady, f.divideReady-1, regs...)
	h.free = p.now + cost - issue + f.divide
	return cost
}

func (p *pricer) floatMultiple(start int, u *uop) int {
	f, h := &p.timing.float, &p.float
	words := int(u.a)
	for r := u.d; r < u.d+u.a; r++ {
		if u.sub == fpLoadMultiple {
			h.set(r, 0)
		} else {
			start = max(start, h.ready[r&31]-int(r-u.d))
		}
	}
	return start + f.multiple + words - p.now
}
