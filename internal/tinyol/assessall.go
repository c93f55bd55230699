package tinyol

import "tinyol-sim/internal/kernel"

// AssessAll is Assess of many windows, features [windows][width], and calls f with
// the label of each.
func (d *Device) AssessAll(features []float32, f func(window, label int)) {
	seen := d.seen()
	for window := range len(features) / len(seen) {
		copy(seen, features[window*len(seen):])
		d.host.State.Winner = kernel.None
		d.host.Assess()
		f(window, d.winner())
	}
}
