package tinyol

import (
	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/stream"
)

// Warm gives a learner that wants one its start: what its own updates make of the
// windows [n][features] of the training recording, in their order. It goes into
// flash, from where the device copies it.
func (p *Program) Warm(windows []float32) error {
	p.Start = nil
	cold := *p
	cold.LabelDelay, cold.Drift = 0, drift.Watch{}
	cold.Policy = Policy{Gate: Always, Normal: stream.NoLabel}
	d, err := New(&cold)
	if err != nil {
		return err
	}
	base, width := NewBase(p.Network), p.FrontEnd.Features()
	for ; len(windows) >= width; windows = windows[width:] {
		base.Run(windows[:width])
		d.StepOn(base, stream.NoLabel)
	}
	var s State
	d.State(&s)
	p.Start = s.Values
	return nil
}
