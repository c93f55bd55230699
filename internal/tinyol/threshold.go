package tinyol

import "tinyol-sim/internal/stream"

// RunningThreshold returns the policy with a threshold that follows a quantile
// of the scores in constant memory, by one comparison and one addition a
// window: where the score is above, the threshold rises by step*quantile, else
// it falls by step*(1-quantile), both in units of the trained threshold. In
// balance one window in 1/(1-quantile) is above it. This is Robbins and Monro's
// stochastic approximation (Annals of Mathematical Statistics 22, 1951) with a
// step that stays constant, so that it goes on following scores that drift;
// Angelopoulos, Candès and Tibshirani (Conformal PID control for time series
// prediction, NeurIPS 2023) show that the share of bounded scores above it then
// tends to 1-quantile whatever the scores do.
//
// It goes on after the last update: what it stood at there would fit the scores
// of the windows that taught the layer, and new ones score higher. With Labelled
// it follows the normal windows alone, else all of them but those that span two
// labels; those that Below learns from could only lower it.
func (p Policy) RunningThreshold(quantile, step float64) Policy {
	unit := step * float64(p.Threshold)
	p.Rise, p.Fall = float32(unit*quantile), float32(unit*(1-quantile))
	return p
}

// Running reports that the threshold is not fixed.
func (p *Policy) Running() bool { return p.Rise > 0 }

// Follows reports whether a window moves the threshold.
func (p *Policy) Follows(label int) bool {
	return p.Running() && label != stream.Mixed && (p.Gate != Labelled || label == p.Normal)
}

// Follow is the threshold behind a window. A score that is no number counts as
// above.
func (p *Policy) Follow(threshold, score float32) float32 {
	if score <= threshold {
		return threshold - p.Fall
	}
	return threshold + p.Rise
}

// decide reports whether the window may be learned from, by the threshold in
// force, and only then moves the threshold.
func (d *Device) decide(label int, score float32) (learns bool) {
	p := &d.program.Policy
	learns = p.allows(d.program.aim(), label, score, d.threshold, d.updates)
	if p.Follows(label) {
		d.threshold = p.Follow(d.threshold, score)
	}
	return learns
}

// Threshold is the one in force for the next window.
func (d *Device) Threshold() float32 { return d.threshold }
