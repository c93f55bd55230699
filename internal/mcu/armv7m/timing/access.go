package timing

import "tinyol-sim/internal/mcu/armv7m/decode"

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

// accessOf classifies an instruction. A load of one float overlaps others as any
// load does: a loop of two takes 10 cycles on silicon, not 11 (docs/TIMING.md).
// What else the FPU loads and stores has its rules in float.go.
func accessOf(u *decode.Op) access {
	op := u.Plain()
	a := access{n: u.N, m: noRegister}
	switch {
	case op >= decode.Ldr && op <= decode.Ldrsh:
		a.kind = loadOne
	case op >= decode.Str && op <= decode.Strh:
		a.kind = storeOne
	case op >= decode.LdrReg && op <= decode.LdrshReg:
		a.kind, a.indexed, a.m = loadOne, true, u.M
	case op >= decode.StrReg && op <= decode.StrhReg:
		a.kind, a.indexed, a.m = storeOne, true, u.M
	case op == decode.LdrLit:
		a.kind, a.literal, a.n = loadOne, true, noRegister
	case op == decode.Vldr, op == decode.VldmOne:
		a.kind = loadOne
	case op == decode.LdrAfter, op == decode.Indexed && decode.Ldr+decode.Code(u.Sub) <= decode.Ldrsh:
		a.kind = loadOne
	case op == decode.Indexed:
		a.kind = storeOne
	case op == decode.Ldm, op == decode.Ldrd:
		a.kind = loadMany
	case op == decode.Stm, op == decode.Strd:
		a.kind = storeMany
	case op == decode.Mem:
		return rareAccess(u, a)
	case op == decode.PCWrite && u.Sub == decode.PCLoad:
		a.kind = loadOne
		if u.A == decode.AddressRegister {
			a.m = u.M
		}
	}
	return a
}

func rareAccess(u *decode.Op, a access) access {
	switch u.Sub {
	case decode.MemPair:
		a.kind = loadMany
		if u.X&decode.IndexStore != 0 {
			a.kind = storeMany
		}
	case decode.MemPairLit:
		a.kind, a.literal, a.n = loadMany, true, noRegister
	case decode.MemStrex:
		a.kind = storeOne
	case decode.MemLdrLit:
		a.kind, a.literal, a.n = loadOne, true, noRegister
	default:
		a.kind = loadOne
	}
	return a
}

// uses says that the address needs register r.
func (a access) uses(r uint8) bool { return a.n == r || a.m == r }

// loadedInto is the general register that a single load writes.
func loadedInto(u *decode.Op) uint8 {
	switch op := u.Plain(); {
	case op == decode.Vldr || op == decode.VldmOne:
		return noRegister - 1 // in no address either
	case op == decode.Mem && u.Sub == decode.MemLdrex:
		return u.A
	}
	return u.D
}

// computes says that u is a data operation with the result in d.
func computes(u *decode.Op) bool {
	op := u.Plain()
	return op >= decode.AndImm && op <= decode.DSP && op != decode.Smull && op != decode.Umull && op != decode.Sdiv && op != decode.Udiv
}
