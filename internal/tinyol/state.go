package tinyol

import (
	"fmt"
	"slices"
)

// State is all that learning changes on a device. Its slices grow once and are
// used again.
type State struct {
	Weights []float32 // [inputs][neurons] of the online layer
	Bias    []float32 // [neurons]; zero in Supervised mode
	Classes []int     // label of each neuron, in order of growth; Supervised only

	// Running statistics of x', Supervised only.
	Count    float32
	Mean, M2 []float32 // [inputs]

	Threshold float32 // in force for the next window
}

// State copies what learning has changed so far; in Frozen mode the
// threshold alone.
func (d *Device) State(s *State) {
	s.Threshold = d.threshold
	if d.online == nil {
		return
	}
	s.Resize(d.online.In(), d.online.Out())
	d.online.Parameters(s.Weights, s.Bias)
	if d.statistics == nil {
		return
	}
	s.Classes = append(s.Classes[:0], d.classes...)
	s.Count = d.statistics.Count
	s.Mean = append(s.Mean[:0], d.statistics.Mean...)
	s.M2 = append(s.M2[:0], d.statistics.M2...)
}

// Resize makes room for the parameters of a layer, whose values it leaves open.
func (s *State) Resize(inputs, neurons int) {
	s.Weights = slices.Grow(s.Weights[:0], inputs*neurons)[:inputs*neurons]
	s.Bias = slices.Grow(s.Bias[:0], neurons)[:neurons]
}

// SetState puts a device where another one of the same program is.
func (d *Device) SetState(s *State) error {
	if d.online == nil {
		return nil
	}
	inputs, neurons := d.online.In(), len(s.Bias)
	if neurons > d.online.Capacity() || len(s.Weights) != inputs*neurons {
		return fmt.Errorf("tinyol: a state of %d weights and %d neurons is not this program's", len(s.Weights), neurons)
	}
	if d.statistics == nil {
		d.threshold = s.Threshold
		d.online.SetParameters(neurons, s.Weights, s.Bias)
		return nil
	}
	if len(s.Classes) != neurons || len(s.Mean) != inputs || len(s.M2) != inputs {
		return fmt.Errorf("tinyol: a state of %d classes and statistics of %d features is not this program's", len(s.Classes), len(s.Mean))
	}
	d.threshold = s.Threshold
	d.online.SetParameters(neurons, s.Weights, s.Bias)
	d.classes = append(d.classes[:0], s.Classes...)
	d.statistics.Count = s.Count
	copy(d.statistics.Mean, s.Mean)
	copy(d.statistics.M2, s.M2)
	return nil
}

// OnlineInputs is the number of values that the online layer sees, 0 in Frozen
// mode.
func (p *Program) OnlineInputs() int {
	switch p.Mode {
	case Unsupervised:
		return p.replaced().In
	case Supervised:
		return p.embedding() + 1
	}
	return 0
}

// Activations returns the output of each layer of the base network for the
// last window. The slices are the device's own.
func (d *Device) Activations() [][]float32 {
	if d.program.Mode == Unsupervised {
		return d.acts[:len(d.acts)-1]
	}
	return d.acts
}

// Standardised returns what the classifier saw of the last window, before and
// after it was standardised;
// nil in the other modes. The slices are the device's own.
func (d *Device) Standardised() (features, scaled []float32) { return d.features, d.scaled }

// Output returns the online layer's output for the last window, of the neurons
// that there are; nil in Frozen mode. The slice is the device's own.
func (d *Device) Output() []float32 {
	if d.online == nil {
		return nil
	}
	return d.output[:d.online.Out()]
}
