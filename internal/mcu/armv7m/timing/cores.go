package timing

// Sources of the cores' rules by key: TRM is the core's technical reference
// manual; TI is TI SWCU192 tables 3-25 and 3-27 and its load and store rules;
// GCC is gcc/config/arm/cortex-m4.md and cortex-m4-fpu.md; fitted: to the
// published cycles of Embench-IoT 2.0. docs/TIMING.md has the method, what each
// fitted value was fitted to, and the error.

// CortexM0Plus are the Cortex-M0+'s.
var CortexM0Plus = &Rules{
	load: 2, store: 2, storeIndexed: 2, pair: 3, multiple: 1,
	multiply: 1, multiplyLong: 1, refill: 1, call: 1,
	special: 3, barrier: 3, divideLeast: 1, divideBits: 1, float: noFloat,
}

// CortexM4 are the Cortex-M4's, with the FPU or without.
var CortexM4 = &Rules{
	entries:        3,    // TRM-M3: three words
	systemBus:      1,    // modm pull request 642: a delay loop of 3 cycles takes 4 in RAM behind the system bus
	overlaps:       true, // TI: LDR behind LDR
	load:           2,    // TI
	store:          1,    // TI: "always one cycle"
	storeIndexed:   2,    // TI
	storeThenLoad:  1,    // TRM: nothing can be pipelined after the store; fitted
	storeThenStore: 1,    // fitted
	storeThenMany:  1,    // fitted
	manyThenAny:    1,    // fitted
	address:        1,    // TI, GCC: no forwarding from the data path into an address
	pair:           3,    // GCC: load2, store2
	multiple:       1,    // TRM: 1 + N
	storeMultiple:  1,    // fitted
	multiply:       1,    // TI
	multiplyLong:   1,    // TI
	foldIT:         true, // LLVM; behind a 16-bit instruction only: fitted
	indirect:       1,    // TRM-M3 15.3: BX reads its register when it executes; fitted for BX LR
	loadPC:         2,    // TI: 2 for the load, 3 to reload
	table:          2,    // TI, less the cycle that its addition overlaps; fitted
	popPC:          2,    // as LDR PC
	CompareBranch:  2,    // TRM-M3 15.3: compared when it executes, not before; fitted
	special:        2,
	barrier:        4,
	divideLeast:    2, divideBits: 4, // TI: 2 to 12, ends early; the formula is ours
	float: floatTiming{
		latency: 2, accumulate: 3, accumulateReady: 4, // GCC
		divide: 14, divideReady: 15, divideOverlaps: true, // TI; GCC
		load: 2, store: 2, double: 3, multiple: 1, // TI
		move: 1, compare: 1, status: 1, // TI
	},
}

// CortexM3 are the Cortex-M4's but for multiplication (TRM-M3) and the FPU. Long
// multiplication takes 3 to 5 cycles there, as its operands say.
var CortexM3 = func() *Rules {
	t := *CortexM4
	t.multiply, t.multiplyLong, t.float = 2, 4, noFloat
	return &t
}()

// noFloat prices what a core without FPU answers with a fault.
var noFloat = floatTiming{latency: 1, accumulate: 1, accumulateReady: 1, divide: 1, divideReady: 1}
