package armv7m

// rulesM4 are the rows of the table in docs/TIMING.md, in its order. Sums are by
// instruction; what a rule adds stands behind what the instruction takes alone.
var rulesM4 = []rule{
	{"data operations, multiplication to 32 and 64 bits, DSP", "1", all(1,
		"adds r1, r2, r6", "add.w r1, r2, r6, lsl #3", "movw r1, #1234", "clz r1, r2", "ubfx r1, r2, #3, #4", "sxth r1, r2", "cmp r1, r2", "nop",
		"mul r1, r2, r6", "mla r1, r2, r6, r4", "mls r1, r2, r6, r4", "umull r1, r2, r6, r4", "smull r1, r2, r6, r4", "umlal r1, r2, r6, r4", "smlal r1, r2, r6, r4",
		"sadd16 r1, r2, r6", "smlad r1, r2, r6, r4", "smlald r1, r2, r6, r4", "smlalbb r1, r2, r6, r4", "umaal r1, r2, r6, r4", "qadd r1, r2, r6", "smmul r1, r2, r6",
	)},
	{"load of a word, halfword, byte or single float", "2", all(2,
		"ldr r1, [r7]", "ldr.w r1, [r7, #40]", "ldrh r1, [r7]", "ldrb r1, [r7]", "ldrsh r1, [r7]", "ldrsb r1, [r7]",
		"ldr r1, [r7, r6]", "ldr.w r1, [r7, r6, lsl #2]", "ldrh r1, [r7, r6]", "ldrb r1, [r7, r6]", "ldrsh r1, [r7, r6]", "ldrsb r1, [r7, r6]",
		"ldr r1, [r7], #0", "ldr r1, [r7, #0]!", "ldrsh r1, [r7], #0", "ldrt r1, [r7]", "ldrex r1, [r7]", "ldr r1, =0x12345678", "ldr.w r1, =0x12345678", "ldrsh r1, 8b", "vldr s0, [r7]",
	)},
	{"the same directly behind another, unless its address waits for it", "1", []priced{
		{code: "ldr r1, [r7]\n ldr r2, [r7]", want: 2 + 1},
		{code: "ldr r1, [r7]\n ldr r2, [r7]\n ldrb r3, [r7]", want: 2 + 1 + 1},
		{code: "ldr r1, [r7]\n ldr r2, [r1]", want: 2 + 2},
		{code: "ldr r1, [r5]\n ldr r2, [r7, r1]", want: 2 + 2},
		{code: "ldr.w r1, [r5, #0]\n ldr.w r2, [r7, r1, lsl #2]", want: 2 + 2},
		{code: "ldr r1, [r7, r6]\n ldrsh r2, [r7, r6]", want: 2 + 1},
		{code: "ldr r1, =0x12345678\n ldr r2, =0x12345679", want: 2 + 1},
		{code: "ldrex r1, [r7]\n ldr r2, [r1]", want: 2 + 2},
		{code: "ldrt r1, [r7]\n ldr r2, [r1]", want: 2 + 2},
		{code: "ldr r1, [r7], #0\n ldr r2, [r1]", want: 2 + 2},
		{code: "ldr r1, [r7, #0]!\n ldr r2, [r1]", want: 2 + 2},
		{code: "ldr.w r1, =0x20000100\n ldr r2, [r1]", want: 2 + 2},
		{code: "ldr.w r1, [r7, r4, lsl #2]\n ldr r2, [r1]", want: 2 + 2},
		{code: "ldrh r1, [r5]\n ldr r2, [r7, r1]", want: 2 + 2},
		{code: "ldrsb r1, [r5, r4]\n ldr r2, [r7, r1]", want: 2 + 2},
		{code: "ldrt r1, [r7]\n ldr r2, [r7]", want: 2 + 1},
		{code: "ldrex r1, [r7]\n ldr r2, [r7]", want: 2 + 1},
		{code: "ldr r1, [r7]\n nop\n ldr r2, [r7]", want: 2 + 1 + 2},
		{code: "vldr s0, [r7]\n vldr s1, [r7]\n vldr s2, [r7]", want: 2 + 1 + 1},
		{code: "vldr s1, [r7]\n ldr r2, [r1]", want: 2 + 1}, // s1 is in no address
		{code: "ldr r1, [r7]\n vldr s0, [r1]", want: 2 + 2},
		{code: "ldr r1, [r7]\n vldr s0, [r7]", want: 2 + 1},
	}},
	{"store, immediate offset; register offset", "1; 2", append(append(all(1,
		"str r1, [r7]", "strh r1, [r7]", "strb r1, [r7]", "str.w r1, [r7, #40]", "str r1, [r7], #0", "strh r1, [r7, #0]!", "strb.w r1, [r7, #8]"),
		all(2, "str r1, [r7, r6]", "strh r1, [r7, r6]", "strb r1, [r7, r6]", "str.w r1, [r7, r6, lsl #2]")...),
		priced{code: "strex r2, r1, [r7]", want: 1})},
	{"load or store directly behind a store", "+1", []priced{
		{code: "str r1, [r7]\n ldr r2, [r7]", want: 1 + 2 + 1},
		{code: "str r1, [r7]\n ldrb r2, [r7, r6]", want: 1 + 2 + 1},
		{code: "str r1, [r7]\n vldr s0, [r7]", want: 1 + 2 + 1},
		{code: "str r1, [r7]\n str r2, [r7]", want: 1 + 1 + 1},
		{code: "strb r1, [r7]\n str r2, [r7, r6]", want: 1 + 2 + 1},
		{code: "str r1, [r7, r6]\n ldr r2, [r7]", want: 2 + 2 + 1},
		{code: "str r1, [r7]\n nop\n ldr r2, [r7]", want: 1 + 1 + 2},
		{code: "str r1, [r7]\n adds r2, r1, r6", want: 1 + 1},
		{code: "ldr r2, [r7]\n str r1, [r7]", want: 2 + 1},
	}},
	{"LDM, STM, LDRD, STRD directly behind a store; any access behind STM or STRD", "+1", []priced{
		{code: "str r1, [r7]\n ldm r7, {r2, r3}", want: 1 + 3 + 1},
		{code: "str r1, [r7]\n stm r7, {r2, r3}", want: 1 + 4 + 1},
		{code: "str r1, [r7]\n ldrd r2, r3, [r7]", want: 1 + 3 + 1},
		{code: "str r1, [r7]\n strd r2, r3, [r7]", want: 1 + 3 + 1},
		{code: "stm r7, {r1, r2}\n ldr r3, [r7]", want: 4 + 2 + 1},
		{code: "stm r7, {r1, r2}\n str r3, [r7]", want: 4 + 1 + 1},
		{code: "stm r7, {r1, r2}\n ldm r7, {r2, r3}", want: 4 + 3 + 1},
		{code: "strd r1, r2, [r7]\n ldr r3, [r7]", want: 3 + 2 + 1},
		{code: "strd r1, r2, [r7]\n strd r2, r3, [r7]", want: 3 + 3 + 1},
		{code: "ldm r7, {r1, r2}\n ldr r3, [r7]", want: 3 + 2},
		{code: "ldrd r1, r2, [r7]\n ldr r3, [r7]", want: 3 + 2},
		{code: "ldr r1, [r7]\n ldm r7, {r2, r3}", want: 2 + 3},
		{code: "ldrd r1, r2, [r7]\n str r3, [r7]", want: 3 + 1},
	}},
	{"address computed by the instruction before", "+1", []priced{
		{code: "mov r1, r7\n ldr r2, [r1]", want: 1 + 2 + 1},
		{code: "adds r1, r7, #4\n ldr r2, [r1]", want: 1 + 2 + 1},
		{code: "add.w r1, r7, r6\n str r2, [r1]", want: 1 + 1 + 1},
		{code: "movs r1, #4\n ldr r2, [r7, r1]", want: 1 + 2 + 1},
		{code: "movs r1, #4\n str r2, [r7, r1]", want: 1 + 2 + 1},
		{code: "and r1, r7, r7\n ldr r2, [r1]", want: 1 + 2 + 1},
		{code: "mla r1, r4, r4, r7\n ldr r2, [r1]", want: 1 + 2 + 1},
		{code: "sadd16 r1, r7, r4\n ldr r2, [r1]", want: 1 + 2 + 1},
		{code: "mov r1, r7\n ldm r1, {r2, r3}", want: 1 + 3 + 1},
		{code: "mov r1, r7\n stm r1, {r2, r3}", want: 1 + 4 + 1},
		{code: "mov r1, r7\n ldrd r2, r3, [r1]", want: 1 + 3 + 1},
		{code: "mov r1, r7\n vldr s0, [r1]", want: 1 + 2 + 1},
		{code: "cmp r4, r4\n ite eq\n moveq r1, r7\n movne r1, r7\n ldr r2, [r1]", want: 1 + 0 + 1 + 1 + 2 + 1},
		{code: "mov r1, r7\n nop\n ldr r2, [r1]", want: 1 + 1 + 2},
		{code: "mov r3, r7\n ldr r2, [r7]", want: 1 + 2},
		{code: "vadd.f32 s7, s1, s2\n ldr r2, [r7]", want: 1 + 2}, // s7 is not r7
		// Divisions and products of 64 bits delay no address.
		{code: "umull r1, r2, r7, r3\n ldr r2, [r1]", want: 1 + 2, setup: "movs r3, #1"},
		{code: "smull r1, r2, r7, r3\n ldr r2, [r1]", want: 1 + 2, setup: "movs r3, #1"},
		{code: "udiv r1, r7, r3\n ldr r2, [r1]", want: 2 + 8 + 2, setup: "movs r3, #1"}, // 30 bits
		{code: "sdiv r1, r7, r3\n ldr r2, [r1]", want: 2 + 8 + 2, setup: "movs r3, #1"},
		{code: "mov r3, r6\n str r3, [r7]", want: 1 + 1}, // the value is not its address
		{code: "add r2, r7, r6\n ldr r1, =0x12345678", want: 1 + 2},
		{code: "adr r1, 8b\n ldr r2, [r1]", want: 1 + 2 + 1},
	}},
	{"word at an odd halfword, at an odd byte; halfword across two words", "+1, +2; +1", []priced{
		{code: "ldr r1, [r7, #2]", want: 2 + 1},
		{code: "ldr r1, [r7, #1]", want: 2 + 2},
		{code: "ldr r1, [r7, #3]", want: 2 + 2},
		{code: "ldrh r1, [r7, #3]", want: 2 + 1},
		{code: "ldrh r1, [r7, #1]", want: 2},
		{code: "ldrh r1, [r7, #2]", want: 2},
		{code: "ldrb r1, [r7, #3]", want: 2},
		{code: "str r1, [r7, #6]", want: 1 + 1},
		{code: "str r1, [r7, #5]", want: 1 + 2},
		{code: "strh r1, [r7, #7]", want: 1 + 1},
		{code: "strh r1, [r7, #5]", want: 1},
		{code: "ldr r1, [r7, #2]\n ldr r2, [r7, #2]", want: 2 + 1 + 1 + 1},
	}},
	{"LDRD, STRD", "3", all(3, "ldrd r1, r2, [r7]", "strd r1, r2, [r7]", "ldrd r1, r2, [r7, #8]", "strd r1, r2, [r7], #0", "ldrd r1, r2, 8b")},
	{"LDM, POP; STM, PUSH", "1 + N; 2 + N", []priced{
		{code: "ldm r7, {r1, r2}", want: 1 + 2},
		{code: "ldmia r7, {r1, r2, r3, r8, r9}", want: 1 + 5},
		{code: "ldmdb r7, {r1, r2, r3}", want: 1 + 3},
		{code: "pop {r1, r2, r3}\n sub sp, #12", want: 1 + 3 + 1},
		{code: "stm r7, {r1, r2}", want: 2 + 2},
		{code: "stmdb r7, {r1, r2, r3}", want: 2 + 3},
		{code: "push {r1, r2, r3, r8}\n add sp, #16", want: 2 + 4 + 1},
	}},
	{"POP or LDM with PC; TBB, TBH", "1 + N + 3; 5", []priced{
		// BL; B; PUSH; POP behind it, PC among its N
		{code: "bl 1f\n b 3f\n .balign 4\n 1: push {r1, lr}\n pop {r1, pc}\n .balign 4\n 3:", want: 2 + 2 + 2 + 2 + 1 + 1 + 2 + 3},
		{code: "ldm r5, {r1, pc}\n 2:", want: 1 + 2 + 3, setup: "movs r1, #0\n adr r3, 2f\n adds r3, #1\n str r3, [r5, #4]"},
		{code: "tbb [pc, r4]\n .byte 2, 2\n nop\n 2:", want: 5},
		{code: "tbh [pc, r4]\n .hword 2, 2\n 2:", want: 5},
	}},
	{"LDR PC", "2 + 1", []priced{
		{code: "ldr pc, [r5]\n 2:", want: 2 + 1, setup: here},
		{code: "ldr pc, [r5, r4]\n 2:", want: 2 + 1, setup: here},
		{code: "ldr pc, 2f\n .balign 4\n 2: .word 3f + 1\n 3:", want: 2 + 1},
		{code: "ldr r1, [r7]\n ldr pc, [r5]\n .balign 4\n 2:", want: 2 + 1 + 1, setup: here},
		{code: "mov r1, r4\n nop\n ldr pc, [r5, r4]\n .balign 4\n 2:", want: 1 + 1 + 2 + 1, setup: here},
		{code: "mov r1, r1\n mov r4, r4\n ldr pc, [r5, r4]\n .balign 4\n 2:", want: 1 + 1 + 2 + 1 + 1, setup: here}, // its address is computed
	}},
	{"branch taken: B, conditional B, BL", "1 + 1", []priced{
		{code: "b 2f\n nop\n 2:", want: 1 + 1},
		{code: "b.w 2f\n 2:", want: 1 + 1},
		{code: "cmp r4, r4\n beq 2f\n .balign 4\n 2:", want: 1 + 1 + 1},
		{code: "cmp r4, r6\n bne.w 2f\n .balign 4\n 2:", want: 1 + 1 + 1},
		{code: "bl 2f\n 2:", want: 1 + 1},
		{code: "b 2f\n 2: add.w r1, r2, r6", want: 1 + 2 + 1}, // 32 bits at an odd halfword
		{code: "b 2f\n nop\n 2: add.w r1, r2, r6", want: 1 + 1 + 1},
	}},
	{"BX, BLX, MOV PC", "1 + 2", []priced{
		{code: "bx r3\n nop\n 2:", want: 1 + 2, setup: here},
		{code: "blx r3\n nop\n 2:", want: 1 + 2, setup: here},
		{code: "mov pc, r3\n nop\n 2:", want: 1 + 2, setup: here},
		// BL; BX LR; B
		{code: "bl 1f\n b 2f\n .balign 4\n 1: bx lr\n .balign 4\n 2:", want: 2 + 3 + 2},
	}},
	{"CBZ, CBNZ taken", "4", []priced{
		{code: "cbz r4, 2f\n nop\n 2:", want: 4},
		{code: "cbnz r6, 2f\n nop\n 2:", want: 4},
	}},
	{"branch not taken", "1", []priced{
		{code: "cmp r4, r4\n bne 2f\n 2:", want: 1 + 1},
		{code: "cmp r4, r4\n bne.w 2f\n 2:", want: 1 + 1},
		{code: "cbnz r4, 2f\n nop\n 2:", want: 1 + 1},
		{code: "cbz r6, 2f\n nop\n 2:", want: 1 + 1},
		{code: "cmp r4, r4\n it ne\n bxne r3\n 2:", want: 1 + 0 + 1},
	}},
	{"IT behind a 16-bit instruction", "0", []priced{
		{code: "nop\n it eq\n moveq r1, r2", want: 1 + 0 + 1},
		{code: "nop\n ite eq\n moveq r1, r2\n movne r1, r6", want: 1 + 0 + 1 + 1},
		{code: "add.w r1, r2, r6\n it eq\n moveq r1, r2", want: 1 + 1 + 1},
		{code: "it eq\n moveq r1, r2", want: 1 + 1}, // behind a branch
		// A load or store whose condition failed takes one cycle, others what they take.
		{code: "cmp r4, r4\n it ne\n ldrne r1, [r7]", want: 1 + 0 + 1},
		{code: "cmp r4, r4\n it eq\n ldreq r1, [r7]", want: 1 + 0 + 2},
		{code: "cmp r4, r4\n it ne\n strne r1, [r7, r6]", want: 1 + 0 + 1},
		{code: "cmp r4, r4\n it ne\n ldmne r7, {r1, r2}", want: 1 + 0 + 1},
		{code: "cmp r4, r4\n it ne\n sdivne r1, r4, r6", want: 1 + 0 + 2},
	}},
	{"SDIV, UDIV", "2 + one for every four bits of the quotient", []priced{
		{code: "udiv r1, r4, r6", want: 2 + 0},                                      // 0/4
		{code: "udiv r1, r6, r6", want: 2 + 1},                                      // 4/4: one bit
		{code: "udiv r1, r3, r2", want: 2 + 1, setup: "movs r3, #15\n movs r2, #1"}, // four bits
		{code: "udiv r1, r3, r2", want: 2 + 2, setup: "movs r3, #16\n movs r2, #1"}, // five
		{code: "udiv r1, r3, r2", want: 2 + 1, setup: "movs r3, #64\n movs r2, #8"}, // 8: four
		{code: "udiv r1, r3, r2", want: 2 + 8, setup: "mvn r3, #0\n movs r2, #1"},   // 32
		{code: "sdiv r1, r3, r2", want: 2 + 2, setup: "mvn r3, #15\n movs r2, #1"},  // -16/1
		{code: "sdiv r1, r3, r2", want: 2 + 1, setup: "movs r3, #8\n mvn r2, #0"},   // 8/-1
		{code: "sdiv r1, r3, r2", want: 2 + 8, setup: "mov r3, #0x80000000\n movs r2, #1"},
		{code: "udiv r1, r6, r4", want: 2 + 0}, // by zero
	}},
	{"MRS, MSR, CPS; barriers", "2; 4", append(all(2, "mrs r1, primask", "msr basepri, r4", "cpsie i"), all(4, "dsb", "dmb", "isb")...)},
	{"exception entry; return", "12; 10", []priced{
		{code: "svc 0", want: 1 + 12 + 2 + 10}, // SVC; BX of the handler, whose reload is part of the return
	}},
}
