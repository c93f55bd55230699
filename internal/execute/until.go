package execute

import (
	"context"

	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/device"
)

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
