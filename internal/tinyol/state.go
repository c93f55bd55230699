package tinyol

import (
	"fmt"
	"slices"

	"tinyol-sim/internal/kernel"
)

// State is all that learning changes on a device. Its slices grow once and are
// used again.
type State struct {
	// Values of each vector of Learned, as the device has them.
	Values    [][]float32
	Classes   []int   // label of each neuron, in order of growth
	Threshold float32 // in force for the next window
}

// Learned lists the vectors that hold what was learned: all that are kept but
// the ring, what the interpreter keeps itself, and the score.
func (d *Device) Learned() []*kernel.Vector { return d.learned }

// State copies what learning has changed so far; where nothing is learned the
// threshold alone.
func (d *Device) State(s *State) {
	s.Threshold = d.threshold
	s.Classes = append(s.Classes[:0], d.classes...)
	vectors := d.learned
	s.Values = slices.Grow(s.Values[:0], len(vectors))[:len(vectors)]
	for i, v := range vectors {
		s.Values[i] = v.Device(s.Values[i][:0], d.host.Values(v))
	}
}

// SetState puts a device where another one of the same program is.
func (d *Device) SetState(s *State) error {
	vectors := d.learned
	if len(s.Classes) > cap(d.classes) || len(s.Values) != len(vectors) {
		return fmt.Errorf("tinyol: a state of %d vectors and %d classes is not this program's", len(s.Values), len(s.Classes))
	}
	for i, v := range vectors {
		if len(s.Values[i]) != v.Len() {
			return fmt.Errorf("tinyol: a state of %d %s is not this program's", len(s.Values[i]), v.Name)
		}
	}
	for i, v := range vectors {
		v.Host(d.host.Values(v), s.Values[i])
	}
	d.threshold = s.Threshold
	d.classes = append(d.classes[:0], s.Classes...)
	d.host.State.Neurons = len(d.classes)
	return nil
}
