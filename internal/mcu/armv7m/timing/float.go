package timing

import "tinyol-sim/internal/mcu/armv7m/decode"

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
func (p *pricer) floating(u *decode.Op, op decode.Code) int {
	f, h := &p.Rules.float, &p.float
	start := max(p.now, h.free)
	switch op {
	case decode.Vldr, decode.VldmOne:
		h.set(u.D, start+f.load)
		return start + f.load - p.now
	case decode.Vstr:
		start = max(start, h.ready[u.D&31])
		return start + f.store - p.now
	case decode.Vadd, decode.Vsub, decode.Vmul:
		return p.arithmetic(start, u, 1, f.latency, f.latency-1, u.N, u.M)
	case decode.Vmla:
		start = max(start, h.addnd[u.D&31])
		return p.arithmetic(start, u, f.accumulate, f.accumulateReady, f.accumulateReady-1, u.N, u.M)
	case decode.VmovReg:
		return p.arithmetic(start, u, 1, 1, 1, u.M)
	}
	return p.floatClass(start, u)
}

// arithmetic issues an instruction with the sources in regs at the earliest
// from start on.
func (p *pricer) arithmetic(start int, u *decode.Op, issue, ready, addend int, regs ...uint8) int {
	h := &p.float
	for _, r := range regs {
		start = max(start, h.ready[r&31])
	}
	h.ready[u.D&31], h.addnd[u.D&31] = start+ready, start+addend
	return start + issue - p.now
}

func (h *floatHazards) set(d uint8, at int) { h.ready[d&31], h.addnd[d&31] = at, at }

func (p *pricer) floatClass(start int, u *decode.Op) int {
	f, h := &p.Rules.float, &p.float
	switch u.Sub {
	case decode.FPVmls, decode.FPVnmls, decode.FPVnmla, decode.FPVfma, decode.FPVfms, decode.FPVfnma, decode.FPVfnms:
		start = max(start, h.addnd[u.D&31])
		return p.arithmetic(start, u, f.accumulate, f.accumulateReady, f.accumulateReady-1, u.N, u.M)
	case decode.FPVnmul:
		return p.arithmetic(start, u, 1, f.latency, f.latency-1, u.N, u.M)
	case decode.FPVdiv:
		return p.divide(start, u, u.N, u.M)
	case decode.FPVsqrt:
		return p.divide(start, u, u.M)
	case decode.FPVabs, decode.FPVneg:
		return p.arithmetic(start, u, 1, 1, 1, u.M)
	case decode.FPConstant:
		return p.arithmetic(start, u, 1, 1, 1)
	case decode.FPHalf, decode.FPFromInt, decode.FPToInt, decode.FPToFixed, decode.FPFromFixed:
		return p.arithmetic(start, u, 1, f.latency, f.latency-1, u.M)
	case decode.FPVcmp:
		return max(start, h.ready[u.D&31], h.ready[u.M&31]) + f.compare - p.now
	case decode.FPVcmpZero:
		return max(start, h.ready[u.D&31]) + f.compare - p.now
	case decode.FPVmsr, decode.FPVmrs:
		return start + f.status - p.now
	case decode.FPMoveCore:
		if u.X != 0 {
			start = max(start, h.ready[u.N&31])
		} else {
			h.set(u.N, start+f.move)
		}
		return start + f.move - p.now
	case decode.FPMoveTwo:
		return start + 2*f.move - p.now
	case decode.FPVldrDouble, decode.FPVstrDouble:
		return start + f.double - p.now
	}
	return p.floatMultiple(start, u)
}

// divide keeps the FPU busy while integer instructions go on.
func (p *pricer) divide(start int, u *decode.Op, regs ...uint8) int {
	f, h := &p.Rules.float, &p.float
	issue := f.divide
	if f.divideOverlaps {
		issue = 1
	}
	cost := p.arithmetic(start, u, issue, f.divideReady, f.divideReady-1, regs...)
	h.free = p.now + cost - issue + f.divide
	return cost
}

func (p *pricer) floatMultiple(start int, u *decode.Op) int {
	f, h := &p.Rules.float, &p.float
	words := int(u.A)
	for r := u.D; r < u.D+u.A; r++ {
		if u.Sub == decode.FPLoadMultiple {
			h.set(r, 0)
		} else {
			start = max(start, h.ready[r&31]-int(r-u.D))
		}
	}
	return start + f.multiple + words - p.now
}
