// Package engine runs a device program: on the host, with the cycles of the cost
// model, or on an emulated board, with those of what its firmware executed, or on
// both.
package engine

import (
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Names of the engines.
const (
	// NameHost runs package tinyol on this machine; cycles come from the cost
	// model.
	NameHost = "host"
	// NameEmulated runs the firmware on an emulated core, instruction by
	// instruction.
	NameEmulated = "emulated"
	// NameAuto executes on the emulated core while that is quick, and behind that a
	// sample beside the host; on the host where the core is not emulated.
	NameAuto = "auto"
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
