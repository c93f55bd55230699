//go:build ignore

// Cases of loop.go: conditions of IT blocks: each is a micro-operation before those that it guards.

package armv7m

func _() {
	switch u.Code {
	case decode.IfEq:
		if c.zf != 0 {
			goto skipped
		}
	case decode.IfNe:
		if c.zf == 0 {
			goto skipped
		}
	case decode.IfCs:
		if c.cf == 0 {
			goto skipped
		}
	case decode.IfCc:
		if c.cf != 0 {
			goto skipped
		}
	case decode.IfMi:
		if int32(c.nf) >= 0 {
			goto skipped
		}
	case decode.IfPl:
		if int32(c.nf) < 0 {
			goto skipped
		}
	case decode.IfVs:
		if int32(c.vf) >= 0 {
			goto skipped
		}
	case decode.IfVc:
		if int32(c.vf) < 0 {
			goto skipped
		}
	case decode.IfHi:
		if c.cf == 0 || c.zf == 0 {
			goto skipped
		}
	case decode.IfLs:
		if c.cf != 0 && c.zf != 0 {
			goto skipped
		}
	case decode.IfGe:
		if int32(c.nf^c.vf) < 0 {
			goto skipped
		}
	case decode.IfLt:
		if int32(c.nf^c.vf) >= 0 {
			goto skipped
		}
	case decode.IfGt:
		if int32(c.nf^c.vf) < 0 || c.zf == 0 {
			goto skipped
		}
	case decode.IfLe:
		if int32(c.nf^c.vf) >= 0 && c.zf != 0 {
			goto skipped
		}
	}
}
