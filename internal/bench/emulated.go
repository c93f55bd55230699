package bench

import (
	"fmt"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// emulatedEngine is the firmware on an emulated board, with the cycles of what
// it executed.
type emulatedEngine struct {
	*device.Device
	board   *mcu.Board
	learned *tinyol.Device // takes what Learned reads back
	state   tinyol.State
}

func newEmulatedEngine(p *tinyol.Program, b *mcu.Board) (*emulatedEngine, error) {
	d, err := device.New(p, b)
	if err != nil {
		return nil, err
	}
	learned, err := tinyol.New(p)
	return &emulatedEngine{Device: d, board: b, learned: learned}, err
}

func (e *emulatedEngine) Step(label int, cycles *[result.PhaseCount]int64) (tinyol.Outcome, error) {
	o, err := e.Device.Step(label)
	e.Cycles(cycles)
	return o, err
}

func (e *emulatedEngine) Learned() (*tinyol.Device, error) {
	if err := e.State(&e.state); err != nil {
		return nil, err
	}
	return e.learned, e.learned.SetState(&e.state)
}

func (e *emulatedEngine) Provenance() result.Provenance { return result.Emulated }

func (e *emulatedEngine) Source() string {
	return fmt.Sprintf("firmware %s, every instruction executed on an emulated %s", e.board.Firmware, e.board.Core)
}
