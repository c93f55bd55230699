package tinyol

import "tinyol-sim/internal/nn"

// Score returns the reconstruction error of features that the front end made,
// with the layer as it stands, in Unsupervised and Frozen mode. Like Assess it
// touches nothing that learns.
func (d *Device) Score(features []float32) float32 {
	copy(d.input, features)
	if d.program.Mode == Frozen {
		return nn.MeanSquaredError(d.base(len(d.acts)), d.input)
	}
	d.online.Predict(d.output, d.base(len(d.acts)-1))
	return nn.MeanSquaredError(d.output, d.input)
}
