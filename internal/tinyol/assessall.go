package tinyol

import "tinyol-sim/internal/stream"

// AssessAll is Assess of many windows, features [windows][width], and calls f with
// the label of each. standardised is room for as many values.
func (d *Device) AssessAll(features, standardised []float32, f func(window, label int)) {
	d.statistics.StandardiseAll(standardised, features)
	d.online.EachLikeliest(standardised, func(window, neuron int) {
		label := stream.NoLabel
		if neuron >= 0 {
			label = d.classes[neuron]
		}
		f(window, label)
	})
}
