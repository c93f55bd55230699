/* For the kernels in assembly: one instruction on a run of registers of FPv4-SP,
 * which are numbered where they are used. */
#ifndef FPV4_H
#define FPV4_H

	.syntax unified
	.thumb
	.altmacro

/* s[d] = s[n] op s[m]. */
	.macro float_op op, d, n, m
	\op\().f32 s\d, s\n, s\m
	.endm

/* s[d + i] = s[n + i] * s[x], for i below count. */
	.macro multiply count, d, n, x
	.set i, 0
	.rept \count
	float_op vmul, %(\d + i), %(\n + i), \x
	.set i, i + 1
	.endr
	.endm

/* s[d + i] = s[d + i] op s[m + i], for i below count. */
	.macro combine op, count, d, m
	.set i, 0
	.rept \count
	float_op \op, %(\d + i), %(\d + i), %(\m + i)
	.set i, i + 1
	.endr
	.endm

/* op address, {s[first] to s[first + count - 1]}. */
	.macro transfer op, address, first, count
	registers \op, \address, \first, %(\first + \count - 1)
	.endm

	.macro registers op, address, first, last
	.if \first == \last
	\op \address, {s\first}
	.else
	\op \address, {s\first-s\last}
	.endif
	.endm

#endif
