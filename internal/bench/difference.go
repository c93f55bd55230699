package bench

import (
	"errors"
	"fmt"

	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/replay"
)

// DifferenceError is a window that the emulated board and the host have not
// computed alike, bit by bit.
type DifferenceError struct {
	Mode       string
	Seed       uint64
	Window     int64 // of the stream, from 0
	Row        int64 // that completed it
	Difference *device.Difference
}

func (e *DifferenceError) Error() string {
	return fmt.Sprintf("%s mode, seed %d: window %d (row %d) differs on host and emulated board: %s; tinyol-sim verify with the same flags compares every operation",
		e.Mode, e.Seed, e.Window, e.Row, e.Difference.Text())
}

func (e *DifferenceError) Unwrap() error { return e.Difference }

// located says where a difference between host and board was found.
func (l *lane) located(row *replay.Row, err error) error {
	var d *device.Difference
	if !errors.As(err, &d) {
		return err
	}
	return &DifferenceError{l.mode.String(), l.seed, row.Window, row.Number, d}
}
