//go:build ignore

// Cases of loop.go: branches.

package armv7m

func _() {
	switch u.op {
	case opB:
		goto taken
	case opBeq:
		if c.zf == 0 {
			goto taken
		}
	case opBne:
		if c.zf != 0 {
			goto taken
		}
	case opBcs:
		if c.cf != 0 {
			goto taken
		}
	case opBcc:
		if c.cf == 0 {
			goto taken
		}
	case opBmi:
		if int32(c.nf) < 0 {
			goto taken
		}
	case opBpl:
		if int32(c.nf) >= 0 {
			goto taken
		}
	case opBvs:
		if int32(c.vf) < 0 {
			goto taken
		}
	case opBvc:
		if int32(c.vf) >= 0 {
			goto taken
		}
	case opBhi:
		if c.cf != 0 && c.zf != 0 {
			goto taken
		}
	case opBls:
		if c.cf == 0 || c.zf == 0 {
			goto taken
		}
	case opBge:
		if int32(c.nf^c.vf) >= 0 {
			goto taken
		}
	case opBlt:
		if int32(c.nf^c.vf) < 0 {
			goto taken
		}
	case opBgt:
		if int32(c.nf^c.vf) >= 0 && c.zf != 0 {
			goto taken
		}
	case opBle:
		if int32(c.nf^c.vf) < 0 || c.zf == 0 {
			goto taken
		}
	case opCbz:
		if c.r[u.n] == 0 {
			c.cycles += uint64(c.timing.compareBranch)
			goto taken
		}
	case opCbnz:
		if c.r[u.n] != 0 {
			c.cycles += uint64(c.timing.compareBranch)
			goto taken
		}
	case opBl:
		c.r[regLR] = b.end | 1
		goto taken
	case opBx, opBlx:
		target = c.r[u.m]
		if u.op == opBlx {
			c.r[regLR] = u.imm
		}
		goto far
	case opPCWrite:
		if target, ok = c.execPCWrite(u); !ok {
			goto failed
		}
		goto far
	case opIT, opNop:
	case opSys:
		c.at, c.pc = b.end-2*uint32(u.size), b.end
		c.itNow = u.nextIT(u.it)
		c.execSys(u)
		return

	}
}
