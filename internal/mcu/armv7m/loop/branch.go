//go:build ignore

// Cases of loop.go: branches.

package armv7m

func _() {
	switch u.Code {
	case decode.B:
		goto taken
	case decode.Beq:
		if c.zf == 0 {
			goto taken
		}
	case decode.Bne:
		if c.zf != 0 {
			goto taken
		}
	case decode.Bcs:
		if c.cf != 0 {
			goto taken
		}
	case decode.Bcc:
		if c.cf == 0 {
			goto taken
		}
	case decode.Bmi:
		if int32(c.nf) < 0 {
			goto taken
		}
	case decode.Bpl:
		if int32(c.nf) >= 0 {
			goto taken
		}
	case decode.Bvs:
		if int32(c.vf) < 0 {
			goto taken
		}
	case decode.Bvc:
		if int32(c.vf) >= 0 {
			goto taken
		}
	case decode.Bhi:
		if c.cf != 0 && c.zf != 0 {
			goto taken
		}
	case decode.Bls:
		if c.cf == 0 || c.zf == 0 {
			goto taken
		}
	case decode.Bge:
		if int32(c.nf^c.vf) >= 0 {
			goto taken
		}
	case decode.Blt:
		if int32(c.nf^c.vf) < 0 {
			goto taken
		}
	case decode.Bgt:
		if int32(c.nf^c.vf) >= 0 && c.zf != 0 {
			goto taken
		}
	case decode.Ble:
		if int32(c.nf^c.vf) < 0 || c.zf == 0 {
			goto taken
		}
	case decode.Cbz:
		if c.r[u.N] == 0 {
			c.cycles += uint64(c.timing.CompareBranch)
			goto taken
		}
	case decode.Cbnz:
		if c.r[u.N] != 0 {
			c.cycles += uint64(c.timing.CompareBranch)
			goto taken
		}
	case decode.Bl:
		c.r[thumb.LR] = b.end | 1
		goto taken
	case decode.Bx, decode.Blx:
		target = c.r[u.M]
		if u.Code == decode.Blx {
			c.r[thumb.LR] = u.Imm
		}
		goto far
	case decode.PCWrite:
		if target, ok = c.execPCWrite(u); !ok {
			goto failed
		}
		goto far
	case decode.IT, decode.Nop:
	case decode.Sys:
		c.at, c.pc = b.end-2*uint32(u.Size), b.end
		c.itNow = u.NextIT(u.IT)
		c.execSys(u)
		return

	}
}
