package bench

import (
	"fmt"
	"runtime"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Names of Spec.Engine.
const (
	// EngineHost runs package tinyol on this machine; cycles come from the cost
	// model.
	EngineHost = "host"
	// EngineEmulated runs the firmware on an emulated core, instruction by
	// instruction.
	EngineEmulated = "emulated"
)

// Engine runs a device program: on the host, or instruction by instruction.
type Engine interface {
	// Push takes one sensor row and reports whether a Step is due.
	Push(row []float32) (due bool, err error)
	// Step runs the window that is due; cycles per phase go to the array, with
	// the rows since the last step under ingest.
	Step(label int, cycles *[result.PhaseCount]int64) (tinyol.Outcome, error)
	// Reset starts a new segment of the stream.
	Reset() error
	// Learned returns a device with all that has been learned so far, to assess
	// with. It holds until the next call of any method.
	Learned() (*tinyol.Device, error)
	// Provenance marks the cycles; Source says where they come from.
	Provenance() result.Provenance
	Source() string
}

// chooseEngine settles what runs where nobody said, and refuses what cannot.
func (x *experiment) chooseEngine() error {
	switch {
	case x.spec.Engine == "" && x.board.Emulated:
		x.spec.Engine = EngineEmulated
	case x.spec.Engine == "":
		x.spec.Engine = EngineHost
		x.mon.Note(fmt.Sprintf("board %s has a %s, which is not emulated: --engine host, cycles are %s", x.board.Name, x.board.Core, x.costs.Provenance))
	case x.spec.Engine == EngineEmulated && !x.board.Emulated:
		return usage("engine", "use host, or a board whose core is (tinyol-sim boards)", "board %s has a %s, which is not emulated", x.board.Name, x.board.Core)
	}
	return nil
}

// newEngine puts a program on the chosen engine.
func (x *experiment) newEngine(p *tinyol.Program) (Engine, error) {
	if x.spec.Engine == EngineEmulated {
		return newEmulatedEngine(p, x.board)
	}
	return newHostEngine(p, x.costs)
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
	e.count(&o, cycles)
	return o, nil
}

// count prices a step by its outcome.
func (e *hostEngine) count(o *tinyol.Outcome, cycles *[result.PhaseCount]int64) {
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
}

func (e *hostEngine) Reset() error {
	e.rows = 0 // of a window that never came
	e.Device.Reset()
	return nil
}

func (e *hostEngine) Learned() (*tinyol.Device, error) { return e.Device, nil }

func (e *hostEngine) Provenance() result.Provenance { return result.Provenance(e.costs.Provenance) }
func (e *hostEngine) Source() string                { return e.costs.Source }

func workers() int { return runtime.GOMAXPROCS(0) }
