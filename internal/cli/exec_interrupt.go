package cli

import (
	"context"
	"time"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/device"
)

// interruptGrace is how long what was executed may take to be reported behind
// an interrupt.
const interruptGrace = 1250 * time.Millisecond

// endingSoon does some work, and waits for it no longer than interruptGrace
// behind an interrupt. The work may be where nothing can stop it: in a pipe into
// which nobody writes, or from which nobody reads. The process then ends
// without it.
func endingSoon(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- crashed(p)
			}
		}()
		done <- work()
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(interruptGrace):
		return ctx.Err()
	}
}

// runUntil runs to the end, a limit, or an interrupt, for which it looks up
// every few milliseconds.
func runUntil(ctx context.Context, m *device.Machine, limits cpu.Limits) (stop cpu.Stop, interrupted bool) {
	const slice = 1 << 17 // cycles: of a traced run, too, less than a tenth of a second
	for ctx.Err() == nil {
		part := limits
		if next := m.Cycles() + slice; limits.Cycles == 0 || next < limits.Cycles {
			part.Cycles = next
		}
		stop = m.Run(part)
		atSlice := stop.Reason == cpu.StopCycles && part.Cycles != limits.Cycles
		stopped := stop.Reason == cpu.StopRequested && ctx.Err() != nil // by programOutput
		if !atSlice && !stopped {
			return stop, false
		}
	}
	return stop, true
}
