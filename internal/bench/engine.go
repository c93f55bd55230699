package bench

import (
	"runtime"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Engine runs a device program: on the host, or instruction by instruction.
type Engine interface {
	// Push takes one sensor row and reports whether a Step is due.
	Push(row []float32) (due bool, err error)
	// Step runs the window that is due; cycles per phase go to the slice, with
	// the rows since the last step under ingest.
	Step(label int, cycles *[result.PhaseCount]int64) (tinyol.Outcome, error)
	// Reset starts a new segment of the stream.
	Reset() error
	// Provenance marks the cycles; Source says where they come from.
	Provenance() result.Provenance
	Source() string
}

// hostEngine is package tinyol at full speed with the cost model's cycles.
type hostEngine struct {
	*tinyol.Device
	program *tinyol.Program
	costs   *mcu.Costs
	rows    int64 // since the last step
	classes int   // that the cached cycles hold for
	cycles  [result.PhaseCount]int64
}

func newHostEngine(p *tinyol.Program, costs *mcu.Costs) (*hostEngine, error) {
	d, err := tinyol.New(p)
	if err != nil {
		return nil, err
	}
	e := &hostEngine{Device: d, program: p, costs: costs}
	e.price(0)
	return e, nil
}

// price sums the closed forms of every phase; the sums hold until the layer
// grows.
func (e *hostEngine) price(classes int) {
	e.classes = classes
	for phase := range tinyol.PhaseCount {
		e.cycles[phase] = 0
		for _, op := range e.program.Ops(phase, classes) {
			e.cycles[phase] += e.costs.Cycles(op.Kernel, op.N, op.M)
		}
	}
}

func (e *hostEngine) Push(row []float32) (bool, error) {
	e.rows++
	return e.Device.Push(row), nil
}

func (e *hostEngine) Step(label int, cycles *[result.PhaseCount]int64) (tinyol.Outcome, error) {
	o := e.Device.Step(label)
	*cycles = e.cycles
	if o.Grown {
		// The prediction saw the layer before it grew, the update after.
		e.price(len(e.Device.Classes()))
		cycles[tinyol.PhaseUpdate] = e.cycles[tinyol.PhaseUpdate] + e.cycles[tinyol.PhasePredict]
	}
	cycles[tinyol.PhaseIngest] = e.cycles[tinyol.PhaseIngest] * e.rows
	if !o.Updated {
		cycles[tinyol.PhaseUpdate] = 0
	}
	e.rows = 0
	return o, nil
}

func (e *hostEngine) Reset() error {
	e.rows = 0 // of a window that never came
	e.Device.Reset()
	return nil
}

func (e *hostEngine) Provenance() result.Provenance { return result.Provenance(e.costs.Provenance) }
func (e *hostEngine) Source() string                { return e.costs.Source }

func workers() int { return runtime.GOMAXPROCS(0) }
