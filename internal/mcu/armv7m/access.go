package armv7m

// access is what the pipeline's rules ask of a load or store.
type access struct {
	kind    accessKind
	indexed bool // register offset
	literal bool // relative to PC
	n, m    uint8
}

type accessKind uint8

const (
	noAccess accessKind = iota
	loadOne
	storeOne
	loadMany // LDM, LDRD
	storeMany
)

// noRegister is in no address.
const noRegister = 0xFF

// access classifies an instruction. A load of one float overlaps others as any
// load does: a loop of two takes 10 cycles on silicon, not 11 (docs/TIMING.md).
// What else the FPU loads and stores has its rules in timing_float.go.
func (u *uop) access() access {
	op := u.plainOp()
	a := access{n: u.n, m: noRegister}
	switch {
	case op >= opLdr && op <= opLdrsh:
		a.kind = loadOne
	case op >= opStr && op <= opStrh:
		a.kind = storeOne
	case op >= opLdrReg && op <= opLdrshReg:
		a.kind, a.indexed, a.m = loadOne, true, u.m
	case op >= opStrReg && op <= opStrhReg:
		a.kind, a.indexed, a.m = storeOne, true, u.m
	case op == opLdrLit:
		a.kind, a.literal, a.n = loadOne, true, noRegister
	case op == opVldr, op == opVldmOne:
		a.kind = loadOne
	case op == opLdrAfter, op == opIndexed && opLdr+opcode(u.sub) <= opLdrsh:
		a.kind = loadOne
	case op == opIndexed:
		a.kind = storeOne
	case op == opLdm, op == opLdrd:
		a.kind = loadMany
	case op == opStm, op == opStrd:
		a.kind = storeMany
	case op == opMem:
		return u.rareAccess(a)
	case op == opPCWrite && u.sub == pcLoad:
		a.kind = loadOne
		if u.a == addressRegister {
			a.m = u.m
		}
	}
	return a
}

func (u *uop) rareAccess(a access) access {
	switch u.sub {
	case memPair:
		a.kind = loadMany
		if u.x&indexStore != 0 {
			a.kind = storeMany
		}
	case memPairLit:
		a.kind, a.literal, a.n = loadMany, true, noRegister
	case memStrex:
		a.kind = storeOne
	case memLdrLit:
		a.kind, a.literal, a.n = loadOne, true, noRegister
	default:
		a.kind = loadOne
	}
	return a
}

// uses says that the address needs register r.
func (a access) uses(r uint8) bool { return a.n == r || a.m == r }

// loaded is the general register that a single load writes.
func (u *uop) loaded() uint8 {
	switch op := u.plainOp(); {
	case op == opVldr || op == opVldmOne:
		return noRegister - 1 // in no address either
	case op == opMem && u.sub == memLdrex:
		return u.a
	}
	return u.d
}

// computes says that u is a data operation with the result in d.
func (u *uop) computes() bool {
	op := u.plainOp()
	return op >= opAndImm && op <= opDSP && op != opSmull && op != opUmull && op != opSdiv && op != opUdiv
}

// plainOp is the operation behind a condition.
func (u *uop) plainOp() opcode {
	if u.op == opCond {
		return u.alt
	}
	return u.op
}
