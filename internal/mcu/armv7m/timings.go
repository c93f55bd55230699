package armv7m

// The cores' timing. Sources by key: TRM is the core's technical reference
// manual; TI is TI SWCU192 tables 3-25 and 3-27 and its load and store rules;
// GCC is gcc/config/arm/cortex-m4-fpu.md. What no source settles is fitted;
// docs/TIMING.md says how and to what.
var timings = [...]timing{
	CortexM0Plus: {
		load: 2, loadNext: 2, loadAfterStore: 2, store: 2, storeIndexed: 2, storeNext: 2,
		pair: 3, multiple: 1, multiply: 1, multiplyLong: 1,
		refill: 1, call: 1, special: 3, barrier: 3, popPC: 1,
		divideLeast: 1, divideBits: 1, float: noFloat,
	},
	CortexM3: {
		load: 2, loadNext: 1, loadAfterStore: 2, store: 1, storeIndexed: 2, storeNext: 1, overlaps: true,
		pair: 3, multiple: 1, multiply: 2, multiplyLong: 4,
		foldIT: true, refill: 1, refillWide: 1, call: 1, indirect: 1, tableAdd: 1,
		special: 2, barrier: 4, divideLeast: 2, divideBits: 4, float: noFloat,
	},
	CortexM4:  cortexM4,
	CortexM4F: cortexM4,
}

var cortexM4 = timing{
	load: 2, loadNext: 1, loadAfterStore: 2, store: 1, storeIndexed: 2, storeNext: 1, overlaps: true,
	pair: 3, multiple: 1, multiply: 1, multiplyLong: 1,
	foldIT: true, refill: 1, refillWide: 1, call: 1, indirect: 1, tableAdd: 1,
	special: 2, barrier: 4, divideLeast: 2, divideBits: 4,
	float: floatTiming{
		latency: 2, accumulate: 3, accumulateReady: 4,
		divide: 14, divideReady: 15, divideOverlaps: true,
		load: 2, loadNext: 1, store: 2, storeNext: 1, double: 3, multiple: 1,
		move: 1, compare: 1, status: 1,
	},
}

// noFloat prices what a core without FPU answers with a fault.
var noFloat = floatTiming{latency: 1, accumulate: 1, accumulateReady: 1, divide: 1, divideReady: 1}
