package cpu

import (
	"bufio"

	"tinyol-sim/internal/mcu/cpu/tally"
)

// Observation watches a run instruction by instruction. What it watches takes
// the same cycles and prints the same as unobserved.
type Observation struct {
	Trace   *bufio.Writer  // a line for every instruction; nil: none
	Samples *tally.Samples // cycles and instructions by address and calls; nil: none
	failed  error
}

// Line writes a line of the trace. It reports false once one could not be
// written: the core then ends the run with StopRequested.
func (o *Observation) Line(text []byte) bool {
	if o.failed == nil {
		_, o.failed = o.Trace.Write(text)
	}
	return o.failed == nil
}

// Err writes out what is left of the trace and is the first error of writing
// it.
func (o *Observation) Err() error {
	if o.Trace != nil && o.failed == nil {
		o.failed = o.Trace.Flush()
	}
	return o.failed
}
