package engine

import (
	"fmt"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Emulated is the firmware on an emulated board, with the cycles of what
// it executed.
type Emulated struct {
	*device.Device
	board   *mcu.Board
	learned *tinyol.Device // takes what Learned reads back
	state   tinyol.State
}

// NewEmulated flashes the board; a program that does not fit it is a *mcu.FitError.
func NewEmulated(p *tinyol.Program, b *mcu.Board) (*Emulated, error) {
	d, err := device.New(p, b)
	if err != nil {
		return nil, err
	}
	learned, err := tinyol.New(p)
	return &Emulated{Device: d, board: b, learned: learned}, err
}

// Step runs the window that is due.
func (e *Emulated) Step(label int, cycles *[result.PhaseCount]int64) (tinyol.Outcome, error) {
	o, err := e.Device.Step(label)
	e.Cycles(cycles)
	return o, err
}

// Learned reads the state back from the board.
func (e *Emulated) Learned() (*tinyol.Device, error) {
	if err := e.State(&e.state); err != nil {
		return nil, err
	}
	return e.learned, e.learned.SetState(&e.state)
}

// Provenance is result.Emulated.
func (e *Emulated) Provenance() result.Provenance { return result.Emulated }

// Source names firmware and core.
func (e *Emulated) Source() string {
	return fmt.Sprintf("firmware %s, every instruction executed on an emulated %s", e.board.Firmware, e.board.Core)
}
