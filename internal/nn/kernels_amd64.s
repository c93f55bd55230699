//go:build amd64 && !purego

#include "textflag.h"

// Multiplication and addition stay separate instructions throughout: a fused
// multiply-add rounds once and would change bits.

// func denseAVX2(dst, x, weights, bias *float32, in, stride, blocks int)
//
// One accumulator per block of eight outputs; the inputs run in index order.
// Four blocks at a time, then single ones: their chains of additions are
// independent, so the core overlaps them.
TEXT ·denseAVX2(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ weights+16(FP), R8
	MOVQ bias+24(FP), R9
	MOVQ in+32(FP), CX
	MOVQ stride+40(FP), R10
	MOVQ blocks+48(FP), R11
	SHLQ $2, R10

four:
	CMPQ    R11, $4
	JLT     two
	VMOVUPS (R9), Y0
	VMOVUPS 32(R9), Y1
	VMOVUPS 64(R9), Y2
	VMOVUPS 96(R9), Y3
	XORQ    AX, AX
	MOVQ    R8, R12

fourInput:
	VBROADCASTSS (SI)(AX*4), Y8
	VMULPS       (R12), Y8, Y4
	VMULPS       32(R12), Y8, Y5
	VMULPS       64(R12), Y8, Y6
	VMULPS       96(R12), Y8, Y7
	VADDPS       Y4, Y0, Y0
	VADDPS       Y5, Y1, Y1
	VADDPS       Y6, Y2, Y2
	VADDPS       Y7, Y3, Y3
	ADDQ         R10, R12
	INCQ         AX
	CMPQ         AX, CX
	JLT          fourInput

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	ADDQ    $128, DI
	ADDQ    $128, R8
	ADDQ    $128, R9
	SUBQ    $4, R11
	JMP     four

two:
	CMPQ    R11, $2
	JLT     one
	VMOVUPS (R9), Y0
	VMOVUPS 32(R9), Y1
	XORQ    AX, AX
	MOVQ    R8, R12

twoInput:
	VBROADCASTSS (SI)(AX*4), Y8
	VMULPS       (R12), Y8, Y4
	VMULPS       32(R12), Y8, Y5
	VADDPS       Y4, Y0, Y0
	VADDPS       Y5, Y1, Y1
	ADDQ         R10, R12
	INCQ         AX
	CMPQ         AX, CX
	JLT          twoInput

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	ADDQ    $64, DI
	ADDQ    $64, R8
	ADDQ    $64, R9
	SUBQ    $2, R11

one:
	TESTQ   R11, R11
	JZ      done
	VMOVUPS (R9), Y0
	XORQ    AX, AX

oneInput:
	VBROADCASTSS (SI)(AX*4), Y8
	VMULPS       (R8), Y8, Y4
	VADDPS       Y4, Y0, Y0
	ADDQ         R10, R8
	INCQ         AX
	CMPQ         AX, CX
	JLT          oneInput

	VMOVUPS Y0, (DI)

done:
	VZEROUPPER
	RET

// func outerAVX2(weights, x, gain *float32, in, stride, blocks int, tail *[8]uint32)
//
// Columns of eight outputs, down the inputs: four at a time, then single ones.
// The gains are negated once, since w - g*x and w + (-g)*x have the same bits.
// The products of the last column are masked, so that the padding stays zero
// even where an input is not finite.
TEXT ·outerAVX2(SB), NOSPLIT, $0-56
	MOVQ     weights+0(FP), R8
	MOVQ     x+8(FP), SI
	MOVQ     gain+16(FP), R9
	MOVQ     in+24(FP), CX
	MOVQ     stride+32(FP), R10
	MOVQ     blocks+40(FP), R11
	MOVQ     tail+48(FP), BX
	SHLQ     $2, R10
	VPCMPEQD Y10, Y10, Y10
	VPSLLD   $31, Y10, Y9          // sign bits

	// The last column is left to the masked loop.
fourColumns:
	CMPQ   R11, $5
	JLT    column
	VXORPS (R9), Y9, Y0
	VXORPS 32(R9), Y9, Y1
	VXORPS 64(R9), Y9, Y2
	VXORPS 96(R9), Y9, Y3
	XORQ   AX, AX
	MOVQ   R8, R12

fourInput:
	VBROADCASTSS (SI)(AX*4), Y8
	VMULPS       Y8, Y0, Y4
	VMULPS       Y8, Y1, Y5
	VMULPS       Y8, Y2, Y6
	VMULPS       Y8, Y3, Y7
	VADDPS       (R12), Y4, Y4
	VADDPS       32(R12), Y5, Y5
	VADDPS       64(R12), Y6, Y6
	VADDPS       96(R12), Y7, Y7
	VMOVUPS      Y4, (R12)
	VMOVUPS      Y5, 32(R12)
	VMOVUPS      Y6, 64(R12)
	VMOVUPS      Y7, 96(R12)
	ADDQ         R10, R12
	INCQ         AX
	CMPQ         AX, CX
	JLT          fourInput

	ADDQ $128, R8
	ADDQ $128, R9
	SUBQ $4, R11
	JMP  fourColumns

column:
	VXORPS (R9), Y9, Y0
	CMPQ   R11, $1
	JNE    start
	VMOVUPS (BX), Y10

start:
	XORQ AX, AX
	MOVQ R8, R12

input:
	VBROADCASTSS (SI)(AX*4), Y1
	VMULPS       Y1, Y0, Y1
	VANDPS       Y10, Y1, Y1
	VADDPS       (R12), Y1, Y1
	VMOVUPS      Y1, (R12)
	ADDQ         R10, R12
	INCQ         AX
	CMPQ         AX, CX
	JLT          input

	ADDQ $32, R8
	ADDQ $32, R9
	DECQ R11
	JNZ  column
	VZEROUPPER
	RET

// func deltaAVX2(delta, y, target, s *float32, blocks int)
TEXT ·deltaAVX2(SB), NOSPLIT, $0-40
	MOVQ     delta+0(FP), DI
	MOVQ     y+8(FP), SI
	MOVQ     target+16(FP), DX
	MOVQ     s+24(FP), BX
	MOVQ     blocks+32(FP), CX
	VPCMPEQD Y3, Y3, Y3
	VPSRLD   $25, Y3, Y3
	VPSLLD   $23, Y3, Y3           // 1.0
	XORQ     AX, AX

block:
	VMOVUPS (BX)(AX*1), Y0
	VSUBPS  Y0, Y3, Y1             // 1 - s
	VMULPS  Y1, Y0, Y0
	VMOVUPS (SI)(AX*1), Y1
	VSUBPS  (DX)(AX*1), Y1, Y1     // y - t
	VMULPS  Y0, Y1, Y1
	VMOVUPS Y1, (DI)(AX*1)
	ADDQ    $32, AX
	DECQ    CX
	JNZ     block
	VZEROUPPER
	RET

// func reluAVX2(x *float32, blocks int)
//
// VMAXPS returns its second operand, here x, when one is NaN or both are zero:
// the select x < 0 ? 0 : x.
TEXT ·reluAVX2(SB), NOSPLIT, $0-16
	MOVQ   x+0(FP), DI
	MOVQ   blocks+8(FP), CX
	VXORPS Y0, Y0, Y0

block:
	VMAXPS  (DI), Y0, Y1
	VMOVUPS Y1, (DI)
	ADDQ    $32, DI
	DECQ    CX
	JNZ     block
	VZEROUPPER
	RET
