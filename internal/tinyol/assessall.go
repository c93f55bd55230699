package tinyol

import "tinyol-sim/internal/stream"

// AssessAll is Assess of many windows, features [windows][width], and calls f with
// the label of each. standardised is room for as many values.
func (d *Device) AssessAll(features, standardised []float32, f func(window, label int)) {
	d.statistics.StandardiseAll(standardised, features)
	n := len(d.features)
	for w := range len(features) / n {
		label := stream.NoLabel
		if d.online.Out() > 0 {
			label = d.classes[d.online.Likeliest(d.output[:d.online.Out()], standardised[w*n:(w+1)*n])]
		}
		f(w, label)
	}
}
