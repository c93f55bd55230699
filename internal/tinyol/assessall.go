package tinyol

// AssessAll is Assess of many windows, features [windows][width], and calls f with
// the label of each.
func (d *Device) AssessAll(features []float32, f func(window, label int)) {
	width := len(d.seen())
	for window := range len(features) / width {
		f(window, d.Assess(features[window*width:(window+1)*width]))
	}
}
