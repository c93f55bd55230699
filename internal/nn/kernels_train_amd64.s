//go:build amd64 && !purego

#include "textflag.h"

// The kernels of offline training. They go through several windows at once, so
// that the chains of additions, whose order is fixed, overlap. Multiplication and
// addition stay separate instructions, as in kernels_amd64.s.

// func denseBatchAVX2(dst, x, weights, bias *float32, in, xStride, stride, dstStride, blocks int)
//
// Four windows, two blocks of eight outputs at a time, then a single one.
TEXT ·denseBatchAVX2(SB), NOSPLIT, $0-72
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ weights+16(FP), BX
	MOVQ bias+24(FP), DX
	MOVQ in+32(FP), CX
	MOVQ xStride+40(FP), R8
	MOVQ stride+48(FP), R10
	MOVQ dstStride+56(FP), R11
	MOVQ blocks+64(FP), R12
	SHLQ $2, R8
	SHLQ $2, R10
	SHLQ $2, R11
	LEAQ (R8)(R8*2), R9

pair:
	CMPQ    R12, $2
	JLT     single
	VMOVUPS (DX), Y0
	VMOVUPS 32(DX), Y1
	VMOVAPS Y0, Y2
	VMOVAPS Y1, Y3
	VMOVAPS Y0, Y4
	VMOVAPS Y1, Y5
	VMOVAPS Y0, Y6
	VMOVAPS Y1, Y7
	MOVQ    SI, R13
	MOVQ    BX, R14
	MOVQ    CX, AX

pairInput:
	VMOVUPS      (R14), Y8
	VMOVUPS      32(R14), Y9
	VBROADCASTSS (R13), Y10
	VMULPS       Y8, Y10, Y11
	VMULPS       Y9, Y10, Y12
	VADDPS       Y11, Y0, Y0
	VADDPS       Y12, Y1, Y1
	VBROADCASTSS (R13)(R8*1), Y10
	VMULPS       Y8, Y10, Y13
	VMULPS       Y9, Y10, Y14
	VADDPS       Y13, Y2, Y2
	VADDPS       Y14, Y3, Y3
	VBROADCASTSS (R13)(R8*2), Y10
	VMULPS       Y8, Y10, Y11
	VMULPS       Y9, Y10, Y12
	VADDPS       Y11, Y4, Y4
	VADDPS       Y12, Y5, Y5
	VBROADCASTSS (R13)(R9*1), Y10
	VMULPS       Y8, Y10, Y13
	VMULPS       Y9, Y10, Y14
	VADDPS       Y13, Y6, Y6
	VADDPS       Y14, Y7, Y7
	ADDQ         $4, R13
	ADDQ         R10, R14
	DECQ         AX
	JNZ          pairInput

	LEAQ    (R11)(R11*2), AX
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, (DI)(R11*1)
	VMOVUPS Y3, 32(DI)(R11*1)
	VMOVUPS Y4, (DI)(R11*2)
	VMOVUPS Y5, 32(DI)(R11*2)
	VMOVUPS Y6, (DI)(AX*1)
	VMOVUPS Y7, 32(DI)(AX*1)
	ADDQ    $64, DI
	ADDQ    $64, DX
	ADDQ    $64, BX
	SUBQ    $2, R12
	JMP     pair

single:
	TESTQ   R12, R12
	JZ      denseDone
	VMOVUPS (DX), Y0
	VMOVAPS Y0, Y2
	VMOVAPS Y0, Y4
	VMOVAPS Y0, Y6
	MOVQ    CX, AX

singleInput:
	VMOVUPS      (BX), Y8
	VBROADCASTSS (SI), Y10
	VBROADCASTSS (SI)(R8*1), Y11
	VBROADCASTSS (SI)(R8*2), Y12
	VBROADCASTSS (SI)(R9*1), Y13
	VMULPS       Y8, Y10, Y10
	VMULPS       Y8, Y11, Y11
	VMULPS       Y8, Y12, Y12
	VMULPS       Y8, Y13, Y13
	VADDPS       Y10, Y0, Y0
	VADDPS       Y11, Y2, Y2
	VADDPS       Y12, Y4, Y4
	VADDPS       Y13, Y6, Y6
	ADDQ         $4, SI
	ADDQ         R10, BX
	DECQ         AX
	JNZ          singleInput

	LEAQ    (R11)(R11*2), AX
	VMOVUPS Y0, (DI)
	VMOVUPS Y2, (DI)(R11*1)
	VMOVUPS Y4, (DI)(R11*2)
	VMOVUPS Y6, (DI)(AX*1)

denseDone:
	VZEROUPPER
	RET

// func outerBatchAVX2(gradients, x, delta *float32, quads, xStride, stride, windows int)
//
// Eight outputs: four inputs at a time, down the windows.
TEXT ·outerBatchAVX2(SB), NOSPLIT, $0-56
	MOVQ gradients+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ delta+16(FP), DX
	MOVQ quads+24(FP), CX
	MOVQ xStride+32(FP), R8
	MOVQ stride+40(FP), R10
	MOVQ windows+48(FP), R12
	SHLQ $2, R8
	SHLQ $2, R10
	LEAQ (R10)(R10*2), R11

quad:
	VMOVUPS (DI), Y0
	VMOVUPS (DI)(R10*1), Y1
	VMOVUPS (DI)(R10*2), Y2
	VMOVUPS (DI)(R11*1), Y3
	MOVQ    SI, R13
	MOVQ    DX, R14
	MOVQ    R12, AX

outerWindow:
	VMOVUPS      (R14), Y8
	VBROADCASTSS (R13), Y10
	VBROADCASTSS 4(R13), Y11
	VBROADCASTSS 8(R13), Y12
	VBROADCASTSS 12(R13), Y13
	VMULPS       Y8, Y10, Y10
	VMULPS       Y8, Y11, Y11
	VMULPS       Y8, Y12, Y12
	VMULPS       Y8, Y13, Y13
	VADDPS       Y10, Y0, Y0
	VADDPS       Y11, Y1, Y1
	VADDPS       Y12, Y2, Y2
	VADDPS       Y13, Y3, Y3
	ADDQ         R8, R13
	ADDQ         R10, R14
	DECQ         AX
	JNZ          outerWindow

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, (DI)(R10*1)
	VMOVUPS Y2, (DI)(R10*2)
	VMOVUPS Y3, (DI)(R11*1)
	LEAQ    (DI)(R10*4), DI
	ADDQ    $16, SI
	DECQ    CX
	JNZ     quad
	VZEROUPPER
	RET

// func adamAVX2(parameters, gradients, first, second *float32, blocks int, c *[8]float32)
//
// The constants are 1-beta1, beta1, 1-beta2, beta2, epsilon, step size and scale.
TEXT ·adamAVX2(SB), NOSPLIT, $0-48
	MOVQ         parameters+0(FP), DI
	MOVQ         gradients+8(FP), SI
	MOVQ         first+16(FP), BX
	MOVQ         second+24(FP), DX
	MOVQ         blocks+32(FP), CX
	MOVQ         c+40(FP), AX
	VBROADCASTSS (AX), Y8
	VBROADCASTSS 4(AX), Y9
	VBROADCASTSS 8(AX), Y10
	VBROADCASTSS 12(AX), Y11
	VBROADCASTSS 16(AX), Y12
	VBROADCASTSS 20(AX), Y13
	VBROADCASTSS 24(AX), Y14

adamBlock:
	VMULPS  (SI), Y14, Y0       // g
	VMULPS  (BX), Y9, Y1
	VMULPS  Y0, Y8, Y2
	VADDPS  Y2, Y1, Y1          // m
	VMULPS  (DX), Y11, Y3
	VMULPS  Y0, Y10, Y4
	VMULPS  Y0, Y4, Y4
	VADDPS  Y4, Y3, Y3          // v
	VMOVUPS Y1, (BX)
	VMOVUPS Y3, (DX)
	VSQRTPS Y3, Y3
	VADDPS  Y12, Y3, Y3
	VMULPS  Y1, Y13, Y1
	VDIVPS  Y3, Y1, Y1
	VMOVUPS (DI), Y5
	VSUBPS  Y1, Y5, Y5
	VMOVUPS Y5, (DI)
	ADDQ    $32, DI
	ADDQ    $32, SI
	ADDQ    $32, BX
	ADDQ    $32, DX
	DECQ    CX
	JNZ     adamBlock
	VZEROUPPER
	RET
