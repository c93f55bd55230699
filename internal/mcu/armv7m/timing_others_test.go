package armv7m

import "slices"

// rowsM3 are what the Cortex-M3 has of its own: MLA and MLS take 2, products of
// 64 bits 4 of the TRM's 3 to 7. Of the rest a few.
var rowsM3 = slices.Concat(
	all(1, "mul r1, r2, r6", "adds r1, r2, r6", "str r1, [r7]"),
	all(2, "mla r1, r2, r6, r4", "mls r1, r2, r6, r4", "ldr r1, [r7]", "b 2f\n nop\n 2:"),
	all(4, "umull r1, r2, r6, r4", "smull r1, r2, r6, r4", "umlal r1, r2, r6, r4", "smlal r1, r2, r6, r4"),
	[]priced{
		{code: "ldr r1, [r7]\n ldr r2, [r7]", want: 2 + 1},
		{code: "mla r1, r4, r4, r7\n ldr r2, [r1]", want: 2 + 2 + 1},
		{code: "nop\n it eq\n moveq r1, r2", want: 1 + 0 + 1},
		{code: "svc 0", want: 1 + 12 + 2 + 10},
	},
)

// rowsM0Plus: no overlap and no queue; a branch taken 2, BL 3, BX 2. N is
// without PC.
var rowsM0Plus = slices.Concat(
	all(1, "nop", "adds r1, r2, r6", "muls r1, r6", "cmp r1, r2"),
	all(2, "ldr r1, [r7]", "ldrh r1, [r7, r6]", "ldr r1, =0x12345678", "str r1, [r7]", "strb r1, [r7, r6]", "b 2f\n nop\n 2:"),
	[]priced{
		{code: "ldr r1, [r7]\n ldr r2, [r7]", want: 2 + 2},
		{code: "str r1, [r7]\n ldr r2, [r7]", want: 2 + 2},
		{code: "mov r1, r7\n ldr r2, [r1]", want: 1 + 2},
		{code: "ldm r7!, {r1, r2, r3}", want: 1 + 3},
		{code: "push {r1, r2}\n pop {r1, r2}", want: 1 + 2 + 1 + 2},
		{code: "b 2f\n .balign 4\n nop\n 2:", want: 2}, // wherever the target is
		{code: "cmp r4, r4\n beq 2f\n nop\n 2:", want: 1 + 2},
		{code: "cmp r4, r4\n bne 2f\n 2:", want: 1 + 1},
		{code: "bl 2f\n 2:", want: 3},
		{code: "bx r3\n nop\n 2:", want: 2, setup: here},
		{code: "blx r3\n nop\n 2:", want: 2, setup: here},
		{code: "mov pc, r3\n nop\n 2:", want: 2, setup: here},
		// BL; PUSH of r1 and LR; POP with PC; B
		{code: "bl 1f\n b 3f\n .balign 4\n 1: push {r1, lr}\n pop {r1, pc}\n .balign 4\n 3:", want: 3 + 1 + 2 + 3 + 1 + 2},
		{code: "mrs r1, primask", want: 3}, // TRM of the Cortex-M0+, 3.3
		{code: "msr primask, r4", want: 3},
		{code: "dsb", want: 3},
		{code: "isb", want: 3},
		{code: "svc 0", want: 1 + 15 + 1 + 10},
	},
)
