package score

import (
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Meter slots behind those of the phases.
const (
	SlotInference = result.PhaseCount + iota // front end to prediction
	SlotOnline                               // the same and the update, where there was one
	SlotStep                                 // all, ingest included
	slots
)

// Costs counts the cycles of every step. Make it with NewCosts.
type Costs struct {
	meter          *mcu.Meter
	window, stride int64 // rows
	fresh          bool  // the next window is the first of its segment
}

// NewCosts counts for windows of so many rows, stride rows apart.
func NewCosts(window, stride int) Costs {
	return Costs{meter: mcu.NewMeter(slots), window: int64(window), stride: int64(stride)}
}

// Meter has a slot for each phase, and those behind them.
func (c *Costs) Meter() *mcu.Meter { return c.meter }

// StartSegment begins a new segment of the stream.
func (c *Costs) StartSegment() { c.fresh = true }

// Add counts the cycles of a step.
func (c *Costs) Add(s *result.Step) { c.AddTimes(&s.Cycles, s.Updated, 1) }

// AddTimes counts a number of steps that take the same. Behind StartSegment each
// of them is the first of a segment.
func (c *Costs) AddTimes(cycles *[result.PhaseCount]int64, updated bool, steps int64) {
	for phase, n := range cycles {
		if tinyol.Phase(phase) != tinyol.PhaseUpdate {
			c.meter.AddTimes(phase, n, steps)
		}
	}
	inference := Inference(cycles)
	update := cycles[tinyol.PhaseUpdate]
	c.meter.AddTimes(SlotInference, inference, steps)
	if updated {
		c.meter.AddTimes(int(tinyol.PhaseUpdate), update, steps)
		c.meter.AddTimes(SlotOnline, inference+update, steps)
	}
	ingest := cycles[tinyol.PhaseIngest]
	if c.fresh {
		// The first window of a segment takes in a whole window's rows, and has
		// as long for it; what has to fit between two windows is a stride's.
		ingest, c.fresh = ingest*c.stride/c.window, false
	}
	c.meter.AddTimes(SlotStep, inference+update+ingest, steps)
}

// Inference sums the phases from front end to prediction.
func Inference(cycles *[result.PhaseCount]int64) int64 {
	var sum int64
	for phase, n := range cycles {
		if p := tinyol.Phase(phase); p != tinyol.PhaseIngest && p != tinyol.PhaseUpdate {
			sum += n
		}
	}
	return sum
}
