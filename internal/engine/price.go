package engine

import (
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Price knows what a program's steps take by the cost model.
type Price struct {
	program *tinyol.Program
	costs   *mcu.Costs
	cadence tinyol.Cadence
	row     [tinyol.TurnCount][2]int64 // of a row, by its turn and whether it wraps the ring
	window  []int64                    // what the ring's oldest row changes in the front end
	ingest  int64                      // since the last step
	skip    int64                      // of a prediction behind which nothing is learned
	reset   int64                      // of forgetting what was learned, where a firing asks for it
	cycles  [result.PhaseCount]int64   // with the classes that there are
}

// NewPrice sums the closed forms of all phases.
func NewPrice(p *tinyol.Program, costs *mcu.Costs) Price {
	rows := p.FrontEnd.Window()
	c := Price{program: p, costs: costs, cadence: tinyol.NewCadence(rows, p.Stride), window: make([]int64, rows)}
	for turn := range tinyol.TurnCount {
		c.row[turn] = [2]int64{c.sum(p.RowOps(turn, false)), c.sum(p.RowOps(turn, true))}
	}
	for row := range c.window {
		c.window[row] = c.sum([]tinyol.Op{p.WindowOp(row)}) - c.sum([]tinyol.Op{p.WindowOp(0)})
	}
	c.skip, c.reset = c.sum(p.SkipOps()), c.sum(p.ResetOps())
	c.sumPhases(0)
	return c
}

func (c *Price) sum(ops []tinyol.Op) (cycles int64) {
	for _, op := range ops {
		cycles += c.costs.Cycles(op.Kernel, op.N, op.M)
	}
	return cycles
}

// sumPhases sums the closed forms of every phase; the sums hold until the layer
// grows.
func (c *Price) sumPhases(classes int) {
	for phase := range tinyol.PhaseCount {
		c.cycles[phase] = c.sum(c.program.Ops(phase, classes))
	}
}

// Push prices a row and reports whether it completes a window.
func (c *Price) Push() (due bool) {
	turn, wraps := c.cadence.Advance()
	if wraps {
		c.ingest += c.row[turn][1]
	} else {
		c.ingest += c.row[turn][0]
	}
	return turn == tinyol.FirstDue || turn == tinyol.Due
}

// Reset empties the window and forgets the rows of one that never came.
func (c *Price) Reset() {
	c.cadence.Reset()
	c.ingest = 0
}

// Step prices a step by its outcome, after which there are so many classes.
func (c *Price) Step(o *tinyol.Outcome, classes int, cycles *[result.PhaseCount]int64) {
	c.step(o, c.cadence.Oldest(), classes, cycles)
}

// step is Step where the ring's oldest row is known.
func (c *Price) step(o *tinyol.Outcome, oldest, classes int, cycles *[result.PhaseCount]int64) {
	*cycles = c.cycles
	if o.Grown {
		// The prediction saw the layer before it grew, the update after.
		c.sumPhases(classes)
		cycles[tinyol.PhaseUpdate] = c.cycles[tinyol.PhaseUpdate] + c.sum(c.program.GrowthOps(classes))
	}
	cycles[tinyol.PhaseIngest], c.ingest = c.ingest, 0
	cycles[tinyol.PhaseFrontEnd] += c.window[oldest]
	if o.Fired > 0 {
		cycles[tinyol.PhasePredict] += c.reset
	}
	if !o.Updated {
		cycles[tinyol.PhaseUpdate] = 0
		cycles[tinyol.PhasePredict] += c.skip
	}
}
