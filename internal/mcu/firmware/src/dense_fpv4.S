/* dense for cores with FPv4-SP; dense.c is the same for all others.
 *
 * A block of 16, 8, 4, 2 or 1 outputs keeps its sums in registers while the
 * inputs pass in fours. For an input and eight outputs it takes a VLDM of the
 * weights (1 + 8 cycles on a Cortex-M4), 8 VMUL and 8 VADD, none of which needs
 * the result of the instruction before it. VMLA and VFMA take three cycles each,
 * and VFMA would round otherwise.
 *
 * The loops' instructions are 32 bits wide and lie on multiples of four, where a
 * Cortex-M4 fetches them as fast as it executes them. */
#if defined(__ARM_FP)

#include "fpv4.h"

	.file "dense_fpv4.S"

/* void dense(float *y, const float *x, const float *weights, const float *bias,
 *            uint32_t inputs, uint32_t outputs, uint32_t stride), whose calls have
 * all of them in r0 to r6 */
	y .req r0
	x .req r1
	weights .req r2
	bias .req r3
	inputs .req r4
	outputs .req r5
	stride .req r6  /* in bytes */
	x_next .req r7
	scale .req r8   /* bytes of bias for an output; 0: all share a zero */
	rest .req r9    /* stride - 32 */
	w_next .req r12
	count .req lr

/* Input s[x] to `width` sums from s[sum] on: weights and products in s4 to s11. */
	.macro input width, sum, x
	.if \width == 16
	vldmia w_next!, {s4-s11}
	multiply 8, 4, 4, \x
	combine vadd, 8, \sum, 4
	vldmia w_next, {s4-s11}
	add.w w_next, w_next, rest
	multiply 8, 4, 4, \x
	combine vadd, 8, %(\sum + 8), 4
	.else
	transfer vldmia, w_next, 4, \width
	add.w w_next, w_next, stride
	multiply \width, 4, 4, \x
	combine vadd, \width, \sum, 4
	.endif
	.endm

/* All blocks of a width. */
	.macro blocks width, sum
	.p2align 2
10:	subs.w outputs, outputs, #\width
	blo.w 15f
	transfer vldmia, bias, \sum, \width
	add.w bias, bias, scale, lsl #log2_\width
	mov.w x_next, x
	mov.w w_next, weights
	lsrs.w count, inputs, #2
	beq.w 12f
11:	vldmia x_next!, {s0-s3}
	input \width, \sum, 0
	input \width, \sum, 1
	input \width, \sum, 2
	input \width, \sum, 3
	subs.w count, count, #1
	bne.w 11b
12:	ands.w count, inputs, #3
	beq.w 14f
13:	vldmia x_next!, {s0}
	input \width, \sum, 0
	subs.w count, count, #1
	bne.w 13b
14:	transfer vstmia, y, \sum, \width
	add.w y, y, #(4 * \width)
	add.w weights, weights, #(4 * \width)
	b.w 10b
15:	add.w outputs, outputs, #\width
	.endm

	.set log2_16, 4
	.set log2_8, 3
	.set log2_4, 2
	.set log2_2, 1
	.set log2_1, 0

	.section .text.dense, "ax", %progbits
	.global call_dense
	.type call_dense, %function
	.p2align 2
/* With the arguments as words of the image, cards.h. */
call_dense:
	push {r4-r9, lr}
	ldmia r0, {r0-r6}
	b.w dense
	.size call_dense, . - call_dense

	.global call_dense_grown
	.type call_dense_grown, %function
	.p2align 2
/* With so many outputs as there are neurons, none of which none. */
call_dense_grown:
	ldr r12, =live
	ldr r12, [r12]
	cmp r12, #0
	it eq
	bxeq lr
	push {r4-r9, lr}
	ldmia r0, {r0-r6}
	mov outputs, r12
	.size call_dense_grown, . - call_dense_grown

	.type dense, %function
	.p2align 2
dense:
	mov scale, #4
	cbnz bias, 1f
	ldr bias, =zeros
	mov scale, #0
1:	lsls stride, stride, #2
	sub rest, stride, #32
	cmp outputs, #8
	blo.w 2f
	vpush {s16-s31}
	blocks 16, 16
	blocks 8, 16
	vpop {s16-s31}
	.p2align 2
2:	blocks 4, 12
	blocks 2, 12
	blocks 1, 12
	pop {r4-r9, pc}
	.ltorg
	.size dense, . - dense

	.section .rodata.zeros, "a", %progbits
	.p2align 2
zeros:
	.zero 64
	.size zeros, . - zeros

#endif
