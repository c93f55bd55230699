package armv7m

import (
	"unsafe"

	"tinyol-sim/internal/mcu/armv7m/thumb"
)

// uop is a decoded instruction, 32 bytes. Register numbers index Core.r (and
// Core.s for floating point), whose length spares a bounds check.
type uop struct {
	op   opcode // what the loop executes
	alt  opcode // of opCond: the operation that the condition governs
	sub  uint8  // of a shifted operand: the data operation; in a class: its member; of a condition: how many micro-operations it governs
	size uint8  // in halfwords
	x    uint8  // carry of an immediate (2: keep), shift of an index, flags of a class
	it   uint8  // ITSTATE of the instruction: condition and what is left of its block

	d, n, m, a uint8

	after  uint8 // halfwords from the block's start to the next instruction
	nth    uint8 // instructions of the block up to and with this one
	cycles uint8 // of this one when it falls through
	skip   uint8 // fused: how many of the instructions behind it are done; a condition: cycles less when it fails

	imm uint32 // immediate, absolute address, register list or shift amount

	sum uint16 // cycles of the block up to and with this one

	// Of the second instruction of a fused pair; a2 of opSPResult is its operation.
	d2, n2, m2, a2 uint8
	imm2           uint32
}

// next is the micro-operation behind u in its block, which ends in an opEnd.
func (u *uop) next() *uop { return (*uop)(unsafe.Add(unsafe.Pointer(u), unsafe.Sizeof(*u))) }

// ahead is the micro-operation n further on.
func (u *uop) ahead(n uint8) *uop {
	return (*uop)(unsafe.Add(unsafe.Pointer(u), uintptr(n)*unsafe.Sizeof(*u)))
}

// opcode is a case of the loop's switch.
type opcode uint16

// Registers with a part of their own, and two beside r0-r15.
const (
	regSP      = thumb.SP
	regLR      = thumb.LR
	regPC      = thumb.PC
	regShifted = 16 // the second operand after its shift
	regZero    = 17 // always zero
)

const keepCarry = 2

// alu names a data operation; its cases in the switch are
// opAndImm + 2*alu + setFlags and opAndReg + 2*alu + setFlags.
type alu uint8

const (
	aluAnd alu = iota
	aluBic
	aluOrr
	aluOrn
	aluEor
	aluMov
	aluMvn
	aluTst
	aluTeq
	aluAdd
	aluAdc
	aluSbc
	aluSub
	aluRsb
	aluCmn
	aluCmp
)

// logical operations take the shifter's carry.
func (a alu) logical() bool { return a <= aluTeq }

// compares have no destination.
func (a alu) compares() bool {
	return a == aluTst || a == aluTeq || a == aluCmn || a == aluCmp
}

const (
	// Data operations with an immediate, without and with flags.
	opAndImm opcode = iota
	opAndImmS
	opBicImm
	opBicImmS
	opOrrImm
	opOrrImmS
	opOrnImm
	opOrnImmS
	opEorImm
	opEorImmS
	opMovImm
	opMovImmS
	opMvnImm
	opMvnImmS
	opTstImm
	opTstImmS
	opTeqImm
	opTeqImmS
	opAddImm
	opAddImmS
	opAdcImm
	opAdcImmS
	opSbcImm
	opSbcImmS
	opSubImm
	opSubImmS
	opRsbImm
	opRsbImmS
	opCmnImm
	opCmnImmS
	opCmpImm
	opCmpImmS

	// The same with a register, m.
	opAndReg
	opAndRegS
	opBicReg
	opBicRegS
	opOrrReg
	opOrrRegS
	opOrnReg
	opOrnRegS
	opEorReg
	opEorRegS
	opMovReg
	opMovRegS
	opMvnReg
	opMvnRegS
	opTstReg
	opTstRegS
	opTeqReg
	opTeqRegS
	opAddReg
	opAddRegS
	opAdcReg
	opAdcRegS
	opSbcReg
	opSbcRegS
	opSubReg
	opSubRegS
	opRsbReg
	opRsbRegS
	opCmnReg
	opCmnRegS
	opCmpReg
	opCmpRegS

	// Shift register a by imm into regShifted, then do sub. x: carry wanted.
	opLslThen
	opLsrThen
	opAsrThen
	opRorThen
	opRrxThen

	opSPResult // the operation in a2, with bits 1:0 of the result clear
	opMovt
	opLslImm // d = m shifted by imm, no flags
	opLsrImm
	opAsrImm
	opLslImmS
	opLsrImmS
	opAsrImmS
	opShiftReg // d = n shifted by m; sub: kind, x: set flags
	opMul
	opMulS
	opMla
	opMls
	opSmull
	opUmull
	opSdiv
	opUdiv
	opUxtb
	opUxth
	opSxtb
	opSxth
	opUbfx // left by a, right by x
	opSbfx
	opBfi // imm: lsb, x: width
	opClz
	opDSP // class: dsp.go

	// Loads and stores: address n + imm.
	opLdr
	opLdrb
	opLdrh
	opLdrsb
	opLdrsh
	opStr
	opStrb
	opStrh
	// Address n + m<<x.
	opLdrReg
	opLdrbReg
	opLdrhReg
	opLdrsbReg
	opLdrshReg
	opStrReg
	opStrbReg
	opStrhReg
	opLdrLit   // absolute address imm
	opIndexed  // with write back: sub counts from opLdr
	opLdrAfter // the commonest of them: a word, then n += imm
	opLdrd
	opStrd
	opLdm // d: base, imm: list, x: flags
	opStm
	opMem // class: memory.go

	opB // imm: target
	opBeq
	opBne
	opBcs
	opBcc
	opBmi
	opBpl
	opBvs
	opBvc
	opBhi
	opBls
	opBge
	opBlt
	opBgt
	opBle
	opCbz
	opCbnz
	opBl
	opBx
	opBlx
	opPCWrite // class: branches.go
	opIT
	opNop
	opSys // class: system.go

	opVldr
	opVldmOne // VLDMIA n!, {d}
	opVstr
	opVadd
	opVsub
	opVmul
	opVmla
	opVmovReg
	opFP // class: fpu.go

	// What fuse makes of several, or of a common form of one.
	// A condition of an IT block: the next sub are jumped over where it fails.
	opIfEq
	opIfNe
	opIfCs
	opIfCc
	opIfMi
	opIfPl
	opIfVs
	opIfVc
	opIfHi
	opIfLs
	opIfGe
	opIfLt
	opIfGt
	opIfLe
	opToFloat // VMOV between the cores, before what does it with every check: n and d
	opFromFloat
	opVmovImm
	opQuotient // VDIV, likewise
	// A word or byte at n + imm2, then n += imm.
	opLdrMove
	opLdrbMove
	opStrMove
	opStrbMove
	// An operation with register a shifted by imm.
	opAndLsl
	opAndLsr
	opAndAsr
	opBicLsl
	opBicLsr
	opBicAsr
	opOrrLsl
	opOrrLsr
	opOrrAsr
	opEorLsl
	opEorLsr
	opEorAsr
	opAddLsl
	opAddLsr
	opAddAsr
	opSubLsl
	opSubLsr
	opSubAsr
	opRsbLsl
	opRsbLsr
	opRsbAsr
	// A comparison of n with imm2 or m and the branch to imm behind it.
	opCmpImmBeq
	opCmpImmBne
	opCmpImmBcs
	opCmpImmBcc
	opCmpImmBhi
	opCmpImmBls
	opCmpImmBge
	opCmpImmBlt
	opCmpImmBgt
	opCmpImmBle
	opCmpRegBeq
	opCmpRegBne
	opCmpRegBcs
	opCmpRegBcc
	opCmpRegBhi
	opCmpRegBls
	opCmpRegBge
	opCmpRegBlt
	opCmpRegBgt
	opCmpRegBle
	opSubImmBne // d = n - imm2
	opRunWords  // skip instructions: words loaded and stored
	opCopyWords // a of them loaded from n + imm and stored at m + imm2 by way of d, one after the other
	opRunFloats // floats loaded
	opTwoFloats // two of them; a and a2 go onto the bases
	opDotStep   // two of them, their product into x, its sum with sub into it
	opDotLoop   // in front of a block that is one of these and the branch back to it
	opRunVmul
	opRunVadd
	opRunVsub
	opRunVmulVadd // by turns
	opTwoVmul     // two of a kind: d, n, m, then d2, n2, m2
	opTwoVadd
	opTwoVsub
	opEvenVmul // a run whose registers go up evenly: d, n, m, then d2, n2, m2 further
	opEvenVadd
	opEvenVsub
	opVectorLoad // VLDM and VSTM that count up: a words
	opVectorStore
	opScale        // a run: s[d...] = s[n...] * s[m]
	opAccumulate   // s[d...] += s[m...]
	opDescend      // s[d...] -= s[m...]
	opVmulThenVadd // one of each: d2, n2, m2 are the sum's

	opCond // as decoded, in an IT block: alt if the condition holds
	opUndefined
	opNoCoprocessor
	opEnd // of a block's micro-operations
)
