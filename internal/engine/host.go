package engine

import (
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Host is package tinyol at full speed with the cost model's cycles.
type Host struct {
	*tinyol.Device
	Price
}

// NewHost allocates all that the program needs.
func NewHost(p *tinyol.Program, costs *mcu.Costs) (*Host, error) {
	d, err := tinyol.New(p)
	if err != nil {
		return nil, err
	}
	return &Host{Device: d, Price: NewPrice(p, costs)}, nil
}

// Push takes one sensor row.
func (e *Host) Push(row []float32) (bool, error) {
	e.Price.Push()
	return e.Device.Push(row), nil
}

// Step runs the window that is due.
func (e *Host) Step(label int, cycles *[result.PhaseCount]int64) (tinyol.Outcome, error) {
	o := e.Device.Step(label)
	e.Price.Step(&o, len(e.Device.Classes()), cycles)
	return o, nil
}

// StepOn is Step on a window that a Base has been run on. Push has not taken its
// rows, but Price.Push has.
func (e *Host) StepOn(b *tinyol.Base, label int, cycles *[result.PhaseCount]int64) tinyol.Outcome {
	o := e.Device.StepOn(b, label)
	e.Price.Step(&o, len(e.Device.Classes()), cycles)
	return o
}

// Reset starts a new segment.
func (e *Host) Reset() error {
	e.Price.Reset()
	e.Device.Reset()
	return nil
}

// Learned is the device itself.
func (e *Host) Learned() (*tinyol.Device, error) { return e.Device, nil }

// Provenance marks the cycles as the cost model of the core is.
func (e *Host) Provenance() result.Provenance { return result.Provenance(e.costs.Provenance) }

// Source is that of the cost model.
func (e *Host) Source() string { return e.costs.Source }
