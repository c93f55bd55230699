//go:build amd64 && !purego

#include "textflag.h"

// Offsets into sigmoidTable.
#define SIGN     0(BX)
#define LOW      32(BX)
#define LOG2E    64(BX)
#define MAGIC    96(BX)
#define LN2UPPER 128(BX)
#define LN2LOWER 160(BX)
#define C6       192(BX)
#define C5       224(BX)
#define C4       256(BX)
#define C3       288(BX)
#define HALF     320(BX)
#define ONE      352(BX)
#define OFFSET   384(BX)

// func sigmoidAVX2(x *float32, blocks int)
//
// The operations of Sigmoid and Exp in their order, eight arguments at a time.
// Products and sums stay separate instructions. The upper clamp of Exp is left
// out because its argument is never positive.
TEXT ·sigmoidAVX2(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), DI
	MOVQ blocks+8(FP), CX
	LEAQ ·sigmoidTable(SB), BX
	VMOVUPS ONE, Y7

loop:
	// a = max(-|x|, low); VMAXPS returns its first operand here for a NaN
	VMOVUPS (DI), Y0
	VORPS   SIGN, Y0, Y0
	VMOVUPS LOW, Y1
	VMAXPS  Y0, Y1, Y0

	// shifted = a*log2E + magic, n = shifted - magic
	VMULPS LOG2E, Y0, Y1
	VADDPS MAGIC, Y1, Y1
	VSUBPS MAGIC, Y1, Y2

	// upper, lower, r
	VMULPS LN2UPPER, Y2, Y3
	VSUBPS Y3, Y0, Y0
	VMULPS LN2LOWER, Y2, Y2
	VSUBPS Y2, Y0, Y3

	// p = (((c6*r + c5)*r + c4)*r + c3)*r + 1/2
	VMULPS Y3, Y3, Y4
	VMULPS C6, Y3, Y5
	VADDPS C5, Y5, Y5
	VMULPS Y3, Y5, Y5
	VADDPS C4, Y5, Y5
	VMULPS Y3, Y5, Y5
	VADDPS C3, Y5, Y5
	VMULPS Y3, Y5, Y5
	VADDPS HALF, Y5, Y5

	// (upper + (p*square - lower)) + 1
	VMULPS Y4, Y5, Y5
	VSUBPS Y2, Y5, Y5
	VADDPS Y5, Y0, Y5
	VADDPS Y7, Y5, Y5

	// the two powers of two
	VPADDD OFFSET, Y1, Y1
	VPSRLD $1, Y1, Y2
	VPSUBD Y2, Y1, Y1
	VPSLLD $23, Y2, Y2
	VPSLLD $23, Y1, Y1
	VMULPS Y2, Y5, Y5
	VMULPS Y1, Y5, Y5

	// base = t where x has its sign bit set, else 1. A negative zero takes
	// t = exp(-0) = 1, so the sign bit selects as x < 0 does.
	VMOVUPS   (DI), Y0
	VBLENDVPS Y0, Y5, Y7, Y1

	// base - t*base/(1 + t)
	VADDPS  Y7, Y5, Y2
	VMULPS  Y1, Y5, Y3
	VDIVPS  Y2, Y3, Y3
	VSUBPS  Y3, Y1, Y1
	VMOVUPS Y1, (DI)

	ADDQ $32, DI
	DECQ CX
	JNZ  loop
	VZEROUPPER
	RET
