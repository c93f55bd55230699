//go:build ignore

// Cases of loop.go: conditions of IT blocks: each is a micro-operation before those that it guards.

package armv7m

func _() {
	switch u.op {
	case opIfEq:
		if c.zf != 0 {
			goto skipped
		}
	case opIfNe:
		if c.zf == 0 {
			goto skipped
		}
	case opIfCs:
		if c.cf == 0 {
			goto skipped
		}
	case opIfCc:
		if c.cf != 0 {
			goto skipped
		}
	case opIfMi:
		if int32(c.nf) >= 0 {
			goto skipped
		}
	case opIfPl:
		if int32(c.nf) < 0 {
			goto skipped
		}
	case opIfVs:
		if int32(c.vf) >= 0 {
			goto skipped
		}
	case opIfVc:
		if int32(c.vf) < 0 {
			goto skipped
		}
	case opIfHi:
		if c.cf == 0 || c.zf == 0 {
			goto skipped
		}
	case opIfLs:
		if c.cf != 0 && c.zf != 0 {
			goto skipped
		}
	case opIfGe:
		if int32(c.nf^c.vf) < 0 {
			goto skipped
		}
	case opIfLt:
		if int32(c.nf^c.vf) >= 0 {
			goto skipped
		}
	case opIfGt:
		if int32(c.nf^c.vf) < 0 || c.zf == 0 {
			goto skipped
		}
	case opIfLe:
		if int32(c.nf^c.vf) >= 0 && c.zf != 0 {
			goto skipped
		}
	}
}
