package decode

import "unsafe"

// Op is a micro-operation, 32 bytes: a decoded instruction, or what Fuse makes of
// several. Register numbers are bytes, for arrays of 256, whose length spares a
// bounds check.
type Op struct {
	Code Code  // what the loop executes
	Alt  Code  // of Cond: the operation that the condition governs
	Sub  uint8 // of a shifted operand: the data operation; in a class: its member; of a condition: how many micro-operations it governs
	Size uint8 // in halfwords
	X    uint8 // carry of an immediate (2: keep), shift of an index, flags of a class
	IT   uint8 // ITSTATE of the instruction: condition and what is left of its block

	D, N, M, A uint8

	After  uint8 // halfwords from the block's start to the next instruction
	Nth    uint8 // instructions of the block up to and with this one
	Cycles uint8 // of this one when it falls through
	Skip   uint8 // fused: how many of the instructions behind it are done; a condition: cycles less when it fails

	Imm uint32 // immediate, absolute address, register list or shift amount

	Sum uint16 // cycles of the block up to and with this one

	// Of the second instruction of a fused pair; A2 of SPResult is its operation.
	D2, N2, M2, A2 uint8
	Imm2           uint32
}

// Next is the micro-operation behind u in its block, which ends in an End.
func (u *Op) Next() *Op { return (*Op)(unsafe.Add(unsafe.Pointer(u), unsafe.Sizeof(*u))) }

// Ahead is the micro-operation n further on.
func (u *Op) Ahead(n uint8) *Op {
	return (*Op)(unsafe.Add(unsafe.Pointer(u), uintptr(n)*unsafe.Sizeof(*u)))
}

// Code says what a micro-operation does. It is a case of one dense switch. Beside
// the codes, small letters are the fields that hold their operands: d is Op.D.
// What is rare goes by classes of which Op.Sub names the member.
type Code uint16

// Registers beside r0 to r15.
const (
	RegShifted = 16 // the second operand after its shift
	regZero    = 17 // always zero
)

// KeepCarry in X is for an immediate that leaves the carry as it is.
const KeepCarry = 2

// ALU names a data operation; its cases in the switch are
// AndImm + 2*alu + setFlags and AndReg + 2*alu + setFlags.
type ALU uint8

const (
	ALUAnd ALU = iota
	ALUBic
	ALUOrr
	ALUOrn
	ALUEor
	ALUMov
	ALUMvn
	ALUTst
	ALUTeq
	ALUAdd
	ALUAdc
	ALUSbc
	ALUSub
	ALURsb
	ALUCmn
	ALUCmp
)

// Logical operations take the shifter's carry.
func (a ALU) Logical() bool { return a <= ALUTeq }

// Compares have no destination.
func (a ALU) Compares() bool {
	return a == ALUTst || a == ALUTeq || a == ALUCmn || a == ALUCmp
}

const (
	// Data operations with an immediate, without and with flags.
	AndImm Code = iota
	AndImmS
	BicImm
	BicImmS
	OrrImm
	OrrImmS
	OrnImm
	OrnImmS
	EorImm
	EorImmS
	MovImm
	MovImmS
	MvnImm
	MvnImmS
	TstImm
	TstImmS
	TeqImm
	TeqImmS
	AddImm
	AddImmS
	AdcImm
	AdcImmS
	SbcImm
	SbcImmS
	SubImm
	SubImmS
	RsbImm
	RsbImmS
	CmnImm
	CmnImmS
	CmpImm
	CmpImmS

	// The same with a register, m.
	AndReg
	AndRegS
	BicReg
	BicRegS
	OrrReg
	OrrRegS
	OrnReg
	OrnRegS
	EorReg
	EorRegS
	MovReg
	MovRegS
	MvnReg
	MvnRegS
	TstReg
	TstRegS
	TeqReg
	TeqRegS
	AddReg
	AddRegS
	AdcReg
	AdcRegS
	SbcReg
	SbcRegS
	SubReg
	SubRegS
	RsbReg
	RsbRegS
	CmnReg
	CmnRegS
	CmpReg
	CmpRegS

	// Shift register a by imm into RegShifted, then do sub. x: carry wanted.
	LslThen
	LsrThen
	AsrThen
	RorThen
	RrxThen

	SPResult // the operation in a2, with bits 1:0 of the result clear
	Movt
	LslImm // d = m shifted by imm, no flags
	LsrImm
	AsrImm
	LslImmS
	LsrImmS
	AsrImmS
	ShiftReg // d = n shifted by m; sub: kind, x: set flags
	Mul
	MulS
	Mla
	Mls
	Smull
	Umull
	Sdiv
	Udiv
	Uxtb
	Uxth
	Sxtb
	Sxth
	Ubfx // left by a, right by x
	Sbfx
	Bfi // imm: lsb, x: width
	Clz
	DSP // class: DSPRev and so on

	// Loads and stores: address n + imm.
	Ldr
	Ldrb
	Ldrh
	Ldrsb
	Ldrsh
	Str
	Strb
	Strh
	// Address n + m<<x.
	LdrReg
	LdrbReg
	LdrhReg
	LdrsbReg
	LdrshReg
	StrReg
	StrbReg
	StrhReg
	LdrLit   // absolute address imm
	Indexed  // with write back: sub counts from Ldr
	LdrAfter // the commonest of them: a word, then n += imm
	Ldrd
	Strd
	Ldm // d: base, imm: list, x: flags
	Stm
	Mem // class: MemLdrex and so on

	B // imm: target
	Beq
	Bne
	Bcs
	Bcc
	Bmi
	Bpl
	Bvs
	Bvc
	Bhi
	Bls
	Bge
	Blt
	Bgt
	Ble
	Cbz
	Cbnz
	Bl
	Bx
	Blx
	PCWrite // class: PCMov and so on
	IT
	Nop
	Sys // class: SysBkpt and so on

	Vldr
	VldmOne // VLDMIA n!, {d}
	Vstr
	Vadd
	Vsub
	Vmul
	Vmla
	VmovReg
	FP // class: FPVmls and so on

	// What fuse makes of several, or of a common form of one.
	// A condition of an IT block: the next sub are jumped over where it fails.
	IfEq
	IfNe
	IfCs
	IfCc
	IfMi
	IfPl
	IfVs
	IfVc
	IfHi
	IfLs
	IfGe
	IfLt
	IfGt
	IfLe
	ToFloat // VMOV between the cores, before what does it with every check: n and d
	FromFloat
	VmovImm
	Quotient // VDIV, likewise
	// A word or byte at n + imm2, then n += imm.
	LdrMove
	LdrbMove
	StrMove
	StrbMove
	// An operation with register a shifted by imm.
	AndLsl
	AndLsr
	AndAsr
	BicLsl
	BicLsr
	BicAsr
	OrrLsl
	OrrLsr
	OrrAsr
	EorLsl
	EorLsr
	EorAsr
	AddLsl
	AddLsr
	AddAsr
	SubLsl
	SubLsr
	SubAsr
	RsbLsl
	RsbLsr
	RsbAsr
	// A comparison of n with imm2 or m and the branch to imm behind it.
	CmpImmBeq
	CmpImmBne
	CmpImmBcs
	CmpImmBcc
	CmpImmBhi
	CmpImmBls
	CmpImmBge
	CmpImmBlt
	CmpImmBgt
	CmpImmBle
	CmpRegBeq
	CmpRegBne
	CmpRegBcs
	CmpRegBcc
	CmpRegBhi
	CmpRegBls
	CmpRegBge
	CmpRegBlt
	CmpRegBgt
	CmpRegBle
	SubImmBne // d = n - imm2
	RunWords  // skip instructions: words loaded and stored
	CopyWords // a of them loaded from n + imm and stored at m + imm2 by way of d, one after the other
	RunFloats // floats loaded
	TwoFloats // two of them; a and a2 go onto the bases
	DotStep   // two of them, their product into x, its sum with sub into it
	DotLoop   // in front of a block that is one of these and the branch back to it
	RunVmul
	RunVadd
	RunVsub
	RunVmulVadd // by turns
	TwoVmul     // two of a kind: d, n, m, then d2, n2, m2
	TwoVadd
	TwoVsub
	EvenVmul // a run whose registers go up evenly: d, n, m, then d2, n2, m2 further
	EvenVadd
	EvenVsub
	VectorLoad // VLDM and VSTM that count up: a words
	VectorStore
	Scale        // a run: s[d...] = s[n...] * s[m]
	Accumulate   // s[d...] += s[m...]
	Descend      // s[d...] -= s[m...]
	VmulThenVadd // one of each: d2, n2, m2 are the sum's

	Cond // as decoded, in an IT block: alt if the condition holds
	Undefined
	NoCoprocessor
	End // of a block's micro-operations
)
