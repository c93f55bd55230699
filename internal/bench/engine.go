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
		return usage("board", "choose one whose core is (tinyol-sim boards), or use --engine host", "%s has a %s, which is not emulated", x.board.Name, x.board.Core)
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
	pricer
}

func newHostEngine(p *tinyol.Program, costs *mcu.Costs) (*hostEngine, error) {
	d, err := tinyol.New(p)
	if err != nil {
		return nil, err
	}
	return &hostEngine{Device: d, pricer: newPricer(p, costs)}, nil
}

func (e *hostEngine) Push(row []float32) (bool, error) {
	e.push()
	return e.Device.Push(row), nil
}

func (e *hostEngine) Step(label int, cycles *[result.PhaseCount]int64) (tinyol.Outcome, error) {
	o := e.Device.Step(label)
	e.count(&o, len(e.Device.Classes()), cycles)
	return o, nil
}

func (e *hostEngine) Reset() error {
	e.reset()
	e.Device.Reset()
	return nil
}

func (e *hostEngine) Learned() (*tinyol.Device, error) { return e.Device, nil }

func (e *hostEngine) Provenance() result.Provenance { return result.Provenance(e.costs.Provenance) }
func (e *hostEngine) Source() string                { return e.costs.Source }

func workers() int { return runtime.GOMAXPROCS(0) }
