package tinyol

import (
	"math"

	"tinyol-sim/internal/plan"
)

// fired has a bit for each drift detector that fired at the window.
func (d *Device) fired() uint32 {
	if d.plan.Alarm == nil {
		return 0
	}
	return math.Float32bits(d.host.Values(d.plan.Alarm)[0])
}

// gateOpen reports that a drift detector lets windows teach, or that none has a say.
func (d *Device) gateOpen() bool {
	return !d.plan.Gated || math.Float32bits(d.host.Values(d.plan.Alarm)[1]) > 0
}

// openToLearn has the layer forgotten where a detector fired that asks for it, and
// reports whether a window may teach that the policy lets: not where the gate is shut,
// and not where the layer that has predicted it is gone.
func (d *Device) openToLearn(fired uint32) bool {
	if fired > 0 && d.plan.Resets() {
		d.host.Run(plan.Reset)
		return false
	}
	return d.gateOpen()
}
