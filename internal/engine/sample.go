package engine

import (
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/tinyol"
)

// Budget is how many cycles, by the cost model, Auto executes of a program: under a
// second's work. It holds the bundled fan on the default board with every front end,
// and the frozen model beside it.
const Budget = 750_000_000

// The sample behind the windows that are all executed: a window out of
// firstSpacing; whenever sampleSize windows have been taken at a spacing it
// doubles, so that between half of sampleSize and all of it are evenly spread
// over a stream of any length. sampleRoom is what the budget keeps free: the
// windows that are taken of the first 160,000.
const (
	firstSpacing = 16
	sampleSize   = 80
	sampleRoom   = 360
	// leastWhole is how many windows are executed from the start on, however much
	// they take.
	leastWhole = 16
	// perKind is how many windows of each kind are executed wherever they come.
	perKind = 2
)

// WholeWindows is how many windows of a program, and beside them of one that runs
// for the first so many windows only, nil for none, are all executed within the
// budget.
func WholeWindows(p *tinyol.Program, costs *mcu.Costs, beside *tinyol.Program, besideWindows int64) int64 {
	window := fullStep(p, costs)
	left := Budget - sampleRoom*window
	n := left / window
	if beside != nil {
		other := fullStep(beside, costs)
		n = left / (window + other)
		if n > besideWindows {
			n = (left - besideWindows*other) / window
		}
	}
	return max(n, leastWhole)
}

// fullStep is what a step takes that learns, with every neuron grown and the rows
// of a stride.
func fullStep(p *tinyol.Program, costs *mcu.Costs) int64 {
	c := NewPrice(p, costs)
	c.sumPhases(p.Plan().Room())
	sum := int64(p.Stride) * c.row[tinyol.Waiting][0]
	for _, cycles := range c.cycles[tinyol.PhaseFrontEnd:] {
		sum += cycles
	}
	return sum
}

// spacingAt is that of the sample at a window behind those that are all executed.
func spacingAt(window int64) int64 {
	spacing := int64(firstSpacing)
	for window >= sampleSize*spacing {
		spacing *= 2
	}
	return spacing
}

// inSample reports whether a window is taken. Of each stretch of a spacing it is
// one, at a place that moves by the golden ratio from stretch to stretch: a stream
// that repeats itself would else be met at few of its states.
func inSample(window int64) bool {
	spacing := spacingAt(window)
	const golden = 0x9E3779B9 // 2^32 over the golden ratio
	place := uint64(uint32(window/spacing)*golden) * uint64(spacing) >> 32
	return window%spacing == int64(place)
}
