/* outer_update for cores with FPv4-SP; online.c is the same for all others.
 *
 * A block of 16, 8, 4, 2 or 1 outputs keeps its gradients in registers while the
 * inputs pass in fours. For an input and eight outputs it takes a VLDM of the
 * weights, 8 VMUL, 8 VSUB and a VSTM: 4.25 cycles a weight on a Cortex-M4, of
 * which four are the floor. */
#if defined(__ARM_FP)

#include "fpv4.h"

	.file "online_fpv4.S"

/* void outer_update(float *weights, const float *x, const float *gradient,
 *                   uint32_t inputs, uint32_t outputs, uint32_t stride), whose
 * calls have all of them in r0 to r5 */
	weights .req r0
	x .req r1
	gradient .req r2
	inputs .req r3
	outputs .req r4
	stride .req r5 /* in bytes */
	x_next .req r6
	rest .req r7   /* stride - 32 */
	w_next .req r12
	count .req lr

/* s[w + i] -= s[g + i] * s[x] for four weights, by way of s12 to s15. */
	.macro descend count, w, g, x
	multiply \count, 12, \g, \x
	combine vsub, \count, \w, 12
	.endm

/* Input s[x] to `width` weights; the gradients are in registers from s[g] on,
 * the weights pass through s4 to s11. */
	.macro input width, g, x
	.if \width == 16
	vldmia w_next, {s4-s11}
	descend 4, 4, \g, \x
	descend 4, 8, %(\g + 4), \x
	vstmia w_next!, {s4-s11}
	vldmia w_next, {s4-s11}
	descend 4, 4, %(\g + 8), \x
	descend 4, 8, %(\g + 12), \x
	vstmia w_next, {s4-s11}
	add.w w_next, w_next, rest
	.elseif \width == 8
	vldmia w_next, {s4-s11}
	descend 4, 4, \g, \x
	descend 4, 8, %(\g + 4), \x
	vstmia w_next, {s4-s11}
	add.w w_next, w_next, stride
	.else
	transfer vldmia, w_next, 4, \width
	descend \width, 4, \g, \x
	transfer vstmia, w_next, 4, \width
	add.w w_next, w_next, stride
	.endif
	.endm

/* All blocks of a width. */
	.macro blocks width, g
	.p2align 2
10:	subs.w outputs, outputs, #\width
	blo.w 15f
	transfer vldmia, gradient, \g, \width
	add.w gradient, gradient, #(4 * \width)
	mov.w x_next, x
	mov.w w_next, weights
	lsrs.w count, inputs, #2
	beq.w 12f
11:	vldmia x_next!, {s0-s3}
	input \width, \g, 0
	input \width, \g, 1
	input \width, \g, 2
	input \width, \g, 3
	subs.w count, count, #1
	bne.w 11b
12:	ands.w count, inputs, #3
	beq.w 14f
13:	vldmia x_next!, {s0}
	input \width, \g, 0
	subs.w count, count, #1
	bne.w 13b
14:	add.w weights, weights, #(4 * \width)
	b.w 10b
15:	add.w outputs, outputs, #\width
	.endm

	.section .text.outer_update, "ax", %progbits
	.global call_outer_update
	.type call_outer_update, %function
	.p2align 2
/* With the arguments as words of the image, cards.h. */
call_outer_update:
	push {r4-r7, lr}
	ldmia r0, {r0-r5}
	b.w outer_update
	.size call_outer_update, . - call_outer_update

	.global call_outer_update_grown
	.type call_outer_update_grown, %function
	.p2align 2
/* With so many outputs as there are neurons, none of which none. */
call_outer_update_grown:
	ldr r12, =live
	ldr r12, [r12]
	cmp r12, #0
	it eq
	bxeq lr
	push {r4-r7, lr}
	ldmia r0, {r0-r5}
	mov outputs, r12
	b.w outer_update
	.ltorg
	.size call_outer_update_grown, . - call_outer_update_grown

	.type outer_update, %function
	.p2align 2
outer_update:
	lsls stride, stride, #2
	sub rest, stride, #32
	vpush {s16-s31}
	blocks 16, 16
	blocks 8, 16
	blocks 4, 16
	blocks 2, 16
	blocks 1, 16
	vpop {s16-s31}
	pop {r4-r7, pc}
	.size outer_update, . - outer_update

#endif
