package tinyol

import "tinyol-sim/internal/kernel"

// Score returns the score of features that the front end made, with the layer as
// it stands. Like Assess it touches nothing that learns.
func (d *Device) Score(features []float32) float32 {
	copy(d.Input(), features)
	d.host.Look(true)
	d.host.Assess()
	return d.score()
}

// Encode appends what the learner sees of the current window: Z, then the
// reconstruction error. Nothing that learns is touched.
func (d *Device) Encode(dst []float32) []float32 {
	d.host.Look(false)
	return append(dst, d.seen()...)
}

// Assess predicts the label of features that Encode returned, with the layer
// and the statistics as they stand. It changes neither.
func (d *Device) Assess(features []float32) int {
	copy(d.seen(), features)
	d.host.State.Winner = kernel.None
	d.host.Assess()
	return d.winner()
}

func (d *Device) seen() []float32 {
	if d.plan.Seen == nil {
		return d.Input()
	}
	return d.host.Values(d.plan.Seen)
}
