package bench

import (
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// pricer knows what a program's steps take by the cost model.
type pricer struct {
	program *tinyol.Program
	costs   *mcu.Costs
	rows    int64                    // since the last step
	cycles  [result.PhaseCount]int64 // with the classes that there are
}

func newPricer(p *tinyol.Program, costs *mcu.Costs) pricer {
	c := pricer{program: p, costs: costs}
	c.price(0)
	return c
}

// price sums the closed forms of every phase; the sums hold until the layer
// grows.
func (c *pricer) price(classes int) {
	for phase := range tinyol.PhaseCount {
		c.cycles[phase] = 0
		for _, op := range c.program.Ops(phase, classes) {
			c.cycles[phase] += c.costs.Cycles(op.Kernel, op.N, op.M)
		}
	}
}

// count prices a step by its outcome, after which there are so many classes.
func (c *pricer) count(o *tinyol.Outcome, classes int, cycles *[result.PhaseCount]int64) {
	*cycles = c.cycles
	if o.Grown {
		// The prediction saw the layer before it grew, the update after.
		c.price(classes)
		cycles[tinyol.PhaseUpdate] = c.cycles[tinyol.PhaseUpdate] + c.cycles[tinyol.PhasePredict]
	}
	cycles[tinyol.PhaseIngest] = c.cycles[tinyol.PhaseIngest] * c.rows
	if !o.Updated {
		cycles[tinyol.PhaseUpdate] = 0
	}
	c.rows = 0
}
